package dev.warmpath.explain.cause;

import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.WhiteSpace;

/**
 * Where two renderings part.
 *
 * @param token index of the first different token, in the newer prompt
 * @param path field of the newer body as it was sent, or of the older one where the newer has none
 * @param character code points into that field
 * @param hunk the prompts' first difference
 */
public record Divergence(int token, String path, int character, FirstHunk hunk) {
  /** Unchanged text shown on each side. */
  private static final int AROUND = 40;

  /** Changed text shown at most. */
  private static final int LONGEST = 240;

  /** The earlier text around the difference. */
  public String before() {
    return around(hunk.before(), hunk.beforeEnd());
  }

  /** The newer text around the difference. */
  public String after() {
    return around(hunk.after(), hunk.afterEnd());
  }

  /** The earlier text with the difference in ⟦⟧ and white space visible. */
  public String markedBefore() {
    return marked(hunk.before(), hunk.beforeEnd());
  }

  /** The newer text with the difference in ⟦⟧ and white space visible. */
  public String markedAfter() {
    return marked(hunk.after(), hunk.afterEnd());
  }

  private String around(String text, int end) {
    int cut = Math.min(end, hunk.start() + LONGEST);
    return text.substring(left(text), right(text, cut));
  }

  private String marked(String text, int end) {
    int cut = whole(text, Math.min(end, hunk.start() + LONGEST));
    return WhiteSpace.visible(text.substring(left(text), hunk.start()))
        + "⟦" + WhiteSpace.visible(text.substring(hunk.start(), cut))
        + (cut < end ? "…" : "") + "⟧"
        + (cut < end ? "" : WhiteSpace.visible(text.substring(cut, right(text, cut))));
  }

  private int left(String text) {
    return whole(text, Math.max(0, hunk.start() - AROUND));
  }

  private static int right(String text, int end) {
    return whole(text, Math.min(text.length(), end + AROUND));
  }

  /** Not inside a surrogate pair. */
  private static int whole(String text, int at) {
    boolean inside =
        at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1));
    return inside ? at - 1 : at;
  }
}
