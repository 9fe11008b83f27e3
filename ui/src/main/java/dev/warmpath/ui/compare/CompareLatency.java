package dev.warmpath.ui.compare;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.CanvasPane;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.TextMetrics;
import dev.warmpath.ui.latency.LatencyBar;
import dev.warmpath.ui.latency.LatencyLayout;
import dev.warmpath.ui.latency.LatencyLayout.Phase;
import dev.warmpath.ui.latency.LatencyWords;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/** The phases of both requests on one time scale, and the cold estimate below. FX thread. */
final class CompareLatency extends CanvasPane {
  private static final double BAR = 16;
  private static final double ROW = 30;

  private final ObservableValue<Palette> palette;
  private Font font = Fonts.ui(CompareBars.TEXT_SIZE);
  private double thick = BAR;
  private double pitch = ROW;
  private double left = CompareBars.LABEL;
  private TextMetrics metrics = new TextMetrics(font);
  private CompareViewModel.@Nullable Comparison shown;

  CompareLatency(FrameClock clock, ObservableValue<Palette> palette) {
    super(clock);
    this.palette = palette;
    setZoom(1);
    setAccessibleText("Phases of both requests on one time scale");
  }

  /** @param zoom how much larger than usual text is */
  final void setZoom(double zoom) {
    font = Fonts.ui(CompareBars.TEXT_SIZE * zoom);
    metrics = new TextMetrics(font);
    thick = Math.rint(BAR * zoom);
    pitch = Math.rint(ROW * zoom);
    left = CompareBars.LABEL * zoom;
    setMinHeight(3 * pitch);
    setPrefHeight(3 * pitch);
    repaint();
  }

  void show(CompareViewModel.Comparison next) {
    shown = next;
    setAccessibleText(
        "Phases of both requests on one time scale: first token after "
            + Figures.duration(next.first().phases().firstToken()) + " and "
            + Figures.duration(next.second().phases().firstToken()));
    repaint();
  }

  @Override
  protected void paintBase(GraphicsContext g, double width, double height) {
    CompareViewModel.Comparison now = shown;
    if (now == null) {
      return;
    }
    LatencyLayout first = LatencyLayout.of(now.first(), LatencyLayout.Until.END);
    LatencyLayout second = LatencyLayout.of(now.second(), LatencyLayout.Until.END);
    long scale = Math.max(1, Math.max(first.longest(), second.longest()));
    double room = width - left - 4;
    row(g, now.first(), first, 0, room, scale);
    row(g, now.second(), second, pitch, room, scale);
    cold(g, second.coldNanos(), 2 * pitch, room, scale);
  }

  private void row(
      GraphicsContext g, Trace trace, LatencyLayout layout, double y, double room, long scale) {
    Palette colours = palette.getValue();
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(colours.secondary());
    g.fillText("#" + trace.id(), 0, y + thick / 2);
    LatencyLayout solid = new LatencyLayout(layout.ends(), 0);
    LatencyBar.paint(g, solid, colours, left, y, room, thick, scale);
    Trace.Counts counts = trace.counts();
    double perNano = room / scale;
    String prefill =
        "prefill " + Figures.count(counts.computed()) + " tok · "
            + Figures.duration(trace.phases().prefill());
    String decode =
        "decode " + Figures.count(counts.completion()) + " tok · "
            + LatencyWords.decodeRate(trace) + " tok/s";
    List<String> outside = new ArrayList<>();
    if (!inside(g, layout, Phase.PREFILL, perNano, y, prefill)) {
      outside.add(prefill);
    }
    if (!inside(g, layout, Phase.DECODE, perNano, y, decode)) {
      outside.add(decode);
    }
    String behind = String.join(" · ", outside);
    double end = left + layout.total() * perNano;
    if (end + metrics.width(behind) + 8 <= left + room) {
      g.setFill(colours.secondary());
      g.fillText(behind, end + 8, y + thick / 2);
    }
  }

  /** False when the phase is too short for its words. */
  private boolean inside(
      GraphicsContext g, LatencyLayout layout, Phase phase, double perNano, double y,
      String text) {
    double from = left + layout.start(phase) * perNano;
    double to = left + layout.end(phase) * perNano;
    boolean fits = to - from > metrics.width(text) + 12;
    if (fits) {
      Color colour = LatencyBar.colour(phase, palette.getValue());
      g.setFill(Palette.readableOn(colour));
      g.fillText(text, from + 8, y + thick / 2);
    }
    return fits;
  }

  private void cold(GraphicsContext g, long nanos, double y, double room, long scale) {
    Palette colours = palette.getValue();
    g.setFill(colours.secondary());
    g.fillText("cold", 0, y + thick / 2);
    if (nanos == 0) {
      g.fillText("no estimate yet", left, y + thick / 2);
      return;
    }
    LatencyLayout ghost = LatencyLayout.cold(nanos);
    LatencyBar.paint(g, ghost, colours, left, y, room, thick, scale);
    String says = "estimated first token " + Figures.duration(nanos);
    double end = left + nanos * room / scale;
    boolean fits = end - left > metrics.width(says) + 16;
    g.setFill(colours.secondary());
    g.fillText(says, fits ? left + 8 : end + 8, y + thick / 2);
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
