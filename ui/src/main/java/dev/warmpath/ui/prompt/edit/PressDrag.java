package dev.warmpath.ui.prompt.edit;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * A drag that belongs to the node it was pressed on until the button is released. JavaFX promises
 * that for a window; its headless platform sends the events to whatever is under the mouse, so they
 * are taken from the scene. FX thread.
 */
public final class PressDrag {
  private final EventHandler<MouseEvent> dragged;
  private final EventHandler<MouseEvent> released;
  private final EventHandler<MouseEvent> onDragged = this::dragged;
  private final EventHandler<MouseEvent> onReleased = this::released;
  private @Nullable Scene scene;

  /** Both handlers get events in scene coordinates, consumed for everybody else. */
  public PressDrag(EventHandler<MouseEvent> dragged, EventHandler<MouseEvent> released) {
    this.dragged = dragged;
    this.released = released;
  }

  /** The drag begins: call it when {@code node} is pressed. */
  public void begin(Node node) {
    end();
    scene = node.getScene();
    if (scene != null) {
      scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, onDragged);
      scene.addEventFilter(MouseEvent.MOUSE_RELEASED, onReleased);
    }
  }

  /** Gives up: the button's release will not be reported. */
  public void end() {
    if (scene != null) {
      scene.removeEventFilter(MouseEvent.MOUSE_DRAGGED, onDragged);
      scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, onReleased);
      scene = null;
    }
  }

  private void dragged(MouseEvent event) {
    dragged.handle(event);
    event.consume();
  }

  private void released(MouseEvent event) {
    end();
    released.handle(event);
    event.consume();
  }
}
