package dev.warmpath.ui.timeline;

import dev.warmpath.ui.canvas.CanvasPane;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import org.jspecify.annotations.Nullable;

/**
 * The last minutes as a strip: what was stored, evicted and expired; drag it to see the tree as it
 * was, drag to the right end (or press End or Esc) to go back to live. FX thread.
 */
public final class TimelineView extends BorderPane {
  private static final Duration KEY_STEP = Duration.ofSeconds(5);
  private static final double STRIP_HEIGHT = 34;

  private final Strip strip;
  private final Label says = new Label();
  private final Label when = new Label();
  private final ObservableValue<Palette> palette;
  private final ZoneId zone;
  private final Consumer<@Nullable Instant> scrub;
  private TimelineBuckets buckets = TimelineBuckets.of(List.of(), Instant.EPOCH);
  private @Nullable Instant at;

  /**
   * @param scrub receives the time to show, or null for live
   * @param zone for clock times
   */
  public TimelineView(
      FrameClock clock, ObservableValue<Palette> palette, ZoneId zone,
      Consumer<@Nullable Instant> scrub) {
    this.palette = palette;
    this.zone = zone;
    this.scrub = scrub;
    this.strip = new Strip(clock);
    getStyleClass().add("wp-timeline");
    says.getStyleClass().add("wp-small");
    when.getStyleClass().add("wp-small");
    BorderPane head = new BorderPane();
    head.setLeft(says);
    head.setRight(when);
    setTop(head);
    setCenter(strip);
    palette.addListener((o, was, is) -> strip.repaint());
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /** Shows newer counts and the time looked at; null is live. */
  public void show(TimelineBuckets newBuckets, @Nullable Instant newAt) {
    buckets = newBuckets;
    at = newAt;
    long cleared = TimelineBuckets.sum(buckets.cleared());
    says.setText(
        "Last %d minutes · %s stored · %s evicted by capacity · %s expired%s"
            .formatted(
                EventHistory.KEPT.toMinutes(),
                Figures.count(TimelineBuckets.sum(buckets.stored()), "block", "blocks"),
                Figures.count(TimelineBuckets.sum(buckets.evicted())),
                Figures.count(TimelineBuckets.sum(buckets.expired())),
                cleared == 0 ? "" : " · " + Figures.count(cleared) + " cleared"));
    Instant shown = newAt == null ? buckets.end() : newAt;
    String clock = Figures.clock(shown, zone);
    when.setText(
        newAt == null
            ? clock + " · live ●"
            : clock + " · " + Figures.span(Duration.between(newAt, buckets.end())) + " ago ◀");
    strip.setAccessibleText(
        "Time slider, " + (newAt == null ? "now" : when.getText().replace(" ◀", "")) + ", "
            + says.getText());
    strip.repaint();
  }

  /** Takes the keyboard to the slider. */
  public void focusSlider() {
    strip.requestFocus();
  }

  private void key(KeyEvent event) {
    Instant from = at == null ? buckets.end() : at;
    switch (event.getCode()) {
      case LEFT -> go(from.minus(KEY_STEP));
      case RIGHT -> go(from.plus(KEY_STEP));
      case HOME -> go(buckets.end().minus(EventHistory.KEPT));
      case END, ESCAPE -> scrub.accept(null);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void go(Instant to) {
    Instant first = buckets.end().minus(EventHistory.KEPT);
    boolean live = !to.isBefore(buckets.end());
    scrub.accept(live ? null : to.isBefore(first) ? first : to);
  }

  private final class Strip extends CanvasPane {
    /** Room right of the last bar for the live mark. */
    private static final double RIGHT = 10;

    Strip(FrameClock clock) {
      super(clock);
      setPrefHeight(STRIP_HEIGHT);
      setMinHeight(STRIP_HEIGHT);
      setFocusTraversable(true);
      setAccessibleRole(AccessibleRole.SLIDER);
      addEventHandler(MouseEvent.MOUSE_PRESSED, event -> drag(event.getX()));
      addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> drag(event.getX()));
      focusedProperty().addListener((o, was, is) -> repaintOverlay());
    }

    private void drag(double x) {
      requestFocus();
      double share = Math.clamp(x / Math.max(1, getWidth() - RIGHT), 0, 1);
      long back = (long) ((1 - share) * EventHistory.KEPT.toMillis());
      go(buckets.end().minusMillis(back));
    }

    @Override
    protected void paintBase(GraphicsContext g, double width, double height) {
      int most = 1;
      for (int i = 0; i < TimelineBuckets.COUNT; i++) {
        most = Math.max(most, buckets.stored()[i]);
        most = Math.max(most, gone(i));
      }
      double slice = (width - RIGHT) / TimelineBuckets.COUNT;
      double middle = Math.round(height * 0.68);
      Palette colours = palette.getValue();
      g.setFill(colours.line());
      g.fillRect(0, middle, width - RIGHT, 1);
      for (int i = 0; i < TimelineBuckets.COUNT; i++) {
        double x = i * slice;
        double up = (middle - 2) * Math.sqrt(buckets.stored()[i] / (double) most);
        g.setFill(colours.warm());
        g.fillRect(x + 1, middle - up, Math.max(1, slice - 2), up);
        double depth = (height - middle - 1) * Math.sqrt(gone(i) / (double) most);
        g.setFill(colours.lost());
        g.fillRect(x + 1, middle + 1, Math.max(1, slice - 2), depth);
      }
    }

    private int gone(int i) {
      return buckets.evicted()[i] + buckets.expired()[i] + buckets.cleared()[i];
    }

    @Override
    protected void paintOverlay(GraphicsContext g, double width, double height) {
      Instant shown = at == null ? buckets.end() : at;
      double back = Duration.between(shown, buckets.end()).toMillis();
      double x = (width - RIGHT) * (1 - back / EventHistory.KEPT.toMillis());
      g.setFill(palette.getValue().text());
      g.fillRect(Math.clamp(x, 1, Math.max(1, width - RIGHT)) - 1, 0, 3, height);
      if (isFocused()) {
        g.setStroke(palette.getValue().warmText());
        g.setLineWidth(2);
        g.strokeRect(1, 1, width - 2, height - 2);
      }
    }
  }
}
