package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.latency.LatencyBar;
import dev.warmpath.ui.latency.LatencyLayout;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.GraphicsContext;

/** Where the time to the first token went, in front of the cold estimate. */
final class LatencyCell extends DrawnCell {
  private final RequestLogViewModel model;
  private final InvalidationListener rescaled = o -> repaint();

  LatencyCell(RequestLogViewModel model, ObservableValue<Palette> palette) {
    super(palette);
    this.model = model;
    model.scaleNanos().addListener(new WeakInvalidationListener(rescaled));
  }

  @Override
  Object depends() {
    return java.util.List.of(model.scaleNanos().get(), model.until());
  }

  @Override
  void paint(GraphicsContext g, Palette palette, Trace trace, double width, double height) {
    LatencyBar.paint(
        g, LatencyLayout.of(trace, model.until()), palette, 0, 1, width, height - 2,
        model.scaleNanos().get());
  }

  @Override
  String says(Trace trace) {
    String cold =
        trace.prediction() == null
            ? ""
            : ", cold " + Figures.duration(trace.prediction().coldNanos());
    return "first token after " + Figures.duration(trace.phases().firstToken()) + cold;
  }
}
