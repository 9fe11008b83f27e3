package dev.warmpath.ui.frame;

import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.workbench.EngineFacts;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;

/** What the engine does now, and what never happens to a prompt. FX thread. */
public final class StatusLine extends StatusBar {
  private static final PseudoClass BUSY = PseudoClass.getPseudoClass("busy");
  private static final PseudoClass NO_MODEL = PseudoClass.getPseudoClass("no-model");

  private static final String PROMISE =
      "cache lives in memory only · nothing of a prompt is written to disk";
  /** The same for a window that has no room for it; the whole of it is the tip then. */
  private static final String SHORT_PROMISE = "in memory only";

  private final Label activity = Parts.label("", "wp-activity");
  private final HBox facts = new HBox(16);
  private final Label promise = Parts.label(PROMISE);
  private final Fitting fitting = new Fitting(this);
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
    model.appearance().fontSize().addListener((p, old, now) -> fitting.refit());
    show(model.facts().get());
    promise.setTooltip(new Tooltip(PROMISE));
    promise.setAccessibleText(PROMISE);
    Fitting.rigid(promise);
    fitting
        .save(() -> promise.setText(SHORT_PROMISE), () -> promise.setText(PROMISE))
        .hide(promise)
        .hide(facts);
  }

  private void show(EngineFacts now) {
    activity.setText(now.activity());
    pseudoClassStateChanged(BUSY, now.busy());
    pseudoClassStateChanged(NO_MODEL, now.model().isEmpty());
    facts.getChildren().setAll(now.details().stream().map(Parts::label).toList());
    facts.getChildren().forEach(label -> ((Label) label).setMinWidth(Region.USE_PREF_SIZE));
    fitting.refit();
  }
}
