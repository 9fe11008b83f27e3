package dev.warmpath.ui.prompt.text;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Boundaries of what a reader takes for one character: surrogate pairs, combining marks, emoji
 * sequences. Java's character iterator follows Unicode's extended grapheme clusters; plain text
 * takes a path without it.
 */
public final class Graphemes {
  /**
   * Longest cluster looked at: the longest emoji sequences in use have 15 units. A longer heap of
   * marks is cut there, so hostile text costs no more than ordinary text.
   */
  private static final int LONGEST = 64;

  /** Pairs that mirror each other (Unicode's BidiMirroring.txt), as far as prompts hold them. */
  private static final String BRACKETS = "()[]{}<>«»‹›≤≥⟨⟩⟪⟫「」『』【】《》〈〉";

  private static final ThreadLocal<BreakIterator> ITERATOR =
      ThreadLocal.withInitial(() -> BreakIterator.getCharacterInstance(Locale.ROOT));

  private Graphemes() {}

  /** End of the cluster that starts at {@code offset}; the text's length at its end. */
  public static int next(CharSequence text, int offset) {
    int length = text.length();
    if (offset >= length) {
      return length;
    }
    if (offset + 1 == length
        || simple(text.charAt(offset)) && simple(text.charAt(offset + 1))) {
      return offset + 1;
    }
    int to = Math.min(length, offset + LONGEST);
    BreakIterator iterator = ITERATOR.get();
    iterator.setText(text.subSequence(offset, to).toString());
    int end = offset + Math.max(1, iterator.next());
    return end < length && splitsPair(text, end) ? end - 1 : end;
  }

  /** Start of the cluster that ends at {@code offset}; 0 at the start. */
  public static int previous(CharSequence text, int offset) {
    if (offset <= 1) {
      return 0;
    }
    if (simple(text.charAt(offset - 1)) && simple(text.charAt(offset - 2))) {
      return offset - 1;
    }
    int from = offset - 1;
    int limit = Math.max(0, offset - 2 * LONGEST);
    while (from > limit && !(simple(text.charAt(from)) && simple(text.charAt(from - 1)))) {
      from--;
    }
    if (from > 0 && splitsPair(text, from)) {
      from--;
    }
    int start = from;
    for (int end = next(text, start); end < offset; end = next(text, start)) {
      start = end;
    }
    return start;
  }

  /** {@code offset} itself when it is a boundary, else the boundary before it. */
  public static int floor(CharSequence text, int offset) {
    if (offset <= 0 || offset >= text.length()) {
      return Math.clamp(offset, 0, text.length());
    }
    if (simple(text.charAt(offset)) && simple(text.charAt(offset - 1))) {
      return offset;
    }
    int start = previous(text, offset);
    return next(text, start) == offset ? offset : start;
  }

  /** True for a unit that can be drawn in one go with its neighbours, from left to right. */
  public static boolean drawsAlone(CharSequence text, int offset) {
    char c = text.charAt(offset);
    boolean control = c < ' ' || c >= 0x7f && c < 0xa0;
    return !control && simple(c)
        && (offset + 1 == text.length() || simple(text.charAt(offset + 1)));
  }

  /**
   * End of the right-to-left letters from {@code from} on, which are drawn in one go so that they
   * join; {@code from} itself when none is there.
   */
  public static int joined(CharSequence text, int from, int to) {
    int at = from;
    while (at < to && rightToLeft(Character.codePointAt(text, at))) {
      at = Math.min(to, next(text, at));
    }
    return at;
  }

  private static boolean rightToLeft(int point) {
    byte direction = Character.getDirectionality(point);
    boolean letter =
        direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    return letter && Character.getType(point) != Character.FORMAT;
  }

  /** What stands for a bracket between right-to-left letters; any other cluster as it is. */
  public static String mirrored(String cluster) {
    int bracket = cluster.length() == 1 ? BRACKETS.indexOf(cluster.charAt(0)) : -1;
    return bracket < 0 ? cluster : String.valueOf(BRACKETS.charAt(bracket ^ 1));
  }

  /**
   * True for units that never join a neighbour of the same kind: no mark, joiner or surrogate. A CR
   * stands for itself: it makes a token of its own, so it is shown, never hidden in a line end.
   */
  static boolean simple(char c) {
    return c < 0x300
        ? c != 0xAD && c != 0xA9 && c != 0xAE
        : c >= 0x3041 && c <= 0x3096
            || c >= 0x30A1 && c <= 0x30FA
            || c >= 0x3400 && c <= 0x4DBF
            || c >= 0x4E00 && c <= 0x9FFF
            || c >= 0xAC00 && c <= 0xD7A3
            || c >= 0x3001 && c <= 0x3020
            || c >= 0x400 && c <= 0x481
            || c >= 0x48A && c <= 0x52F
            || c >= 0x370 && c <= 0x3FF
            || c >= 0x2010 && c <= 0x2027;
  }

  private static boolean splitsPair(CharSequence text, int at) {
    return Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }
}
