package dev.warmpath.ui.frame;

import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.workbench.EngineFacts;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import javafx.beans.property.ReadOnlyBooleanProperty;
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

  /**
   * What never happens to a prompt.
   *
   * @param words shown, and the tip
   * @param brief for a window that has no room for them
   */
  private record Promise(String words, String brief) {
    static final Promise NOTHING =
        new Promise(
            "cache lives in memory only · nothing of a prompt is written to disk",
            "in memory only");

    /** The user allowed one exception. */
    static final Promise BUT_RECOVERY =
        new Promise(
            "cache lives in memory only · unsaved text is kept for a crash",
            "cache in memory only");
  }

  private final Label activity = Parts.label("", "wp-activity");
  private final HBox facts = new HBox(16);
  private final ReadOnlyBooleanProperty recovers;
  private final Label promise = Parts.label("");
  private final Fitting fitting = new Fitting(this);
  private final Region dot = new Region();

  public StatusLine(WorkbenchViewModel model) {
    recovers = model.document().recovery().allowed();
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
    Tooltip whole = new Tooltip();
    promise.setTooltip(whole);
    recovers.subscribe(
        now -> {
          whole.setText(promise().words());
          promise.setAccessibleText(promise().words());
          fitting.refit();
        });
    Fitting.rigid(promise);
    fitting
        .save(
            () -> promise.setText(promise().brief()), () -> promise.setText(promise().words()))
        .hide(promise)
        .hide(facts);
  }

  private Promise promise() {
    return recovers.get() ? Promise.BUT_RECOVERY : Promise.NOTHING;
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
