package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.prompt.text.Caret;
import dev.warmpath.ui.prompt.text.Words;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/**
 * Mouse of the editor: click, Shift+click, drag, double click (words), triple click (paragraphs),
 * scrolling while a drag is held outside the view, and what a hover says of a token. FX thread.
 */
final class EditorMouse {
  private static final double TIP_AFTER_MS = 350;
  private static final double SCROLL_EVERY_MS = 40;
  private static final int PARAGRAPH_CLICKS = 3;

  private final TokenEditor editor;
  private final EditorHost host;
  private final Tooltip tip = new Tooltip();
  private final Timeline scroll =
      new Timeline(new KeyFrame(Duration.millis(SCROLL_EVERY_MS), event -> extend()));
  private final PressDrag drag = new PressDrag(this::dragged, event -> scroll.stop());
  private int clicks;
  private int dragFrom;
  private int dragTo;
  private double sceneX;
  private double sceneY;
  private int hovered = -1;
  private boolean tipInstalled;

  EditorMouse(TokenEditor editor, EditorHost host) {
    this.editor = editor;
    this.host = host;
    scroll.setCycleCount(Timeline.INDEFINITE);
    tip.setShowDelay(Duration.millis(TIP_AFTER_MS));
    tip.setShowDuration(Duration.INDEFINITE);
    tip.getStyleClass().add("token-tip");
    editor.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    editor.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    editor.addEventHandler(MouseEvent.MOUSE_EXITED, event -> hover(-1));
    editor.sceneProperty().addListener((property, was, is) -> drop());
  }

  private void pressed(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    hover(-1);
    editor.requestFocus();
    drag.begin(editor);
    here(event);
    Caret caret = editor.caret();
    Point2D at = here();
    int offset = offset(at);
    clicks = Math.min(PARAGRAPH_CLICKS, Math.max(1, event.getClickCount()));
    if (clicks == 1) {
      boolean extend = event.isShiftDown();
      caret.toLine(editor.lineAtY(at.getY()), at.getX() - TokenEditor.SIDE, extend);
      dragFrom = caret.anchor();
      dragTo = dragFrom;
      int token = editor.tokenAt(at.getX(), at.getY());
      if (token >= 0 && !extend) {
        host.picked(token);
      }
    } else if (clicks == 2) {
      caret.selectWord(unit(at, offset));
      dragFrom = caret.from();
      dragTo = caret.to();
    } else {
      caret.selectParagraph(offset);
      dragFrom = caret.from();
      dragTo = caret.to();
    }
    editor.caretMoved();
    event.consume();
  }

  private void dragged(MouseEvent event) {
    here(event);
    extend();
    scroll.play();
  }

  /** Selects from where the drag began to the mouse, by words or paragraphs; scrolls there. */
  private void extend() {
    Caret caret = editor.caret();
    CharSequence chars = editor.chars();
    Point2D at = here();
    int offset = offset(at);
    if (clicks <= 1) {
      int anchor = dragFrom;
      caret.moveTo(anchor, false);
      caret.toLine(editor.lineAtY(at.getY()), at.getX() - TokenEditor.SIDE, true);
    } else {
      boolean words = clicks == 2;
      int start = words ? Words.startAround(chars, offset) : caret.paragraphStart(offset);
      int end = words ? Words.endAround(chars, offset) : caret.paragraphEnd(offset);
      if (start < dragFrom) {
        caret.select(dragTo, start);
      } else {
        caret.select(dragFrom, Math.max(dragTo, end));
      }
    }
    editor.caretMoved();
  }

  /** The editor leaves its window: nothing may run on. */
  private void drop() {
    drag.end();
    scroll.stop();
  }

  private void moved(MouseEvent event) {
    here(event);
    Point2D at = here();
    hover(editor.tokenAt(at.getX(), at.getY()));
  }

  private void hover(int token) {
    if (token == hovered) {
      return;
    }
    hovered = token;
    String words = token < 0 ? "" : host.describe(token);
    if (words.isEmpty()) {
      tip.hide();
      if (tipInstalled) {
        Tooltip.uninstall(editor, tip);
        tipInstalled = false;
      }
      return;
    }
    tip.setText(words);
    if (!tipInstalled) {
      Tooltip.install(editor, tip);
      tipInstalled = true;
    }
  }

  private void here(MouseEvent event) {
    sceneX = event.getSceneX();
    sceneY = event.getSceneY();
  }

  /** In the editor, which scrolls away under a mouse that is held still. */
  private Point2D here() {
    return editor.sceneToLocal(sceneX, sceneY);
  }

  private int offset(Point2D at) {
    return editor.lines().offsetAt(editor.lineAtY(at.getY()), at.getX() - TokenEditor.SIDE);
  }

  /** A double click takes the word under the mouse, not the one behind the nearest boundary. */
  private int unit(Point2D at, int nearest) {
    int unit =
        editor.lines().unitAt(editor.lineAtY(at.getY()), at.getX() - TokenEditor.SIDE);
    return unit >= 0 ? unit : nearest;
  }
}
