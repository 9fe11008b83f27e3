package dev.warmpath.ui.prompt.text;

/** Widths of text in one font, in pixels. */
public interface Advances {

  /** Width of every printable ASCII character: the font is monospaced there. */
  double cell();

  /** Width of one cluster that is not plain ASCII, 0 or more. */
  double cluster(CharSequence text, int from, int to);

  /**
   * How a word read from right to left is drawn: for each unit the distance from the word's right
   * edge to the unit's, and the whole width last; inside a cluster the value means nothing.
   */
  double[] backward(CharSequence text, int from, int to);
}
