package dev.warmpath.ui.models;

import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.look.PopOvers;
import dev.warmpath.ui.ports.ModelSource.ModelFacts;
import dev.warmpath.ui.ports.Preferences;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** The popover below the model button: what is loaded, what else there is, how to load it. */
public final class ModelPicker extends VBox {
  private static final double WIDTH = 460;

  private final ModelsViewModel models;
  private final LoadProgress progress;
  private final VBox list = new VBox();

  public ModelPicker(ModelsViewModel models, Preferences preferences) {
    this.models = models;
    progress = new LoadProgress(models);
    getStyleClass().add("wp-picker");
    setId("picker");
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    list.getStyleClass().add("wp-picker-list");
    Button unload = Parts.button("Unload", models::unload, "wp-button");
    unload
        .disableProperty()
        .bind(models.options().isNull());
    HBox buttons =
        new HBox(
            8,
            Parts.button("Browse…", models::browse, "wp-primary"),
            Parts.button("Load again", models::reload, "wp-button"),
            unload);
    getChildren()
        .addAll(
            Parts.label("Model", "wp-title"),
            progress,
            Parts.label("On this computer", "wp-section"),
            list,
            Parts.label("How to load it", "wp-section"),
            new LoadForm(models, preferences),
            buttons);
    models.downloads().ifPresent(this::offer);
    ListChangeListener<ModelFacts> changed = change -> refresh();
    models.choices().addListener(changed);
    models.state().addListener((p, old, now) -> refresh());
    refresh();
  }

  /** Closed until it is asked for: most people have their model already. */
  private void offer(DownloadViewModel downloads) {
    DownloadForm form = new DownloadForm(downloads, models::load);
    boolean underWay = !(downloads.state().get() instanceof DownloadState.Idle);
    form.setVisible(underWay);
    form.setManaged(underWay);
    Button toggle =
        Parts.button(
            "Download…",
            () -> {
              downloads.refresh();
              form.setVisible(!form.isVisible());
              form.setManaged(form.isVisible());
              if (getScene() != null && getScene().getWindow() != null) {
                getScene().getWindow().sizeToScene();
              }
            },
            "wp-button");
    toggle.setId("download-toggle");
    getChildren().addAll(toggle, form);
  }

  /** A new popover with a picker in it. */
  public static PopOver popOver(ModelsViewModel models, Preferences preferences) {
    return PopOvers.below(new ModelPicker(models, preferences));
  }

  private void refresh() {
    list.getChildren().setAll(models.choices().stream().map(this::choice).toList());
    if (models.choices().isEmpty()) {
      list.getChildren()
          .add(
              Parts.paragraph(
                  "Models you open appear here. Browse for a .gguf file.", "wp-secondary"));
    }
  }

  private Node choice(ModelFacts facts) {
    boolean here =
        models.state().get() instanceof LoadState.Ready ready && ready.file().equals(facts.file());
    Label name = Parts.label(facts.name(), "wp-strong");
    Label about =
        Parts.label(
            models.isBundled(facts.file()) && !facts.about().isEmpty()
                ? facts.about()
                : facts.file().getParent() == null ? "" : facts.file().getParent().toString(),
            "wp-minor", "wp-secondary");
    VBox words =
        new VBox(2, name, Parts.label(ModelWords.facts(facts), "wp-minor", "wp-secondary"), about);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox face = new HBox(10, Parts.icon(here ? Feather.CHECK : Feather.BOX, 16), words);
    face.setAlignment(Pos.CENTER_LEFT);
    Button button = new Button("", face);
    button.getStyleClass().add("wp-choice");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setAccessibleText(facts.name() + (here ? ", loaded" : ""));
    button.setOnAction(event -> models.load(facts.file()));
    return button;
  }
}
