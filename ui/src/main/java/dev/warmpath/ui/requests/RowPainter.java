package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.latency.LatencyBar;
import dev.warmpath.ui.latency.LatencyLayout;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/** Draws a row of the log. FX thread. */
final class RowPainter {
  private static final double PAD = 8;
  private static final double PILL_PAD = 7;
  private static final double PILL_HEIGHT = 18;
  private static final double PILL_ARC = 8;

  /** Opacity of a verdict's outline. */
  private static final double OUTLINE = 0.4;
  private static final double BAR_HEIGHT = 12;
  private static final double HIT_HEIGHT = 6;
  private static final double HIT_ARC = 3;

  private RowPainter() {}

  /** Draws on an empty canvas of this size, a line along its lower edge. */
  static void paint(
      GraphicsContext g, RowLook look, Trace trace, double width, double canvasHeight) {
    double height = canvasHeight - 1;
    RowLook.Faces faces = look.faces();
    double bar = Math.round(BAR_HEIGHT * faces.zoom());
    g.setFill(look.palette().line());
    g.fillRect(0, height, width, 1);
    g.setTextBaseline(VPos.CENTER);
    for (RowLook.Place place : look.places()) {
      double x = place.left() + PAD;
      double wide = Math.max(1, place.width() - 2 * PAD);
      Palette palette = look.palette();
      switch (place.column().kind()) {
        case TEXT -> text(g, faces.text(), palette.text(), place, trace, height);
        case DIM -> text(g, faces.text(), palette.secondary(), place, trace, height);
        case NUMBER -> text(g, faces.number(), palette.text(), place, trace, height);
        case HIT -> hit(g, palette, x, (height - HIT_HEIGHT) / 2, wide, trace);
        case LATENCY ->
            LatencyBar.paint(
                g, LatencyLayout.of(trace, look.until()), palette, x,
                Math.round((height - bar) / 2), wide, bar, look.scaleNanos());
        case VERDICT -> verdict(g, look, x, wide, trace, height);
      }
    }
  }

  private static void text(
      GraphicsContext g, RowLook.Face face, Color colour, RowLook.Place place, Trace trace,
      double height) {
    String words = place.column().says().apply(trace);
    g.setFont(face.font());
    g.setFill(colour);
    g.fillText(
        face.metrics().shortened(words, place.width() - 2 * PAD), place.left() + PAD,
        height / 2);
  }

  private static void hit(
      GraphicsContext g, Palette palette, double x, double y, double wide, Trace trace) {
    g.setFill(palette.coldFill());
    g.fillRoundRect(x, y, wide, HIT_HEIGHT, HIT_ARC, HIT_ARC);
    double warm = wide * RequestColumns.hit(trace);
    if (warm > 0) {
      g.setFill(palette.warm());
      g.fillRoundRect(x, y, Math.max(2, warm), HIT_HEIGHT, HIT_ARC, HIT_ARC);
    }
  }

  private static void verdict(
      GraphicsContext g, RowLook look, double x, double wide, Trace trace, double height) {
    VerdictLabel verdict = look.verdict().apply(trace);
    Palette palette = look.palette();
    RowLook.Face pill = look.faces().pill();
    double high = Math.round(PILL_HEIGHT * look.faces().zoom());
    String words = pill.metrics().shortened(verdict.text(), wide - 2 * PILL_PAD);
    double pillWide = pill.metrics().width(words) + 2 * PILL_PAD;
    double top = Math.round((height - high) / 2);
    Color ink =
        switch (verdict.tone()) {
          case GOOD -> palette.decode();
          case NEUTRAL -> palette.secondary();
          case COLD -> palette.coldText();
          case LOST -> palette.lostText();
          case DANGER -> palette.danger();
        };
    g.setFill(
        switch (verdict.tone()) {
          case COLD -> palette.coldFill();
          case LOST -> palette.lostFill();
          case GOOD, NEUTRAL, DANGER -> palette.raised();
        });
    g.fillRoundRect(x, top, pillWide, high, PILL_ARC, PILL_ARC);
    // A tint would cost these words their contrast, and a chosen row is raised already.
    g.setStroke(Color.color(ink.getRed(), ink.getGreen(), ink.getBlue(), OUTLINE));
    g.strokeRoundRect(x + 0.5, top + 0.5, pillWide - 1, high - 1, PILL_ARC, PILL_ARC);
    g.setFill(ink);
    g.setFont(pill.font());
    g.fillText(words, x + PILL_PAD, height / 2);
  }
}
