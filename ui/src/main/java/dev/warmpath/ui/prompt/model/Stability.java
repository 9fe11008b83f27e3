package dev.warmpath.ui.prompt.model;

/**
 * How often a segment's text, with its variables filled, changed from run to run.
 *
 * @param runs runs looked at, at most {@link #WINDOW}
 * @param changes runs whose text differed from the run before
 * @param lastText text of the last run
 * @param pattern bit n set: n runs ago it had changed
 */
public record Stability(int runs, int changes, String lastText, long pattern) {
  /** How far back it looks: the bits of a long, less one run that has none before it. */
  public static final int WINDOW = 60;

  public static final Stability UNSENT = new Stability(0, 0, "", 0);

  /** The stability after one more run. */
  public Stability after(String text) {
    boolean changed = runs > 0 && !text.equals(lastText);
    long mask = (1L << WINDOW - 1) - 1;
    long newPattern = (pattern << 1 | (changed ? 1 : 0)) & mask;
    return new Stability(
        Math.min(WINDOW, runs + 1), Long.bitCount(newPattern), text, newPattern);
  }

  /** True when it never was the same twice. */
  public boolean alwaysChanges() {
    return runs > 1 && changes == runs - 1;
  }

  /** For the card's head; empty before the second run. */
  public String words() {
    if (runs < 2) {
      return runs == 0 ? "" : "sent once";
    }
    if (changes == 0) {
      return "stable · " + runs + " runs";
    }
    return alwaysChanges()
        ? "changes every run"
        : "changed in " + changes + " of " + (runs - 1) + " runs";
  }
}
