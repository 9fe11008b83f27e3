package dev.warmpath.ui.prompt.edit;

import javafx.geometry.Point2D;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.MouseEvent;

/** What a right click or the menu key offers: the usual edits. FX thread. */
final class EditorMenu {
  private final TokenEditor editor;
  private final EditorHost host;
  private final ContextMenu menu = new ContextMenu();
  private final MenuItem undo;
  private final MenuItem redo;
  private final MenuItem cut;
  private final MenuItem copy;
  private final MenuItem paste;
  private final MenuItem all;

  EditorMenu(TokenEditor editor, EditorHost host, EditorKeys keys) {
    this.editor = editor;
    this.host = host;
    undo = item("Undo", KeyCode.Z, host::undo);
    redo = item("Redo", KeyCode.Y, host::redo);
    cut = item("Cut", KeyCode.X, keys::cut);
    copy = item("Copy", KeyCode.C, keys::copy);
    paste = item("Paste", KeyCode.V, keys::paste);
    all = item("Select all", KeyCode.A, keys::selectAll);
    MenuItem find = item("Find…", KeyCode.F, host::find);
    menu.getItems().setAll(
        undo, redo, new SeparatorMenuItem(), cut, copy, paste, new SeparatorMenuItem(), all, find);
    editor.setOnContextMenuRequested(this::show);
    editor.addEventHandler(MouseEvent.MOUSE_PRESSED, event -> menu.hide());
  }

  private void show(ContextMenuEvent event) {
    boolean editable = editor.editable();
    boolean selects = editor.caret().selects();
    undo.setDisable(!host.canUndo());
    redo.setDisable(!host.canRedo());
    cut.setDisable(!editable || !selects);
    copy.setDisable(!selects);
    paste.setDisable(!editable);
    all.setDisable(editor.chars().isEmpty());
    Point2D place = new Point2D(event.getScreenX(), event.getScreenY());
    if (event.isKeyboardTrigger()) {
      Point2D caret = editor.place(editor.caret().position()).add(0, editor.look().lineHeight());
      place = editor.localToScreen(caret);
    } else if (!selects) {
      editor.requestFocus();
      editor.caretTo(event.getX(), event.getY());
    }
    menu.show(editor, place.getX(), place.getY());
    event.consume();
  }

  private static MenuItem item(String title, KeyCode key, Runnable run) {
    MenuItem item = new MenuItem(title);
    item.setAccelerator(new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN));
    item.setOnAction(event -> run.run());
    return item;
  }
}
