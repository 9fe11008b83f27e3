package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.prompt.text.Caret;
import dev.warmpath.ui.prompt.text.Graphemes;
import dev.warmpath.ui.prompt.text.SegmentText;
import dev.warmpath.ui.prompt.text.Words;
import javafx.scene.TraversalDirection;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Keys of the editor: the platform's usual ones. FX thread. */
final class EditorKeys {
  private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

  private final TokenEditor editor;
  private final SegmentText text;
  private final EditorHost host;

  EditorKeys(TokenEditor editor, SegmentText text, EditorHost host) {
    this.editor = editor;
    this.text = text;
    this.host = host;
    editor.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    editor.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
  }

  private void typed(KeyEvent event) {
    String typed = event.getCharacter();
    boolean command =
        event.isMetaDown() || event.isControlDown() != event.isAltDown() && !MAC;
    if (typed.isEmpty() || command || typed.charAt(0) < ' ' || typed.charAt(0) == 0x7f) {
      return;
    }
    editor.replaceSelection(typed, true);
    event.consume();
  }

  private void pressed(KeyEvent event) {
    boolean handled =
        event.getCode() == KeyCode.TAB
            ? tab(event)
            : event.isShortcutDown() && shortcut(event) || moves(event) || edits(event);
    if (handled) {
      event.consume();
    }
  }

  private boolean shortcut(KeyEvent event) {
    boolean shift = event.isShiftDown();
    if (shift && event.getCode() != KeyCode.Z) {
      return false; // Keys of the window's commands: import, copy as curl.
    }
    switch (event.getCode()) {
      case A -> selectAll();
      case C, INSERT -> copy();
      case X -> cut();
      case V -> paste();
      case Z -> undoOrRedo(shift);
      case Y -> undoOrRedo(true);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Tab writes a tab; with Ctrl, or where nothing can be written, it leads on. */
  private boolean tab(KeyEvent event) {
    if (event.isAltDown() || event.isMetaDown()) {
      return false;
    }
    boolean back = event.isShiftDown();
    if (event.isControlDown() || back || !editor.editable()) {
      editor.requestFocusTraversal(
          back ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
    } else {
      editor.replaceSelection("\t", true);
    }
    return true;
  }

  private boolean moves(KeyEvent event) {
    if (event.isAltDown() && !MAC) {
      return false;
    }
    Caret caret = editor.caret();
    boolean select = event.isShiftDown();
    boolean word = MAC ? event.isAltDown() : event.isControlDown();
    boolean whole = event.isShortcutDown();
    switch (event.getCode()) {
      case LEFT, KP_LEFT -> {
        if (word) {
          caret.wordLeft(select);
        } else if (whole) {
          caret.lineStart(select);
        } else {
          caret.left(select);
        }
      }
      case RIGHT, KP_RIGHT -> {
        if (word) {
          caret.wordRight(select);
        } else if (whole) {
          caret.lineEnd(select);
        } else {
          caret.right(select);
        }
      }
      case UP, KP_UP -> {
        if (!whole) {
          vertical(-1, select);
        } else if (MAC) {
          caret.textStart(select);
        } else {
          caret.paragraphUp(select);
        }
      }
      case DOWN, KP_DOWN -> {
        if (!whole) {
          vertical(1, select);
        } else if (MAC) {
          caret.textEnd(select);
        } else {
          caret.paragraphDown(select);
        }
      }
      case PAGE_UP -> vertical(-page(), select);
      case PAGE_DOWN -> vertical(page(), select);
      case HOME -> {
        if (whole) {
          caret.textStart(select);
        } else {
          caret.home(select);
        }
      }
      case END -> {
        if (whole) {
          caret.textEnd(select);
        } else {
          caret.lineEnd(select);
        }
      }
      default -> {
        return false;
      }
    }
    if (editor.isFocused()) {
      editor.caretMoved();
    }
    return true;
  }

  private boolean edits(KeyEvent event) {
    boolean word = MAC ? event.isAltDown() : event.isControlDown();
    boolean shift = event.isShiftDown();
    switch (event.getCode()) {
      case BACK_SPACE -> backspace(word);
      case DELETE -> {
        if (shift && !word) {
          cut();
        } else {
          delete(word);
        }
      }
      case INSERT -> {
        if (!shift) {
          return false;
        }
        paste();
      }
      case ENTER -> {
        if (event.isShortcutDown() || event.isAltDown() || !editor.editable()) {
          return unfolded(event.getCode());
        }
        editor.replaceSelection("\n", true);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean unfolded(KeyCode code) {
    if (code == KeyCode.ENTER && editor.folded()) {
      host.unfold();
      return true;
    }
    return false;
  }

  /** Within the lines shown, then on to the next segment. */
  private void vertical(int by, boolean select) {
    Caret caret = editor.caret();
    double x = caret.goal();
    int left = editor.lastLine() - caret.line();
    boolean moved =
        editor.folded() && by > left
            ? (left > 0 || by < 0) && caret.vertical(left, select)
            : caret.vertical(by, select);
    if (!moved && !select) {
      host.leave(Integer.signum(by), x);
    }
  }

  private int page() {
    return Math.max(1, (int) (host.pageHeight() / editor.look().lineHeight()) - 1);
  }

  private void backspace(boolean word) {
    editor.settle();
    Caret caret = editor.caret();
    if (!caret.selects()) {
      int at = caret.position();
      CharSequence chars = text.chars();
      int from = word ? Words.previous(chars, at) : Graphemes.previous(chars, at);
      remove(from, at);
    } else {
      editor.replaceSelection("", true);
    }
  }

  private void delete(boolean word) {
    editor.settle();
    Caret caret = editor.caret();
    if (!caret.selects()) {
      int at = caret.position();
      remove(at, word ? Words.next(text.chars(), at) : Graphemes.next(text.chars(), at));
    } else {
      editor.replaceSelection("", true);
    }
  }

  private void remove(int from, int to) {
    if (from < to && editor.editable()) {
      host.replace(from, to, "", true);
      editor.caret().moveTo(from, false);
      editor.caretMoved();
    }
  }

  void selectAll() {
    editor.caret().selectAll();
    editor.caretMoved();
  }

  void copy() {
    if (editor.caret().selects()) {
      ClipboardContent content = new ClipboardContent();
      content.putString(text.between(editor.caret().from(), editor.caret().to()));
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  void cut() {
    copy();
    if (editor.caret().selects()) {
      editor.replaceSelection("", false);
    }
  }

  void paste() {
    String pasted = Clipboard.getSystemClipboard().getString();
    if (pasted != null && !pasted.isEmpty()) {
      editor.replaceSelection(pasted.replace("\r\n", "\n"), false);
    }
  }

  private void undoOrRedo(boolean redo) {
    if (redo) {
      host.redo();
    } else {
      host.undo();
    }
  }
}
