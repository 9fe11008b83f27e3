package dev.warmpath.ui.prompt.text;

import java.util.Arrays;

/** All places of a word in a text, without regard to case. */
public final class Finder {
  /** More are not counted: the user narrows the word, and painting stays quick. */
  public static final int MOST = 10_000;

  private Finder() {}

  /** Starts of the places of {@code wanted}, ascending, not overlapping; none for an empty word. */
  public static int[] find(CharSequence text, String wanted) {
    if (wanted.isEmpty()) {
      return new int[0];
    }
    String string = text.toString();
    int[] found = new int[16];
    int count = 0;
    int last = string.length() - wanted.length();
    for (int at = 0; at <= last && count < MOST; ) {
      if (string.regionMatches(true, at, wanted, 0, wanted.length())) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = at;
        at += wanted.length();
      } else {
        at++;
      }
    }
    return Arrays.copyOf(found, count);
  }
}
