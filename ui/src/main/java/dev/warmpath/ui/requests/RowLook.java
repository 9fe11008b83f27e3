package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.TextMetrics;
import dev.warmpath.ui.latency.LatencyLayout;
import java.util.List;
import java.util.function.Function;
import javafx.scene.text.Font;

/**
 * What the drawing of a row depends on besides its request; another object whenever one of them
 * changed.
 *
 * @param scaleNanos time that fills a latency bar
 * @param faces what the row is written with
 */
record RowLook(
    List<Place> places, Palette palette, LatencyLayout.Until until, long scaleNanos,
    Function<Trace, VerdictLabel> verdict, Faces faces) {

  /** Where a column is, in pixels. */
  record Place(RequestColumn column, double left, double width) {}

  /**
   * What rows are written with, and how high they are for it.
   *
   * @param zoom how much larger than usual text is
   */
  record Faces(double zoom, Face text, Face number, Face pill) {
    private static final double TEXT_SIZE = 12;
    private static final double PILL_TEXT_SIZE = 11.5;
    private static final double ROW_HEIGHT = 28;

    /**
     * @param bodySize of body text in pixels
     */
    static Faces of(double bodySize) {
      double zoom = bodySize / Fonts.BODY;
      return new Faces(
          zoom,
          new Face(Fonts.ui(TEXT_SIZE * zoom)),
          new Face(Fonts.mono(TEXT_SIZE * zoom)),
          new Face(Fonts.ui(PILL_TEXT_SIZE * zoom)));
    }

    /** In whole pixels, so that every row is as sharp as the first. */
    double rowHeight() {
      return Math.round(ROW_HEIGHT * zoom);
    }
  }

  /** A font and the widths of its text. */
  record Face(Font font, TextMetrics metrics) {
    Face(Font font) {
      this(font, new TextMetrics(font));
    }
  }
}
