package dev.warmpath.ui.compare;

import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.RunText;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The two selected requests and where their prompts part. FX thread. */
public final class CompareViewModel {
  /** Tokens of text shown before a difference, and after it. */
  private static final int BEFORE = 48;
  private static final int AFTER = 72;
  /** A colon between two changed numbers is not worth a difference of its own. */
  private static final int JOIN_BELOW = 3;
  /** In one piece, on the next line where this one is full. */
  private static final RunText.Run AGAIN =
      new RunText.Run(" \u00a0same\u00a0text,\u00a0computed\u00a0again", RunText.Style.DIM);
  /** Tokens of one difference that are shown; a longer one is cut. */
  private static final int DIFFERENCE = 160;

  /**
   * A comparison.
   *
   * @param first shown above and left
   * @param second shown below and right
   * @param diff how their tokens differ
   * @param current index of the difference looked at; -1 when there is none
   */
  public record Comparison(Trace first, Trace second, TokenDiff diff, int current) {

    /** {@code same for 1,493 tokens, then 8 tokens differ, then 856 tokens are the same again}. */
    public String summary() {
      List<TokenDiff.Run> differences = diff.differences();
      if (differences.isEmpty()) {
        return "the same " + Figures.count(diff.commonPrefix(), "token", "tokens");
      }
      int differ = differences.stream().mapToInt(TokenDiff.Run::size).sum();
      String places =
          differences.size() == 1 ? "" : " in " + Figures.count(differences.size()) + " places";
      String start =
          diff.commonPrefix() == 0
              ? "different from the first token: "
              : "same for " + Figures.count(diff.commonPrefix(), "token", "tokens") + ", then ";
      String again =
          diff.sameAgain() == 0
              ? ""
              : ", " + Figures.count(diff.sameAgain(), "token is", "tokens are")
                  + " the same again";
      return start + Figures.count(differ, "token differs", "tokens differ") + places + again;
    }
  }

  private final EngineFeed feed;
  private final Selection selection;
  private final ReadOnlyObjectWrapper<@Nullable Comparison> comparison =
      new ReadOnlyObjectWrapper<>();
  private boolean swapped;

  public CompareViewModel(EngineFeed feed, Selection selection) {
    this.feed = feed;
    this.selection = selection;
    selection.request().addListener(o -> refresh());
    selection.compared().addListener(o -> refresh());
    feed.traces().addListener(o -> refresh());
    refresh();
  }

  private void refresh() {
    Long second = selection.request().get();
    Long first = selection.compared().get();
    if (first == null || second == null) {
      swapped = false;
      comparison.set(null);
      return;
    }
    Trace a = feed.find(swapped ? second : first);
    Trace b = feed.find(swapped ? first : second);
    Comparison now = comparison.get();
    boolean unchanged = now != null && now.first() == a && now.second() == b;
    if (a == null || b == null) {
      comparison.set(null);
    } else if (!unchanged) {
      show(a, b, now);
    }
  }

  private void show(Trace a, Trace b, @Nullable Comparison before) {
    if (before != null && before.first().tokens() == a.tokens()
        && before.second().tokens() == b.tokens()) {
      comparison.set(new Comparison(a, b, before.diff(), before.current()));
      return;
    }
    TokenDiff diff = TokenDiff.of(a.tokens().ids(), b.tokens().ids()).joined(JOIN_BELOW);
    comparison.set(new Comparison(a, b, diff, diff.differences().isEmpty() ? -1 : 0));
  }

  /** Exchanges the two sides. */
  public void swap() {
    swapped = !swapped;
    refresh();
  }

  /** Goes on to the next (1) or back to the previous (−1) difference, around the end. */
  public void step(int by) {
    Comparison now = comparison.get();
    if (now != null && now.current() >= 0) {
      int count = now.diff().differences().size();
      comparison.set(
          new Comparison(
              now.first(), now.second(), now.diff(), Math.floorMod(now.current() + by, count)));
    }
  }

  /** Goes to the difference nearest to a token of the second prompt. */
  public void goTo(int token) {
    Comparison now = comparison.get();
    if (now == null || now.current() < 0) {
      return;
    }
    List<TokenDiff.Run> differences = now.diff().differences();
    int nearest = 0;
    for (int i = 0; i < differences.size(); i++) {
      int distance = Math.abs(differences.get(i).bFrom() - token);
      if (distance < Math.abs(differences.get(nearest).bFrom() - token)) {
        nearest = i;
      }
    }
    comparison.set(new Comparison(now.first(), now.second(), now.diff(), nearest));
  }

