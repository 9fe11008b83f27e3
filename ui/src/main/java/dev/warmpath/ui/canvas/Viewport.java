package dev.warmpath.ui.canvas;

/**
 * Which part of a plane of tokens (x) and rows (y) a pane shows. Immutable; any thread.
 *
 * @param x token at the left edge
 * @param y row at the top edge
 * @param scale pixels per token
 * @param pitch pixels per row
 */
public record Viewport(double x, double y, double scale, double pitch) {
  /** Row height where a label of the usual size is readable and a bar easy to hit. */
  public static final double MAX_PITCH = 22;
  /** Wide enough for the text of one token; more would only be empty. */
  public static final double MAX_SCALE = 64;
  /** Free space right of the longest branch, as a share: its end must not touch the edge. */
  private static final double MARGIN = 1.04;

  /**
   * What there is to see and how much room there is for it.
   *
   * @param tokens length of the longest branch
   * @param rows rows of all branches
   * @param width pane width in pixels
   * @param height pane height in pixels
   * @param mostPitch pixels per row where its text is readable
   */
  public record Extent(
      double tokens, double rows, double width, double height, double mostPitch) {

    /** With text of the usual size. */
    public Extent(double tokens, double rows, double width, double height) {
      this(tokens, rows, width, height, MAX_PITCH);
    }

    /** Pixels per token at which everything fits. */
    public double fitScale() {
      double scale = Math.max(1, width) / Math.max(1, tokens * MARGIN);
      return Math.min(MAX_SCALE, scale);
    }

    /** Pixels per row at which everything fits; at most {@link #mostPitch}. */
    public double fitPitch() {
      return Math.min(mostPitch, Math.max(1, height) / Math.max(1, rows + 0.5));
    }
  }

  /** Everything at once. */
  public static Viewport fit(Extent extent) {
    return new Viewport(0, 0, extent.fitScale(), extent.fitPitch());
  }

  public double toX(double token) {
    return (token - x) * scale;
  }

  public double toY(double row) {
    return (row - y) * pitch;
  }

  public double tokenAt(double px) {
    return x + px / scale;
  }

  public double rowAt(double py) {
    return y + py / pitch;
  }

  /** Moved by pixels: positive shows what is further right and further down. */
  public Viewport panned(Extent extent, double dx, double dy) {
    return new Viewport(x + dx / scale, y + dy / pitch, scale, pitch).clamped(extent);
  }

  /**
   * Zoomed about a point that stays where it is. Rows open with the square of the zoom, because a
   * tree that fits is usually far too flat to read, until they are {@code mostPitch} high.
   *
   * @param factor above 1 zooms in
   */
  public Viewport zoomed(Extent extent, double factor, double px, double py) {
    double fit = extent.fitScale();
    double newScale = Math.clamp(scale * factor, fit, Math.max(fit, MAX_SCALE));
    double zoom = newScale / fit;
    double newPitch = Math.min(extent.mostPitch(), extent.fitPitch() * zoom * zoom);
    return new Viewport(
            tokenAt(px) - px / newScale, rowAt(py) - py / newPitch, newScale, newPitch)
        .clamped(extent);
  }

  /** Moved as little as needed to show a place, with some room around it. */
  public Viewport revealing(Extent extent, double fromToken, double toToken, double row) {
    double left = x;
    double span = extent.width() / scale;
    if (fromToken < x || Math.min(toToken, fromToken + span) > x + span) {
      left = fromToken - span * 0.2;
    }
    double top = y;
    double seen = extent.height() / pitch;
    if (row < y || row + 1 > y + seen) {
      top = row - seen * 0.4;
    }
    return new Viewport(left, top, scale, pitch).clamped(extent);
  }

  /** Never beyond the content, never smaller than what fits. */
  public Viewport clamped(Extent extent) {
    double s = Math.clamp(scale, extent.fitScale(), MAX_SCALE);
    double p = Math.clamp(pitch, extent.fitPitch(), extent.mostPitch());
    double maxX = Math.max(0, extent.tokens() * MARGIN - extent.width() / s);
    double maxY = Math.max(0, extent.rows() + 0.5 - extent.height() / p);
    return new Viewport(Math.clamp(x, 0, maxX), Math.clamp(y, 0, maxY), s, p);
  }
}
