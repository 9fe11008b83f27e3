package dev.warmpath.ui.frame;

import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.workbench.EngineFacts;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;

/** What the engine does now, and what never happens to a prompt. FX thread. */
public final class StatusLine extends StatusBar {
  private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");

  /** Narrower windows have no room for the promise; it stays in the settings. */
  private static final double PROMISE_FROM = 1240;

  private final Label activity = Parts.label("", "wp-activity");
  private final HBox facts = new HBox(16);
  private final Label promise =
      Parts.label("cache lives in memory only · nothing of a prompt is written to disk");
  private final Region dot = new Region();

  public StatusLine(WorkbenchViewModel model) {
    getStyleClass().add("wp-status");
    setText("");
    setMinWidth(0);
    dot.getStyleClass().addAll("wp-dot", "on");
    activity.setGraphic(dot);
    activity.setId("activity");
    facts.setAlignment(Pos.CENTER_LEFT);
    getLeftItems().addAll(activity, facts);
    getRightItems().add(promise);
    model.facts().addListener((p, old, now) -> show(now));
    show(model.facts().get());
    widthProperty()
        .addListener(
            (p, old, now) -> {
              promise.setVisible(now.doubleValue() >= PROMISE_FROM);
              promise.setManaged(promise.isVisible());
            });
  }

  private void show(EngineFacts now) {
    activity.setText(now.activity());
    pseudoClassStateChanged(BUSY, now.busy());
    facts.getChildren().setAll(now.details().stream().map(Parts::label).toList());
    facts.getChildren().forEach(label -> ((Label) label).setMinWidth(Region.USE_PREF_SIZE));
  }
}