  /** Compares no longer; the second request stays selected. */
  public void close() {
    selection.compared().set(null);
  }

  /** Null while fewer than two requests are selected. */
  public ReadOnlyObjectProperty<@Nullable Comparison> comparison() {
    return comparison.getReadOnlyProperty();
  }

  /** The text of one side around the difference looked at. */
  static List<RunText.Run> text(Comparison shown, boolean second) {
    Trace trace = second ? shown.second() : shown.first();
    int size = trace.tokens().size();
    if (shown.current() < 0) {
      return List.of(run(trace, 0, Math.min(size, BEFORE + AFTER), RunText.Style.WARM));
    }
    TokenDiff.Run at = shown.diff().differences().get(shown.current());
    int from = second ? at.bFrom() : at.aFrom();
    int to = Math.min(second ? at.bTo() : at.aTo(), from + DIFFERENCE);
    int start = Math.max(0, from - BEFORE);
    int end = Math.min(size, to + AFTER);
    List<RunText.Run> runs = new ArrayList<>();
    if (start > 0) {
      runs.add(new RunText.Run("…", RunText.Style.DIM));
    }
    for (TokenDiff.Run part : shown.diff().runs()) {
      int partFrom = Math.max(start, second ? part.bFrom() : part.aFrom());
      int partTo = Math.min(end, second ? part.bTo() : part.aTo());
      if (second && part.equals(at)) {
        // No-break spaces keep the mark in one piece.
        runs.add(
            new RunText.Run(
                "\u00a0token\u00a0" + Figures.count(from) + "\u00a0", RunText.Style.MARK));
      }
      if (partTo > partFrom) {
        add(runs, shown, part, partFrom, partTo, second);
      }
    }
    if (end < size) {
      runs.addAll(cutAtLine(runs.removeLast()));
    }
    return runs;
  }

  /** Ends with a whole line where there is one: half a line says nothing. */
  static List<RunText.Run> cutAtLine(RunText.Run last) {
    String text = last.text();
    int line = text.lastIndexOf('\n');
    boolean whole = line > 0 && line < text.length() - 1;
    return List.of(
        new RunText.Run(whole ? text.substring(0, line + 1) : text, last.style()),
        new RunText.Run(whole ? "…" : " …", RunText.Style.DIM));
  }

  private static void add(
      List<RunText.Run> runs, Comparison shown, TokenDiff.Run part, int from, int to,
      boolean second) {
    if (!second) {
      RunText.Style style =
          !part.same()
              ? RunText.Style.LOST
              : part.aFrom() == 0 && part.bFrom() == 0 ? RunText.Style.WARM : RunText.Style.PLAIN;
      runs.add(run(shown.first(), from, to, style));
      return;
    }
    int warmTo = Math.clamp(shown.second().counts().cached(), from, to);
    if (warmTo > from) {
      runs.add(run(shown.second(), from, warmTo, RunText.Style.WARM));
    }
    if (to <= warmTo) {
      return;
    }
    RunText.Run rest =
        run(
            shown.second(), warmTo, to,
            part.same() ? RunText.Style.COLD : RunText.Style.CHANGED);
    boolean told = runs.stream().anyMatch(AGAIN::equals);
    runs.addAll(part.same() && !told ? again(rest) : List.of(rest));
  }

  /** Says behind the first line that has words why unchanged text is coloured cold. */
  static List<RunText.Run> again(RunText.Run cold) {
    String text = cold.text();
    int words = 0;
    while (words < text.length() && Character.isWhitespace(text.charAt(words))) {
      words++;
    }
    int line = text.indexOf('\n', words);
    return line < 0
        ? List.of(cold)
        : List.of(
            new RunText.Run(text.substring(0, line), cold.style()), AGAIN,
            new RunText.Run(text.substring(line), cold.style()));
  }

  private static RunText.Run run(Trace trace, int from, int to, RunText.Style style) {
    Tokens tokens = trace.tokens();
    String text = trace.prompt().text();
    int start = from >= to ? 0 : Math.min(text.length(), tokens.charStart(from));
    int end = from >= to ? 0 : Math.min(text.length(), tokens.charEnd(to - 1));
    return new RunText.Run(text.substring(Math.min(start, end), end), style);
  }
}
