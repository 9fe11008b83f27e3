package dev.warmpath.ui.latency;

import dev.warmpath.ui.canvas.Palette;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Paints a {@link LatencyLayout}: solid phases, and the cold estimate as a dashed outline behind
 * them. FX thread; allocates nothing.
 */
public final class LatencyBar {
  private static final LatencyLayout.Phase[] PHASES = LatencyLayout.Phase.values();

  private LatencyBar() {}

  /**
   * @param scaleNanos time that fills {@code width}; what is longer is cut and marked
   */
  public static void paint(
      GraphicsContext g, LatencyLayout layout, Palette palette, double x, double y, double width,
      double height, long scaleNanos) {
    double perNano = width / Math.max(1, scaleNanos);
    if (layout.coldNanos() > 0) {
      double ghost = Math.min(width - 0.5, layout.coldNanos() * perNano);
      g.setStroke(palette.secondary());
      g.setLineWidth(1);
      g.setLineDashes(3, 2);
      g.strokeRoundRect(x + 0.5, y + 0.5, Math.max(3, ghost - 1), height - 1, 4, 4);
      g.setLineDashes();
    }
    for (LatencyLayout.Phase phase : PHASES) {
      double from = Math.min(width, layout.start(phase) * perNano);
      double to = Math.min(width, layout.end(phase) * perNano);
      if (to > from) {
        g.setFill(colour(phase, palette));
        g.fillRect(x + from, y, Math.max(1, to - from), height);
      }
    }
    if (layout.total() * perNano > width) {
      g.setFill(palette.background());
      g.fillRect(x + width - 7, y, 2, height);
      g.fillRect(x + width - 3, y, 2, height);
    }
  }

  /** Waiting is grey, restoring warm, computing cold, answering green. */
  public static Color colour(LatencyLayout.Phase phase, Palette palette) {
    return switch (phase) {
      case QUEUE, TOKENIZE, LOOKUP -> palette.secondary();
      case RESTORE -> palette.warm();
      case PREFILL -> palette.cold();
      case DECODE -> palette.decode();
    };
  }
}
