package dev.warmpath.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;

/**
 * Read-only monospaced text in runs with token colours, wrapped to its width; as high as its text,
 * up to a limit. FX thread.
 */
public final class RunText extends CanvasPane {
  private static final double SIZE = 12.5;
  private static final double LINE_HEIGHT = 1.6;
  /** What stands for a space where white space is shown. */
  private static final char SHOWN_SPACE = '·';
  /** A pane to read a place in a prompt, not the prompt. */
  private static final int MAX_LINES = 60;

  /** How a run is shown. Every fill has a second sign: underline, dashes or a mark's words. */
  public enum Style { PLAIN, DIM, WARM, COLD, CHANGED, LOST, MARK }

  /** Consecutive text in one style. */
  public record Run(String text, Style style) {}

  private record Piece(String text, Style style, double x, int line, double width) {}

  private Font font = Fonts.mono(SIZE);
  private TextMetrics metrics = new TextMetrics(font);
  private double lineHeight = Math.rint(SIZE * LINE_HEIGHT);
  private List<Run> runs = List.of();
  private List<Piece> pieces = List.of();
  private Palette palette;
  private double wrappedAt = -1;
  private int lines = 1;

  public RunText(FrameClock clock, Palette palette) {
    super(clock);
    this.palette = palette;
    setAccessibleRole(AccessibleRole.TEXT);
    widthProperty().addListener(o -> fitHeight());
  }

  public void setPalette(Palette newPalette) {
    palette = newPalette;
    repaint();
  }

  /** @param zoom how much larger than usual text is */
  public void setZoom(double zoom) {
    font = Fonts.mono(SIZE * zoom);
    metrics = new TextMetrics(font);
    lineHeight = Math.rint(SIZE * zoom * LINE_HEIGHT);
    wrappedAt = -1;
    fitHeight();
    requestLayout();
    repaint();
  }

  public void setRuns(List<Run> newRuns) {
    runs = List.copyOf(newRuns);
    wrappedAt = -1;
    StringBuilder all = new StringBuilder();
    runs.forEach(run -> all.append(run.text()));
    setAccessibleText(all.toString());
    fitHeight();
    repaint();
  }

  /** Parents ask for a height before they know the width: tell them again once it is known. */
  private void fitHeight() {
    if (getWidth() >= 20) {
      wrap(getWidth());
      setMinHeight(lines * lineHeight + 4);
      setPrefHeight(lines * lineHeight + 4);
    }
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefHeight(double width) {
    wrap(width < 0 ? getWidth() : width);
    return lines * lineHeight + 4;
  }

  private void wrap(double width) {
    if (width == wrappedAt || width < 20) {
      return;
    }
    wrappedAt = width;
    List<Piece> made = new ArrayList<>();
    double x = 0;
    int line = 0;
    for (Run run : runs) {
      int at = 0;
      String text = run.text();
      while (at < text.length() && line < MAX_LINES) {
        int end = text.indexOf('\n', at);
        String part = text.substring(at, end < 0 ? text.length() : end).replace("\t", "  ");
        int done = 0;
        while (done < part.length() && line < MAX_LINES) {
          int fits = fitting(part, done, width - x, x == 0);
          if (fits > 0) {
            double wide = metrics.width(part, done, done + fits);
            made.add(new Piece(part.substring(done, done + fits), run.style(), x, line, wide));
            x += wide;
            done += fits;
          }
          if (done < part.length()) {
            line++;
            x = 0;
          }
        }
        at = end < 0 ? text.length() : end + 1;
        if (end >= 0) {
          line++;
          x = 0;
        }
      }
    }
    pieces = made;
    lines = Math.min(MAX_LINES, line + 1);
  }

  /** Units that fit, preferably up to a space; at least one at the start of a line. */
  private int fitting(String text, int from, double room, boolean lineStart) {
    int fits = metrics.fitting(text, from, room);
    if (from + fits >= text.length()) {
      return fits;
    }
    int last = from + fits - 1;
    int space = Math.max(text.lastIndexOf(' ', last), text.lastIndexOf(SHOWN_SPACE, last));
    if (space >= from) {
      return space - from + 1;
    }
    if (!lineStart) {
      return 0;
    }
    return Math.max(fits, Character.charCount(text.codePointAt(from)));
  }

  @Override
  protected void paintBase(GraphicsContext g, double width, double height) {
    wrap(width);
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    for (Piece piece : pieces) {
      double y = piece.line() * lineHeight + 2;
      decorate(g, piece, y);
      g.setFill(colour(piece.style()));
      g.fillText(piece.text(), piece.x(), y + lineHeight / 2);
    }
  }

  private void decorate(GraphicsContext g, Piece piece, double y) {
    Color fill =
        switch (piece.style()) {
          case WARM -> palette.warmFill();
          case COLD, CHANGED -> palette.coldFill();
          case LOST -> palette.lostFill();
          case MARK -> palette.danger();
          case PLAIN, DIM -> null;
        };
    if (fill != null) {
      g.setFill(fill);
      g.fillRect(piece.x(), y + 2, piece.width(), lineHeight - 4);
    }
    if (piece.style() == Style.COLD) {
      g.setFill(palette.cold());
      g.fillRect(piece.x(), y + lineHeight - 3, piece.width(), 1);
    } else if (piece.style() == Style.CHANGED) {
      g.setFill(palette.danger());
      g.fillRect(piece.x(), y + lineHeight - 4, piece.width(), 2);
    } else if (piece.style() == Style.LOST) {
      g.setStroke(palette.lost());
      g.setLineWidth(1);
      g.setLineDashes(3, 2);
      g.strokeRect(piece.x() + 0.5, y + 2.5, Math.max(1, piece.width() - 1), lineHeight - 5);
      g.setLineDashes();
    }
  }

  private Color colour(Style style) {
    return switch (style) {
      case DIM -> palette.secondary();
      case MARK -> palette.background();
      case PLAIN, WARM, COLD, CHANGED, LOST -> palette.text();
    };
  }

  @Override
  protected boolean hasOverlay() {
    return false;
  }

  @Override
  protected void paintOverlay(GraphicsContext g, double width, double height) {
    // Nothing on this text follows the mouse.
  }
}
