package dev.warmpath.ui.canvas;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/**
 * A region filled by two canvases: {@code base} for content, {@code overlay} for hover, selection
 * and carets, so that moving the mouse does not repaint the content. Subclasses paint; a resize or
 * {@link #repaint} marks both dirty. FX thread.
 */
public abstract class CanvasPane extends Region {
  /** Larger canvases fail on common GPUs (texture limit); content scrolls instead. */
  private static final double MAX_SIDE = 8192;

  private final FrameClock clock;
  private final Canvas base = new Canvas();
  private final Canvas overlay = new Canvas();
  private final Runnable paintBase = () -> paintBase(cleared(base), getWidth(), getHeight());
  private final Runnable paintOverlay = this::updateOverlay;

  protected CanvasPane(FrameClock clock) {
    this.clock = clock;
    overlay.setMouseTransparent(true);
    base.setMouseTransparent(true);
    getChildren().addAll(base, overlay);
    setMinSize(0, 0);
  }

  /** Paints the content on a transparent canvas. */
  protected abstract void paintBase(GraphicsContext g, double width, double height);

  /** Paints what changes often on a transparent canvas above the content. */
  protected abstract void paintOverlay(GraphicsContext g, double width, double height);

  /** Repaints content and overlay in the next pulse. */
  public final void repaint() {
    clock.request(paintBase);
    clock.request(paintOverlay);
  }

  /** Repaints the overlay only, in the next pulse. */
  public final void repaintOverlay() {
    clock.request(paintOverlay);
  }

  /**
   * Whether there is anything on the overlay now. A hidden one is neither painted nor blended,
   * which for a large pane in software is half of a frame.
   */
  protected boolean hasOverlay() {
    return true;
  }

  private void updateOverlay() {
    boolean shown = hasOverlay();
    overlay.setVisible(shown);
    if (shown) {
      paintOverlay(cleared(overlay), getWidth(), getHeight());
    }
  }

  @Override
  protected void layoutChildren() {
    double width = Math.min(MAX_SIDE, Math.ceil(getWidth()));
    double height = Math.min(MAX_SIDE, Math.ceil(getHeight()));
    if (base.getWidth() != width || base.getHeight() != height) {
      base.setWidth(width);
      base.setHeight(height);
      overlay.setWidth(width);
      overlay.setHeight(height);
      repaint();
    }
  }

  private static GraphicsContext cleared(Canvas canvas) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    return g;
  }
}
