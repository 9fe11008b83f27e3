package dev.warmpath.ui.models;

import dev.warmpath.ui.look.Meter;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One model: its name, what it is for, how far its load got, and a way to stop. FX thread. */
public final class LoadProgress extends HBox {
  private static final double BAR = 240;
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private final ModelsViewModel models;
  private final Label name = Parts.label("", "wp-strong");
  private final Label about = Parts.paragraph("", "wp-secondary");
  private final Meter meter = new Meter();
  private final Label note = Parts.paragraph("", "wp-mono", "wp-secondary");
  private final HBox state = new HBox(12, meter, note);
  private final Button cancel;

  public LoadProgress(ModelsViewModel models) {
    this.models = models;
    getStyleClass().add("wp-load");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(12);
    meter.setMinWidth(BAR / 2);
    meter.setPrefWidth(BAR);
    state.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(note, Priority.ALWAYS);
    VBox words = new VBox(6, name, about, state);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    cancel = Parts.button("Cancel", models::cancel, "wp-button");
    cancel.setId("load-cancel");
    cancel.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(words, cancel);
    models.state().addListener((p, old, now) -> show());
    models.facts().addListener((p, old, now) -> show());
    show();
  }

  private void show() {
    ModelFile facts = models.facts().get();
    boolean loading = false;
    switch (models.state().get()) {
      case LoadState.None none -> {
        boolean main = models.role() == ModelsViewModel.Role.MAIN;
        words(
            main ? "No model is loaded" : "No second model is open",
            main
                ? "Choose one to see real tokens."
                : "Choose one: every prompt you send then runs on both, one after the other.",
            "");
      }
      case LoadState.Loading at -> {
        loading = true;
        words(
            facts == null ? at.file().getFileName().toString() : facts.name(),
            facts == null ? "" : line(facts),
            "loading " + Math.round(at.fraction() * 100) + " %"
                + (at.note().isEmpty() ? "" : " · " + at.note()));
        meter.share().set(at.fraction());
      }
      case LoadState.Ready ready -> {
        var info = ready.model().engine().info();
        words(
            facts == null ? info.model() : facts.name(),
            facts == null ? "" : line(facts),
            "ready · " + ModelWords.device(info) + notes(info.notes()));
      }
      case LoadState.Failed failed ->
          words(failed.file().getFileName().toString(), failed.message(), "not loaded");
    }
    about.pseudoClassStateChanged(ERROR, models.state().get() instanceof LoadState.Failed);
    meter.setVisible(loading);
    meter.setManaged(loading);
    cancel.setVisible(loading);
    cancel.setManaged(loading);
  }

  private void words(String title, String text, String stateText) {
    name.setText(title);
    about.setText(text);
    about.setManaged(!text.isEmpty());
    note.setText(stateText);
    state.setManaged(!stateText.isEmpty());
    state.setVisible(!stateText.isEmpty());
  }

  private static String line(ModelFile facts) {
    String about = facts.about().isEmpty() ? "" : " · " + facts.about();
    return ModelWords.facts(facts) + about;
  }

  private static String notes(java.util.List<String> notes) {
    return notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")";
  }
}
