package dev.warmpath.ui.prompt;

import dev.warmpath.ui.prompt.edit.EditorHost;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Hosts text that can be selected and copied but not changed. FX thread.
 *
 * @param words what to say of a token
 * @param pick told of a clicked token
 * @param openFind opens the find bar
 * @param editor the hosted editor
 */
record ReadOnlyHost(
    ScrollColumn column, IntFunction<String> words, IntConsumer pick, Runnable openFind,
    Supplier<TokenEditor> editor) implements EditorHost {

  @Override
  public void replace(int from, int to, String text, boolean typing) {
    throw new IllegalStateException("this text is read only");
  }

  @Override
  public void undo() {
    // Nothing here was edited.
  }

  @Override
  public void redo() {
    // Nothing here was edited.
  }

  @Override
  public boolean canUndo() {
    return false;
  }

  @Override
  public boolean canRedo() {
    return false;
  }

  @Override
  public void find() {
    openFind.run();
  }

  @Override
  public void reveal(double top, double bottom) {
    column.reveal(editor.get(), top, bottom);
  }

  @Override
  public double pageHeight() {
    return column.getHeight();
  }

  @Override
  public void leave(int direction, double x) {
    // There is no editor above or below that continues this text.
  }

  @Override
  public String describe(int token) {
    return words.apply(token);
  }

  @Override
  public void picked(int token) {
    pick.accept(token);
  }

  @Override
  public void unfold() {
    // Never folded.
  }
}
