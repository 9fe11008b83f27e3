package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Palette;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** A cell that is one small drawing, painted again only when its trace or size changed. */
abstract class DrawnCell extends TableCell<Trace, Trace> {
  private static final double PAD = 8;
  private static final double HEIGHT = 14;

  private final ObservableValue<Palette> palette;
  private final Canvas canvas = new Canvas(1, HEIGHT);
  private @Nullable Trace painted;
  private @Nullable Object paintedFor;

  DrawnCell(ObservableValue<Palette> palette) {
    this.palette = palette;
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    widthProperty().addListener(
        (o, was, is) -> {
          canvas.setWidth(Math.max(1, is.doubleValue() - 2 * PAD));
          paintedFor = null;
          repaint();
        });
  }

  abstract void paint(
      GraphicsContext g, Palette palette, Trace trace, double width, double height);

  /** What the drawing depends on besides trace and palette. */
  Object depends() {
    return palette;
  }

  abstract String says(Trace trace);

  final void repaint() {
    Trace trace = getItem();
    if (isEmpty() || trace == null) {
      setGraphic(null);
      painted = null;
      return;
    }
    Object needs = java.util.List.of(palette.getValue(), depends());
    if (trace == painted && needs.equals(paintedFor) && getGraphic() == canvas) {
      return;
    }
    painted = trace;
    paintedFor = needs;
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), HEIGHT);
    paint(g, palette.getValue(), trace, canvas.getWidth(), HEIGHT);
    if (getGraphic() != canvas) {
      setGraphic(canvas);
    }
    setAccessibleText(says(trace));
  }

  @Override
  protected void updateItem(Trace trace, boolean empty) {
    super.updateItem(trace, empty);
    repaint();
  }
}
