package dev.warmpath.ui.prompt;

import dev.warmpath.ui.prompt.edit.PressDrag;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;

/** Dragging a card by its grip: a line shows where it goes, Esc gives up. FX thread. */
final class CardDrag {
  /** Below this a press is a click. */
  private static final double THRESHOLD = 5;

  private final String id;
  private final SegmentCards owner;
  private final PressDrag drag = new PressDrag(this::dragged, this::released);
  private double pressedY;
  private boolean dragging;

  CardDrag(Node grip, String id, SegmentCards owner) {
    this.id = id;
    this.owner = owner;
    grip.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    grip.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (dragging && event.getCode() == KeyCode.ESCAPE) {
            drag.end();
            dragging = false;
            owner.showDrop(-1);
          }
        });
  }

  private void pressed(MouseEvent event) {
    pressedY = event.getSceneY();
    dragging = false;
    Node grip = (Node) event.getSource();
    grip.requestFocus();
    drag.begin(grip);
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (!dragging && Math.abs(event.getSceneY() - pressedY) < THRESHOLD) {
      return;
    }
    dragging = true;
    owner.showDrop(event.getSceneY());
  }

  private void released(MouseEvent event) {
    owner.showDrop(-1);
    if (dragging) {
      dragging = false;
      owner.drop(id, event.getSceneY());
    }
  }
}
