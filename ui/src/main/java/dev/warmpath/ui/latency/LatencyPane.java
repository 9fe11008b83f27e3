package dev.warmpath.ui.latency;

import dev.warmpath.ui.canvas.CanvasPane;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.GraphicsContext;

/** One request's phases over the cold ghost. FX thread. */
public final class LatencyPane extends CanvasPane {
  private static final double HEIGHT = 12;

  private final ObservableValue<Palette> palette;
  private LatencyLayout layout = LatencyLayout.NONE;
  private long scale = 1;

  public LatencyPane(FrameClock clock, ObservableValue<Palette> palette) {
    super(clock);
    this.palette = palette;
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
    palette.addListener(changed -> repaint());
  }

  /**
   * @param scaleNanos time that fills the width
   */
  public void show(LatencyLayout next, long scaleNanos) {
    layout = next;
    scale = Math.max(1, scaleNanos);
    repaint();
  }

  @Override
  protected void paintBase(GraphicsContext g, double width, double height) {
    LatencyBar.paint(g, layout, palette.getValue(), 0, 0, width, height, scale);
  }

  @Override
  protected boolean hasOverlay() {
    return false;
  }

  @Override
  protected void paintOverlay(GraphicsContext g, double width, double height) {
    // Nothing on the bar follows the mouse.
  }
}
