package dev.warmpath.ui.prompt.text;

/**
 * Editable characters with a gap at the last edit: typing costs nothing, a jump moves at most the
 * whole text once (100,000 characters: about 10 µs). One thread.
 */
final class TextBuffer implements CharSequence {
  /** Room made at each growth on top of a half: keeps typing from copying. */
  private static final int SPARE = 256;

  private char[] chars;
  private int gapStart;
  private int gapEnd;

  public TextBuffer(CharSequence text) {
    chars = new char[text.length() + SPARE];
    gapEnd = chars.length;
    replace(0, 0, text.toString());
  }

  /**
   * Puts {@code text} in place of the UTF-16 units {@code from} (inclusive) to {@code to}.
   *
   * @throws IndexOutOfBoundsException when the range is not inside the text
   */
  public void replace(int from, int to, String text) {
    if (from < 0 || to < from || to > length()) {
      throw new IndexOutOfBoundsException("range " + from + ".." + to + " of " + length());
    }
    moveGap(from);
    gapEnd += to - from;
    reserve(text.length());
    text.getChars(0, text.length(), chars, gapStart);
    gapStart += text.length();
  }

  @Override
  public int length() {
    return chars.length - (gapEnd - gapStart);
  }

  @Override
  public char charAt(int index) {
    return chars[index < gapStart ? index : index + gapEnd - gapStart];
  }

  @Override
  public String subSequence(int from, int to) {
    if (from < 0 || to < from || to > length()) {
      throw new IndexOutOfBoundsException("range " + from + ".." + to + " of " + length());
    }
    if (to <= gapStart) {
      return new String(chars, from, to - from);
    }
    int gap = gapEnd - gapStart;
    if (from >= gapStart) {
      return new String(chars, from + gap, to - from);
    }
    char[] part = new char[to - from];
    System.arraycopy(chars, from, part, 0, gapStart - from);
    System.arraycopy(chars, gapEnd, part, gapStart - from, to - gapStart);
    return new String(part);
  }

  @Override
  public String toString() {
    return subSequence(0, length());
  }

  private void moveGap(int to) {
    int gap = gapEnd - gapStart;
    if (to < gapStart) {
      System.arraycopy(chars, to, chars, to + gap, gapStart - to);
    } else {
      System.arraycopy(chars, gapEnd, chars, gapStart, to - gapStart);
    }
    gapStart = to;
    gapEnd = to + gap;
  }

  private void reserve(int wanted) {
    int gap = gapEnd - gapStart;
    if (gap >= wanted) {
      return;
    }
    int length = length();
    char[] larger = new char[Math.addExact(length, wanted) + length / 2 + SPARE];
    System.arraycopy(chars, 0, larger, 0, gapStart);
    int after = length - gapStart;
    System.arraycopy(chars, gapEnd, larger, larger.length - after, after);
    gapEnd = larger.length - after;
    chars = larger;
  }
}
