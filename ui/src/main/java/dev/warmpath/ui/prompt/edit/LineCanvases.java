package dev.warmpath.ui.prompt.edit;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/**
 * One canvas per line in view. A change of one line then costs that line: one large canvas would be
 * blended into the window whole after every key, which in software is most of a frame. FX thread.
 */
final class LineCanvases extends Group {

  /** Draws one line at the top left corner of an empty drawing. */
  @FunctionalInterface
  interface Painter {
    void paint(LineDrawing drawing, int line);
  }

  /** Where lines are. */
  @FunctionalInterface
  interface Rows {
    /** Upper edge of a line; the line's lower edge is the next one's. */
    double top(int line);
  }

  private static final class Row {
    final Canvas canvas = new Canvas();
    LineDrawing drawn = new LineDrawing();
  }

  private final List<Row> rows = new ArrayList<>();
  private LineDrawing next = new LineDrawing();

  LineCanvases() {
    setManaged(false);
    setMouseTransparent(true);
  }

  /** Shows lines {@code first} to {@code last} and nothing else; none when {@code last < first}. */
  void show(int first, int last, double width, Rows places, Painter painter) {
    int shown = Math.max(0, last - first + 1);
    while (rows.size() < shown) {
      Row row = new Row();
      rows.add(row);
      getChildren().add(row.canvas);
    }
    for (int line = first; line <= last; line++) {
      show(rows.get(line % rows.size()), line, width, places, painter);
    }
    for (int line = first + shown; line < first + rows.size(); line++) {
      rows.get(line % rows.size()).canvas.setVisible(false);
    }
  }

  private void show(Row row, int line, double width, Rows places, Painter painter) {
    Canvas canvas = row.canvas;
    double top = places.top(line);
    double height = places.top(line + 1) - top;
    boolean resized = canvas.getWidth() != width || canvas.getHeight() != height;
    canvas.setWidth(width);
    canvas.setHeight(height);
    canvas.setLayoutY(top);
    canvas.setVisible(true);
    next.clear();
    painter.paint(next, line);
    if (resized || !next.same(row.drawn)) {
      GraphicsContext g = canvas.getGraphicsContext2D();
      g.clearRect(0, 0, width, height);
      next.drawOn(g);
      LineDrawing free = row.drawn;
      row.drawn = next;
      next = free;
    }
  }
}
