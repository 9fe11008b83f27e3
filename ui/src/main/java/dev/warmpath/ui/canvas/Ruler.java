package dev.warmpath.ui.canvas;

import java.util.Arrays;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * The token axis: labelled ticks at powers of two, so that they fall on block borders, and grid
 * lines below them. Keeps its label strings between frames. FX thread.
 */
public final class Ruler {
  public static final double HEIGHT = 26;
  private static final double TEXT_SIZE = 11;
  /** Room a label such as 1,048,576 needs, with air. */
  private static final double MIN_LABEL_PX = 88;
  private static final int MAX_LABELS = 128;
  /** The first and last labels move in rather than being cut: half a label is a wrong number. */
  private static final double EDGE = 4;

  private final double zoom;
  private final Font font;
  private final TextMetrics metrics;
  private final String[] labels = new String[MAX_LABELS];
  private long labelsStep = -1;
  private long labelsFirst = -1;

  /**
   * @param zoom how much larger than usual text is; labels of any allowed size fit {@link #HEIGHT}
   */
  public Ruler(double zoom) {
    this.zoom = zoom;
    font = Fonts.ui(TEXT_SIZE * zoom);
    metrics = new TextMetrics(font);
  }

  /** Tokens between labels: the least power of two with enough room for one of the usual size. */
  public static long step(double scale) {
    long step = 1;
    while (step * scale < MIN_LABEL_PX && step < (1L << 40)) {
      step <<= 1;
    }
    return step;
  }

  /**
   * Paints ticks and grid lines.
   *
   * @param left pixels of token {@code viewport.x()}
   */
  public void paint(
      GraphicsContext g, Viewport viewport, Palette palette, double left, double width,
      double height) {
    long step = step(viewport.scale() / zoom);
    long first = (long) Math.floor(viewport.x() / step);
    relabel(step, first);
    g.setFont(font);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    int i = 0;
    for (long tick = first; i < MAX_LABELS; tick++, i++) {
      double x = Math.floor(left + viewport.toX(tick * step));
      if (x > width) {
        break;
      }
      if (x < left - 1) {
        continue;
      }
      g.setFill(palette.line());
      g.fillRect(x, HEIGHT, 1, height - HEIGHT);
      g.setFill(palette.secondary());
      String label = labels[i];
      if (label == null) {
        label = labels[i] = Figures.count(tick * step);
      }
      double half = metrics.width(label) / 2 + EDGE;
      g.fillText(label, Math.max(half, Math.min(x, width - half)), HEIGHT / 2);
    }
    g.setTextAlign(TextAlignment.LEFT);
  }

  private void relabel(long step, long first) {
    if (step != labelsStep || first != labelsFirst) {
      labelsStep = step;
      labelsFirst = first;
      Arrays.fill(labels, null);
    }
  }
}
