package dev.warmpath.app.http.answer;

import dev.warmpath.engine.Completion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects an answer. One thread. */
public final class WholeAnswer implements AnswerSink {

  /** One tool call. */
  public record Call(String id, String name, StringBuilder arguments) {}

  private final StringBuilder text = new StringBuilder();
  private final List<Call> calls = new ArrayList<>();
  private int wordsBeforeCalls;
  private final List<Completion.Chunk> tokens = new ArrayList<>();

  @Override
  public void text(String more, Completion.@Nullable Chunk token) {
    text.append(more);
    if (token != null) {
      tokens.add(token);
    }
  }

  @Override
  public void call(int index, String id, String name) {
    wordsBeforeCalls = calls.isEmpty() ? text.length() : wordsBeforeCalls;
    calls.add(new Call(id, name, new StringBuilder()));
  }

  @Override
  public void arguments(int index, String json) {
    calls.get(index).arguments().append(json);
  }

  public String text() {
    return text.toString();
  }

  /** The text up to the first call; all of it when there is none. */
  public String textBeforeCalls() {
    return calls.isEmpty() ? text() : text.substring(0, wordsBeforeCalls);
  }

  public List<Call> calls() {
    return calls;
  }

  /** The tokens, when they were asked for. */
  public List<Completion.Chunk> tokens() {
    return tokens;
  }
}
