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
  private final Font font = Fonts.ui(11.5);
  private final TextMetrics metrics = new TextMetrics(font);
  private CompareViewModel.@Nullable Comparison shown;

  CompareLatency(FrameClock clock, ObservableValue<Palette> palette) {
    super(clock);
    this.palette = palette;
    setMinHeight(3 * ROW);
    setPrefHeight(3 * ROW);
    setAccessibleText("Phases of both requests on one time scale");
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
    double room = width - CompareBars.LABEL - 4;
    row(g, now.first(), first, 0, room, scale);
    row(g, now.second(), second, ROW, room, scale);
    cold(g, second.coldNanos(), 2 * ROW, room, scale);
  }

  private void row(
      GraphicsContext g, Trace trace, LatencyLayout layout, double y, double room, long scale) {
    Palette colours = palette.getValue();
    g.setFont(font);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(colours.secondary());
    g.fillText("#" + trace.id(), 0, y + BAR / 2);
    LatencyLayout solid = new LatencyLayout(layout.ends(), 0);
    LatencyBar.paint(g, solid, colours, CompareBars.LABEL, y, room, BAR, scale);
    Trace.Counts counts = trace.counts();
    double perNano = room / scale;
    inside(
        g, layout, Phase.PREFILL, perNano, y,
        "prefill " + Figures.count(counts.computed()) + " tok · "
            + Figures.duration(trace.phases().prefill()));
    inside(
        g, layout, Phase.DECODE, perNano, y,
        "decode " + Figures.count(counts.completion()) + " tok · "
            + Figures.rate(counts.completion() - 1L, trace.phases().decode()) + " tok/s");
  }

  private void inside(
      GraphicsContext g, LatencyLayout layout, Phase phase, double perNano, double y,
      String text) {
    double from = CompareBars.LABEL + layout.start(phase) * perNano;
    double to = CompareBars.LABEL + layout.end(phase) * perNano;
    if (to - from > metrics.width(text) + 12) {
      Color bar = LatencyBar.colour(phase, palette.getValue());
      g.setFill(Palette.readableOn(bar));
      g.fillText(text, from + 8, y + BAR / 2);
    }
  }

  private void cold(GraphicsContext g, long nanos, double y, double room, long scale) {
    Palette colours = palette.getValue();
    g.setFill(colours.secondary());
    g.fillText("cold", 0, y + BAR / 2);
    if (nanos == 0) {
      g.fillText("no estimate yet", CompareBars.LABEL, y + BAR / 2);
      return;
    }
    LatencyLayout ghost = new LatencyLayout(new long[Phase.values().length], nanos);
    LatencyBar.paint(g, ghost, colours, CompareBars.LABEL, y, room, BAR, scale);
    String says = "estimated first token " + Figures.duration(nanos);
    double end = CompareBars.LABEL + nanos * room / scale;
    boolean fits = end - CompareBars.LABEL > metrics.width(says) + 16;
    g.setFill(colours.secondary());
    g.fillText(says, fits ? CompareBars.LABEL + 8 : end + 8, y + BAR / 2);
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
