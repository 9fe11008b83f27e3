package dev.warmpath.ui.compare;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.CanvasPane;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import java.util.function.IntConsumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/** Both whole prompts to scale, aligned on the prefix; a click goes to a difference. FX thread. */
final class CompareBars extends CanvasPane {
  static final double TEXT_SIZE = 11.5;
  /** Room for a request's number before its bar, with text of the usual size. */
  static final double LABEL = 46;
  private static final double BAR = 15;
  private static final double FOOT = 22;
  /** A single different token in a long prompt must still be seen. */
  private static final double MIN_PX = 3;

  private final ObservableValue<Palette> palette;
  private Font font = Fonts.ui(TEXT_SIZE);
  private double zoom = 1;
  private double thick = BAR;
  private double left = LABEL;
  private CompareViewModel.@Nullable Comparison shown;

  CompareBars(FrameClock clock, ObservableValue<Palette> palette, IntConsumer clicked) {
    super(clock);
    this.palette = palette;
    setZoom(1);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          CompareViewModel.Comparison now = shown;
          if (now != null) {
            clicked.accept((int) ((event.getX() - left) / perToken(now, getWidth())));
          }
        });
  }

  /** @param newZoom how much larger than usual text is */
  final void setZoom(double newZoom) {
    zoom = newZoom;
    font = Fonts.ui(TEXT_SIZE * zoom);
    thick = Math.rint(BAR * zoom);
    left = LABEL * zoom;
    setMinHeight(3 * thick + FOOT * zoom);
    setPrefHeight(3 * thick + FOOT * zoom);
    repaint();
  }

  void show(CompareViewModel.Comparison next) {
    shown = next;
    setAccessibleText(
        "Both prompts to scale: " + Figures.count(next.first().tokens().size()) + " and "
            + Figures.count(next.second().tokens().size(), "token", "tokens"));
    repaint();
  }

  private double perToken(CompareViewModel.Comparison shown, double width) {
    int longest = Math.max(shown.first().tokens().size(), shown.second().tokens().size());
    return Math.max(1, width - left - 4) / Math.max(1, longest);
  }

  @Override
  protected void paintBase(GraphicsContext g, double width, double height) {
    CompareViewModel.Comparison now = shown;
    if (now == null) {
      return;
    }
    Palette colours = palette.getValue();
    double scale = perToken(now, width);
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    label(g, now.first(), thick / 2);
    label(g, now.second(), 2 * thick + thick / 2);
    int cached = now.second().counts().cached();
    for (TokenDiff.Run run : now.diff().runs()) {
      boolean prefix = run.same() && run.aFrom() == 0 && run.bFrom() == 0;
      Color above = prefix ? colours.warm() : run.same() ? colours.aged() : colours.lost();
      bar(g, run.aFrom(), run.aTo(), scale, 0, above, !run.same());
      double y = 2 * thick;
      int warmTo = Math.clamp(cached, run.bFrom(), run.bTo());
      bar(g, run.bFrom(), warmTo, scale, y, colours.warm(), false);
      bar(
          g, warmTo, run.bTo(), scale, y, run.same() ? colours.cold() : colours.danger(),
          !run.same());
      if (!prefix) {
        link(g, colours, run, scale);
      }
    }
    current(g, colours, now, scale);
  }

  private void label(GraphicsContext g, Trace trace, double y) {
    g.setFill(palette.getValue().secondary());
    g.fillText("#" + trace.id(), 0, y);
  }

  private void bar(
      GraphicsContext g, int from, int to, double scale, double y, Color colour, boolean atLeast) {
    if (to > from) {
      g.setFill(colour);
      double wide = (to - from) * scale;
      g.fillRect(left + from * scale, y, atLeast ? Math.max(MIN_PX, wide) : wide, thick);
    }
  }

  /** Where the same tokens go on in both. */
  private void link(GraphicsContext g, Palette colours, TokenDiff.Run run, double scale) {
    g.setStroke(run.same() ? colours.faint() : colours.danger());
    g.setLineWidth(1);
    g.setLineDashes(2, 2);
    g.strokeLine(left + run.aFrom() * scale, thick + 1, left + run.bFrom() * scale, 2 * thick - 1);
    g.setLineDashes();
  }

  private void current(
      GraphicsContext g, Palette colours, CompareViewModel.Comparison now, double scale) {
    if (now.current() < 0) {
      return;
    }
    TokenDiff.Run run = now.diff().differences().get(now.current());
    double x = left + run.bFrom() * scale;
    double y = 3 * thick + 10 * zoom;
    g.setFill(colours.danger());
    g.fillPolygon(new double[] {x - 4, x + 5, x + 0.5}, new double[] {y, y, y - 7}, 3);
    String says = "token " + Figures.count(run.bFrom());
    boolean before = x > g.getCanvas().getWidth() - 110;
    g.setTextAlign(
        before ? TextAlignment.RIGHT : TextAlignment.LEFT);
    g.fillText(says, before ? x - 8 : x + 9, y - 1);
    g.setTextAlign(TextAlignment.LEFT);
  }

  @Override
  protected boolean hasOverlay() {
    return false;
  }

  @Override
  protected void paintOverlay(GraphicsContext g, double width, double height) {
    // Nothing on the bars follows the mouse.
  }
}
