package dev.warmpath.ui.prompt.text;

/** Widths of text in one font, in pixels. */
public interface Advances {

  /** Width of every printable ASCII character: the font is monospaced there. */
  double cell();

  /** Width of one cluster that is not plain ASCII, 0 or more. */
  double cluster(CharSequence text, int from, int to);
}
