package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import java.util.Comparator;
import java.util.function.Function;

/**
 * One column of the log.
 *
 * @param id of the table's column
 * @param width preferred, in pixels, with text of the usual size
 * @param says its words, also for who can't see the drawing
 * @param order how it sorts
 * @param shown unless the user or the window's width decide otherwise
 */
record RequestColumn(
    String id, String title, double width, Kind kind, Function<Trace, String> says,
    Comparator<Trace> order, boolean shown) {

  /** Columns of words and bars give way this far. */
  private static final double SQUEEZE = 0.78;

  /** How a column is drawn. */
  enum Kind { TEXT, DIM, NUMBER, HIT, LATENCY, VERDICT }

  static RequestColumn of(
      String id, String title, double width, Kind kind, Function<Trace, String> says,
      Comparator<Trace> order) {
    return new RequestColumn(id, title, width, kind, says, order, true);
  }

  /** Preferred, with text this much larger than usual; bars stay as they are. */
  double widthAt(double zoom) {
    return kind == Kind.HIT || kind == Kind.LATENCY ? width : width * zoom;
  }

  /** Names, reasons and bars may give way; a number cut short says something else. */
  double leastWidthAt(double zoom) {
    boolean whole = kind == Kind.NUMBER || id.equals("number");
    return whole ? widthAt(zoom) : widthAt(zoom) * SQUEEZE;
  }

  RequestColumn hidden() {
    return new RequestColumn(id, title, width, kind, says, order, false);
  }
}
