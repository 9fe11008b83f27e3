package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import java.util.Comparator;
import java.util.function.Function;

/**
 * One column of the log.
 *
 * @param id of the table's column
 * @param width preferred, in pixels
 * @param says its words, also for who can't see the drawing
 * @param order how it sorts
 * @param shown unless the user or the window's width decide otherwise
 */
record RequestColumn(
    String id, String title, double width, Kind kind, Function<Trace, String> says,
    Comparator<Trace> order, boolean shown) {

  /** How a column is drawn. */
  enum Kind { TEXT, DIM, NUMBER, HIT, LATENCY, VERDICT }

  static RequestColumn of(
      String id, String title, double width, Kind kind, Function<Trace, String> says,
      Comparator<Trace> order) {
    return new RequestColumn(id, title, width, kind, says, order, true);
  }

  RequestColumn hidden() {
    return new RequestColumn(id, title, width, kind, says, order, false);
  }
}
