package dev.warmpath.ui.prompt.edit;

/** Who owns an editor: takes its changes, scrolls to it and knows its tokens. FX thread. */
public interface EditorHost {

  /**
   * Replaces a range of the text; the editor hears of it through the text itself.
   *
   * @param typing true for single keystrokes, which undo takes back in bursts
   */
  void replace(int from, int to, String text, boolean typing);

  void undo();

  void redo();

  /** True when {@link #undo} would change something. */
  boolean canUndo();

  /** True when {@link #redo} would change something. */
  boolean canRedo();

  /** The user wants to look for words. */
  void find();

  /** Scrolls until the editor's rows from {@code top} to {@code bottom} (pixels) are in view. */
  void reveal(double top, double bottom);

  /** Pixels that PageUp and PageDown move. */
  double pageHeight();

  /** The caret wants to go above the first ({@code −1}) or below the last ({@code +1}) line. */
  void leave(int direction, double x);

  /** What to say of a token; empty for nothing. */
  String describe(int token);

  /** The user clicked a token. */
  void picked(int token);

  /** The user wants to read what is folded. */
  void unfold();
}
