package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.prompt.text.SegmentText;
import javafx.geometry.Point2D;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodRequests;

/**
 * Input methods: text being composed stands in the text, underlined, but is no edit until it is
 * committed. FX thread.
 */
final class EditorInput implements InputMethodRequests {
  private final TokenEditor editor;
  private final SegmentText text;

  EditorInput(TokenEditor editor, SegmentText text) {
    this.editor = editor;
    this.text = text;
    editor.setInputMethodRequests(this);
    editor.setOnInputMethodTextChanged(this::changed);
    editor.focusedProperty().addListener(
        (property, was, is) -> {
          if (!is) {
            text.settle();
          }
        });
  }

  private void changed(InputMethodEvent event) {
    if (!editor.editable()) {
      return;
    }
    text.settle();
    if (!event.getCommitted().isEmpty()) {
      editor.replaceSelection(event.getCommitted(), true);
    }
    StringBuilder composed = new StringBuilder();
    event.getComposed().forEach(run -> composed.append(run.getText()));
    if (!composed.isEmpty()) {
      if (editor.caret().selects()) {
        editor.replaceSelection("", false);
      }
      int from = editor.caret().position();
      text.compose(from, composed.toString());
      int inside = Math.clamp(event.getCaretPosition(), 0, composed.length());
      editor.caret().moveTo(from + inside, false);
      editor.caretMoved();
    }
    event.consume();
  }

  @Override
  public Point2D getTextLocation(int offset) {
    int from = text.composedFrom();
    int start = from < 0 ? editor.caret().position() : from;
    Point2D place = editor.place(Math.clamp((long) start + offset, 0, text.length()));
    Point2D onScreen = editor.localToScreen(place.add(0, editor.look().lineHeight()));
    return onScreen == null ? Point2D.ZERO : onScreen;
  }

  @Override
  public int getLocationOffset(int x, int y) {
    Point2D here = editor.screenToLocal(x, y);
    if (here == null) {
      return 0;
    }
    int line = editor.lineAtY(here.getY());
    return editor.lines().offsetAt(line, here.getX() - TokenEditor.SIDE);
  }

  @Override
  public void cancelLatestCommittedText() {
    // The one thing platforms ask for rarely and Undo does visibly.
  }

  @Override
  public String getSelectedText() {
    return text.between(editor.selectionStart(), editor.selectionEnd());
  }
}
