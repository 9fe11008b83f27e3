package dev.warmpath.explain.fix;

import dev.warmpath.explain.text.FirstHunk;
import org.jspecify.annotations.Nullable;

/**
 * A line or sentence that holds a changing value, found again by the text around the value.
 *
 * @param lead text before the unit
 * @param prefix the unit up to the value
 * @param suffix the unit after the value
 * @param tail text after the unit
 * @param shown the unit as it is in the newer request
 */
public record Unit(String lead, String prefix, String suffix, String tail, String shown) {
  private static final int AROUND = 40;

  /** A shorter word before a full stop may be an abbreviation. */
  private static final int WORD = 3;

  /** A longer unit is no longer a value with its label. */
  private static final int LONGEST = 600;

  /**
   * A place in a text.
   *
   * @param start first UTF-16 unit
   * @param end after the last one
   */
  public record Range(int start, int end) {

    /** With the line end or blank that would be left over where the range is taken out. */
    public Range withGap(CharSequence text) {
      if (end < text.length() && text.charAt(end) == '\n') {
        return new Range(start, end + 1);
      }
      if (end == text.length() && start > 0 && text.charAt(start - 1) == '\n') {
        return new Range(start - 1, end);
      }
      boolean blank = end < text.length() && text.charAt(end) == ' ';
      return new Range(start, blank ? end + 1 : end);
    }
  }

  /** The unit around the difference of two texts; null when the difference is too large. */
  static @Nullable Unit of(FirstHunk hunk) {
    Range older = around(hunk.before(), hunk.start(), hunk.beforeEnd());
    Range newer = around(hunk.after(), hunk.start(), hunk.afterEnd());
    String before = hunk.before().substring(older.start(), older.end());
    String after = hunk.after().substring(newer.start(), newer.end());
    if (after.length() > LONGEST || before.length() > LONGEST || after.isBlank()) {
      return null;
    }
    boolean inserted = hunk.removed().isBlank() && hunk.added().indexOf('\n') >= 0;
    FirstHunk value = FirstHunk.of(inserted ? "" : before, after);
    int suffix = FirstHunk.commonSuffix(inserted ? "" : before, after, value.start());
    int into = value(after, value.start());
    int from = valueEnd(after, after.length() - suffix);
    return new Unit(
        hunk.after().substring(Math.max(0, newer.start() - AROUND), newer.start()),
        after.substring(0, into),
        after.substring(Math.max(into, from)),
        tail(hunk.before(), older.end(), hunk.after(), newer.end()),
        after.strip());
  }

  /** What follows in both texts: another changing value there must not hide the unit. */
  private static String tail(String before, int older, String after, int newer) {
    int limit = Math.min(AROUND, Math.min(before.length() - older, after.length() - newer));
    int common = 0;
    while (common < limit && before.charAt(older + common) == after.charAt(newer + common)) {
      common++;
    }
    return after.substring(newer, newer + common);
  }

  /** Start of the value that holds position {@code at}: its equal first characters belong to it. */
  private static int value(String text, int at) {
    int start = Math.min(at, text.length());
    while (start > 0 && inValue(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int valueEnd(String text, int at) {
    int end = Math.max(0, at);
    while (end < text.length() && inValue(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean inValue(char c) {
    return Character.isLetterOrDigit(c) || "-:._+/".indexOf(c) >= 0;
  }

  private static Range around(String text, int start, int end) {
    int from = text.lastIndexOf('\n', start - 1) + 1;
    int lineEnd = text.indexOf('\n', Math.max(start, end - (endsLine(text, start, end) ? 1 : 0)));
    int to = lineEnd < 0 ? text.length() : lineEnd;
    if (text.substring(start, end).indexOf('\n') >= 0) {
      return new Range(from, to); // whole lines came or went
    }
    int sentence = from;
    for (int i = start; i > from; i--) {
      if (isEnd(text, i - 1)) {
        sentence = i + 1;
        break;
      }
    }
    int sentenceEnd = to;
    for (int i = Math.max(start, end - 1); i < to; i++) {
      if (isEnd(text, i)) {
        sentenceEnd = i + 1;
        break;
      }
    }
    return new Range(Math.min(sentence, start), Math.max(sentenceEnd, end));
  }

  private static boolean endsLine(String text, int start, int end) {
    return end > start && text.charAt(end - 1) == '\n';
  }

  /** A full stop that ends a sentence, not one inside a value or after "Dr". */
  private static boolean isEnd(String text, int at) {
    if (at < WORD || ".!?".indexOf(text.charAt(at)) < 0
        || at + 1 >= text.length() || text.charAt(at + 1) != ' ') {
      return false;
    }
    for (int i = at - WORD; i < at; i++) {
      if (Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '.') {
        return false;
      }
    }
    return true;
  }

  /** True when one is part of the other as the reader sees them. */
  boolean overlaps(Unit other) {
    return shown.contains(other.shown) || other.shown.contains(shown);
  }

  /** The unit for a description: its label, or the words from before the value on. */
  String briefly() {
    String before = prefix.strip();
    boolean labelled = before.endsWith(":") && suffix.isBlank();
    if (labelled && before.length() > WORD && before.length() <= FixWords.QUOTE) {
      return before.substring(0, before.length() - 1);
    }
    int into = before.length();
    boolean fits = shown.length() <= FixWords.QUOTE || into <= FixWords.QUOTE / 2;
    if (fits || into >= shown.length()) {
      return shown;
    }
    int from = shown.lastIndexOf(' ', Math.max(0, into - FixWords.QUOTE / 3));
    return from <= 0 ? shown : "…" + shown.substring(from + 1);
  }

  /** Where the unit stands in a text; null when it is not there. */
  public @Nullable Range find(String text) {
    String head = lead + prefix;
    String foot = suffix + tail;
    int at = text.indexOf(head);
    while (at >= 0) {
      int start = at + lead.length();
      int valueFrom = at + head.length();
      int end = foot.isEmpty() ? text.length() : text.indexOf(foot, valueFrom);
      boolean atEnd = !tail.isEmpty() || end + suffix.length() == text.length();
      if (end >= 0 && end + suffix.length() - start <= LONGEST && (atEnd || foot.isEmpty())) {
        return new Range(start, end + suffix.length());
      }
      // An empty head stands at the very beginning; it would be found everywhere and for ever.
      at = head.isEmpty() ? -1 : text.indexOf(head, at + 1);
    }
    return null;
  }
}
