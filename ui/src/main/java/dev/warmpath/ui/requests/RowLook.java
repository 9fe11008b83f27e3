package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.latency.LatencyLayout;
import java.util.List;
import java.util.function.Function;

/**
 * What the drawing of a row depends on besides its request; another object whenever one of them
 * changed.
 *
 * @param scaleNanos time that fills a latency bar
 */
record RowLook(
    List<Place> places, Palette palette, LatencyLayout.Until until, long scaleNanos,
    Function<Trace, VerdictLabel> verdict) {

  /** Where a column is, in pixels. */
  record Place(RequestColumn column, double left, double width) {}
}
