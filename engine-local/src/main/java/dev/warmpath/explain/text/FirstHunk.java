package dev.warmpath.explain.text;

import java.util.HashMap;
import java.util.Map;

/**
 * The first difference of two texts: where they part and where they meet again.
 *
 * @param before the earlier text
 * @param after the newer text
 * @param start first differing UTF-16 unit, the same in both
 * @param beforeEnd where the common text continues in {@code before}
 * @param afterEnd where it continues in {@code after}
 */
public record FirstHunk(String before, String after, int start, int beforeEnd, int afterEnd) {
  /** So many equal units after a difference mean that the texts run together again. */
  private static final int MEETING = 12;

  /** Meeting points are searched this far: a longer difference is shown to the end of the text. */
  private static final int WINDOW = 20_000;

  /** Compares whole texts. Both ends equal {@code start} when the texts are equal. */
  public static FirstHunk of(String before, String after) {
    return from(before, after, common(before, after));
  }

  /** Equal leading UTF-16 units, never cutting a surrogate pair. */
  public static int common(String before, String after) {
    int limit = Math.min(before.length(), after.length());
    int at = 0;
    while (at < limit && before.charAt(at) == after.charAt(at)) {
      at++;
    }
    boolean cuts =
        at > 0
            && Character.isHighSurrogate(before.charAt(at - 1))
            && (at < before.length() || at < after.length());
    return cuts ? at - 1 : at;
  }

  /** The difference at {@code start}, known to be the first one. */
  public static FirstHunk from(String before, String after, int start) {
    int suffix = commonSuffix(before, after, start);
    int beforeEnd = before.length() - suffix;
    int afterEnd = after.length() - suffix;
    int best = beforeEnd - start + afterEnd - start;
    Map<String, Integer> places = new HashMap<>();
    int beforeLimit = Math.min(beforeEnd, start + WINDOW);
    for (int at = Math.min(beforeLimit, before.length() - MEETING); at >= start; at--) {
      places.put(before.substring(at, at + MEETING), at);
    }
    int afterLimit = Math.min(Math.min(afterEnd, start + WINDOW), after.length() - MEETING);
    for (int at = start; at <= afterLimit && at - start < best; at++) {
      Integer place = places.get(after.substring(at, at + MEETING));
      if (place != null && place - start + at - start < best) {
        best = place - start + at - start;
        beforeEnd = place;
        afterEnd = at;
      }
    }
    return new FirstHunk(before, after, start, beforeEnd, afterEnd);
  }

  /** Equal trailing UTF-16 units, of what follows {@code start} in both. */
  public static int commonSuffix(String before, String after, int start) {
    int limit = Math.min(before.length(), after.length()) - start;
    int length = 0;
    while (length < limit
        && before.charAt(before.length() - 1 - length)
            == after.charAt(after.length() - 1 - length)) {
      length++;
    }
    return length;
  }

  public String removed() {
    return before.substring(start, beforeEnd);
  }

  public String added() {
    return after.substring(start, afterEnd);
  }

  /** Ranges only: prompts do not belong into logs. */
  @Override
  public String toString() {
    return "FirstHunk[" + start + ".." + beforeEnd + " / " + start + ".." + afterEnd + "]";
  }
}
