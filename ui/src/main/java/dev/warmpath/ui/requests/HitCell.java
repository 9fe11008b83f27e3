package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Palette;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.GraphicsContext;

/** How much of the prompt was warm. */
final class HitCell extends DrawnCell {
  private static final double BAR = 6;

  HitCell(ObservableValue<Palette> palette) {
    super(palette);
  }

  @Override
  void paint(GraphicsContext g, Palette palette, Trace trace, double width, double height) {
    double y = (height - BAR) / 2;
    g.setFill(palette.coldFill());
    g.fillRoundRect(0, y, width, BAR, 3, 3);
    double warm = width * RequestColumns.hit(trace);
    if (warm > 0) {
      g.setFill(palette.warm());
      g.fillRoundRect(0, y, Math.max(2, warm), BAR, 3, 3);
    }
  }

  @Override
  String says(Trace trace) {
    return Figures.share(trace.counts().cached(), trace.counts().prompt()) + " cached";
  }
}
