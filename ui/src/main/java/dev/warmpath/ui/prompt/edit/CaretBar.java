package dev.warmpath.ui.prompt.edit;

import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.shape.Rectangle;
import javafx.stage.Window;
import javafx.util.Duration;

/**
 * The blinking caret: a node of its own above the canvas, so a blink repaints only its own few
 * pixels. FX thread.
 */
final class CaretBar extends Rectangle {
  private static final double BLINK_MS = 530;
  private static final double WIDTH = 1.5;

  private final TokenEditor editor;

  /** A running animation would keep a closed window for ever. */
  private final ObservableValue<Boolean> showing;

  private final Timeline blink =
      new Timeline(new KeyFrame(Duration.millis(BLINK_MS), event -> setOpacity(1 - getOpacity())));

  CaretBar(TokenEditor editor) {
    this.editor = editor;
    setWidth(WIDTH);
    setManaged(false);
    setMouseTransparent(true);
    setOpacity(0);
    blink.setCycleCount(Timeline.INDEFINITE);
    showing =
        editor.sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::showingProperty)
            .orElse(false);
    showing.addListener((property, was, is) -> restart());
    editor.focusedProperty().addListener((property, was, is) -> restart());
    show(editor.look());
  }

  void show(EditorLook look) {
    setFill(look.palette().text());
  }

  void place(double x, double y, EditorLook look) {
    setLayoutX(Math.round(x) - WIDTH / 2);
    setLayoutY(y + 2);
    setHeight(look.lineHeight() - 4);
    restart();
  }

  void stop() {
    blink.stop();
  }

  private void restart() {
    boolean shown = editor.isFocused() && showing.getValue();
    setOpacity(shown ? 1 : 0);
    if (shown) {
      blink.playFromStart();
    } else {
      blink.stop();
    }
  }
}
