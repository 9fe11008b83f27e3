package dev.warmpath.ui.compare;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.look.Parts;
import java.time.ZoneId;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableLongValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Two requests: whole prompts to scale, the text around a difference, the phases, and a place for
 * the fix ({@link #setFix}). N and P go through the differences, Esc closes. FX thread.
 */
public final class CompareView extends BorderPane {
  private final CompareViewModel model;
  private final Label summary = new Label();
  private final Label which = new Label();
  private final CompareBars bars;
  private final CompareLatency latency;
  private final Side left;
  private final Side right;
  private final StackPane fix = new StackPane();
  private final VBox content = new VBox(10);
  private final VBox empty =
      Parts.nothing(
          "Nothing to compare yet",
          "Select two requests in the log (Ctrl+click): their prompts appear side by side.");

  public CompareView(
      CompareViewModel model, FrameClock clock, ObservableValue<Palette> palette) {
    this.model = model;
    bars = new CompareBars(clock, palette, model::goTo);
    latency = new CompareLatency(clock, palette);
    left = new Side(clock, palette.getValue());
    right = new Side(clock, palette.getValue());
    getStyleClass().add("wp-compare");
    setMinSize(0, 0);
    setTop(head());
    fill();
    ScrollPane scroll = Parts.scrolling(content);
    setCenter(new StackPane(scroll, empty));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    model.comparison().addListener((o, was, is) -> show(is));
    palette.addListener(
        (o, was, is) -> {
          left.text.setPalette(is);
          right.text.setPalette(is);
          bars.repaint();
          latency.repaint();
        });
    show(model.comparison().get());
  }

  private HBox head() {
    Label title = new Label("Compare");
    title.getStyleClass().add("wp-head-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    which.getStyleClass().add("wp-head-title");
    which.setMinWidth(Region.USE_PREF_SIZE);
    summary.getStyleClass().add("wp-head-text");
    summary.setId("compare-summary");
    summary.setMinWidth(0);
    summary.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(summary, Priority.ALWAYS);
    HBox head =
        new HBox(
            8, title, which, summary,
            button("⇄ swap", "compare-swap", model::swap),
            button("next difference ↓", "compare-next", () -> model.step(1)),
            button("✕", "compare-close", model::close));
    head.getStyleClass().add("wp-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private static Button button(String text, String id, Runnable action) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add("wp-flat");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    return button;
  }

  private void fill() {
    HBox texts = new HBox(12, left, right);
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    left.prefWidthProperty().bind(texts.widthProperty().subtract(12).divide(2));
    right.prefWidthProperty().bind(texts.widthProperty().subtract(12).divide(2));
    fix.setVisible(false);
    fix.managedProperty().bind(fix.visibleProperty());
    content.setPadding(new Insets(14, 16, 16, 16));
    content.getChildren().setAll(
        section("Whole prompt, to scale"), bars, texts, section("Latency"), latency, fix);
  }

  private static Label section(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("wp-small");
    return label;
  }

  private void show(CompareViewModel.@Nullable Comparison now) {
    content.setVisible(now != null);
    empty.setVisible(now == null);
    if (now == null) {
      which.setText("");
      summary.setText("");
      return;
    }
    which.setText("#" + now.first().id() + " ↔ #" + now.second().id());
    summary.setText("· " + now.summary());
    bars.show(now);
    latency.show(now);
    left.show(now, false);
    right.show(now, true);
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    KeyCode code = event.getCode();
    switch (code) {
      case N, DOWN -> model.step(1);
      case P, UP -> model.step(-1);
      case S -> model.swap();
      case ESCAPE -> model.close();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /**
   * Draws text at another size.
   *
   * @param zoom how much larger than usual
   */
  public void setZoom(double zoom) {
    bars.setZoom(zoom);
    latency.setZoom(zoom);
    left.text.setZoom(zoom);
    right.text.setZoom(zoom);
  }

  /**
   * Places the suggested fix below the comparison.
   *
   * @param of id of the request that it is for: shown only where that one is compared
   */
  public void setFix(Node node, ObservableLongValue of) {
    fix.getChildren().setAll(node);
    fix.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> isCompared(of.get()), of, model.comparison()));
  }

  private boolean isCompared(long request) {
    CompareViewModel.Comparison now = model.comparison().get();
    return now != null && (now.first().id() == request || now.second().id() == request);
  }

  /** One prompt's text around the difference. */
  private static final class Side extends VBox {
    private final Label name = new Label();
    private final Label about = new Label();
    private final RunText text;

    Side(FrameClock clock, Palette palette) {
      super(8);
      text = new RunText(clock, palette);
      getStyleClass().add("wp-card");
      setMinWidth(0);
      name.getStyleClass().add("wp-head-title");
      name.setMinWidth(Region.USE_PREF_SIZE);
      about.getStyleClass().add("wp-small");
      HBox head = new HBox(8, name, about);
      head.setAlignment(Pos.BASELINE_LEFT);
      getChildren().setAll(head, text);
    }

    void show(CompareViewModel.Comparison now, boolean second) {
      Trace trace = second ? now.second() : now.first();
      name.setText("#" + trace.id());
      String clock = Figures.clock(trace.source().submitted(), ZoneId.systemDefault());
      about.setText(clock + " · " + trace.source().label());
      text.setRuns(CompareViewModel.text(now, second));
    }
  }
}
