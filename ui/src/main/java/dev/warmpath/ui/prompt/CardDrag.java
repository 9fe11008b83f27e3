package dev.warmpath.ui.prompt;

import dev.warmpath.ui.prompt.edit.PressDrag;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

/** Dragging a card by its grip: a line shows where it goes, Esc gives up. FX thread. */
final class CardDrag {
  /** Below this a press is a click. */
  private static final double THRESHOLD = 5;

  private static final double SCROLL_EVERY_MS = 40;

  private final String id;
  private final SegmentCards owner;
  private final PressDrag drag = new PressDrag(this::dragged, this::released);
  private final Timeline scroll =
      new Timeline(new KeyFrame(Duration.millis(SCROLL_EVERY_MS), event -> hold()));
  private double pressedY;
  private double y;
  private boolean dragging;

  CardDrag(Node grip, String id, SegmentCards owner) {
    this.id = id;
    this.owner = owner;
    scroll.setCycleCount(Timeline.INDEFINITE);
    grip.sceneProperty().addListener((property, was, is) -> giveUp());
    grip.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    grip.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (dragging && event.getCode() == KeyCode.ESCAPE) {
            giveUp();
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
    y = event.getSceneY();
    hold();
    scroll.play();
  }

  /** Also while the mouse rests: held at an edge, the cards scroll on. */
  private void hold() {
    owner.scrollToward(y);
    owner.showDrop(y);
  }

  private void released(MouseEvent event) {
    boolean dropped = dragging;
    giveUp();
    if (dropped) {
      owner.drop(id, event.getSceneY());
    }
  }

  private void giveUp() {
    drag.end();
    scroll.stop();
    dragging = false;
    owner.showDrop(-1);
  }
}
