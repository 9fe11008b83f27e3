package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import java.util.HashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import org.jspecify.annotations.Nullable;

/**
 * A drawing per request in view. While requests arrive, all rows move down: each takes its
 * request's drawing along instead of drawing it anew, so only what is new is drawn. FX thread.
 */
final class RowCanvases {

  /** A drawing and what it shows; its row, while one shows it. */
  static final class Drawn {
    final Canvas canvas = new Canvas();
    private @Nullable Object row;
    private @Nullable Trace trace;
    private @Nullable RowLook look;

    Drawn() {
      canvas.setMouseTransparent(true);
    }
  }

  private final ObjectProperty<RowLook> look;
  private final Map<Long, Drawn> byId = new HashMap<>();

  RowCanvases(RowLook first) {
    look = new SimpleObjectProperty<>(first);
  }

  ObjectProperty<RowLook> look() {
    return look;
  }

  /** The request's drawing, up to date, for this row; another row that had it has it no more. */
  Drawn take(Object row, Trace trace, double width, double height) {
    Drawn drawn = byId.get(trace.id());
    if (drawn == null) {
      drawn = spare(row);
      byId.put(trace.id(), drawn);
    }
    drawn.row = row;
    Canvas canvas = drawn.canvas;
    boolean resized = canvas.getWidth() != width || canvas.getHeight() != height;
    if (resized || drawn.trace != trace || drawn.look != look.get()) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      GraphicsContext g = canvas.getGraphicsContext2D();
      g.clearRect(0, 0, width, height);
      RowPainter.paint(g, look.get(), trace, width, height);
      drawn.trace = trace;
      drawn.look = look.get();
    }
    return drawn;
  }

  /** The row shows this drawing no more. */
  void give(Object row, Drawn drawn) {
    if (drawn.row == row) {
      drawn.row = null;
    }
  }

  /** A drawing that no row shows, else a new one. */
  private Drawn spare(Object row) {
    for (Map.Entry<Long, Drawn> entry : byId.entrySet()) {
      Drawn drawn = entry.getValue();
      if (drawn.row == null || drawn.row == row) {
        byId.remove(entry.getKey());
        return drawn;
      }
    }
    return new Drawn();
  }
}
