package dev.warmpath.ui.welcome;

import dev.warmpath.template.ChatTemplate;
import dev.warmpath.token.Segment;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of a prompt a second request reuses when only its last question changes and its
 * variables are filled anew: measured on the tokens of two such prompts. Pure.
 *
 * @param tokens of the whole prompt
 * @param reusable leading tokens both prompts share
 */
public record Reuse(int tokens, int reusable) {
  /** Any text no sample asks: what counts is that it is another one. */
  private static final String OTHER_QUESTION = "?";

  static Reuse of(Workspace workspace, ChatTemplate template, Tokenizer tokenizer, Clock clock) {
    AtomicLong counter = new AtomicLong();
    Tokens first = tokens(workspace, template, tokenizer, clock, counter);
    Clock later = Clock.offset(clock, Duration.ofSeconds(61));
    Tokens second = tokens(asked(workspace), template, tokenizer, later, counter);
    int different = Arrays.mismatch(first.ids(), second.ids());
    return new Reuse(first.size(), different < 0 ? first.size() : different);
  }

  public double share() {
    return tokens == 0 ? 0 : (double) reusable / tokens;
  }

  private static Tokens tokens(
      Workspace workspace, ChatTemplate template, Tokenizer tokenizer, Clock clock,
      AtomicLong counter) {
    Variables variables = Variables.fresh(workspace.variables(), clock, counter);
    return tokenizer.tokenize(
        template.render(Composition.of(workspace, variables).request()));
  }

  private static Workspace asked(Workspace workspace) {
    List<Segment> segments = new ArrayList<>(workspace.segments());
    for (int i = segments.size() - 1; i >= 0; i--) {
      if (segments.get(i).kind() == Segment.Kind.USER) {
        segments.set(i, segments.get(i).withText(OTHER_QUESTION));
        break;
      }
    }
    return workspace.withSegments(segments);
  }
}
