package dev.warmpath.ui.models;

import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.look.PopOvers;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.PopupWindow;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** The popover below the model button: what is loaded, what else there is, how to load it. */
public final class ModelPicker extends VBox {
  private static final double WIDTH = 460;
  private static final double SHEET_NAME = 92;
  private static final double MOST_LIST = 300;

  private final ModelsViewModel models;
  private final LoadProgress progress;
  private final VBox list = new VBox();
  private final FlowPane buttons = new FlowPane(8, 8);
  /** Files whose facts are unfolded. */
  private final Set<Path> open = new HashSet<>();

  public ModelPicker(ModelsViewModel models) {
    this.models = models;
    progress = new LoadProgress(models);
    getStyleClass().add("wp-picker");
    setId("picker");
    setPrefWidth(WIDTH);
    setMaxWidth(WIDTH);
    list.getStyleClass().add("wp-picker-list");
    LoadForm form = new LoadForm(models);
    form.onChange(this::refresh);
    sceneProperty()
        .addListener(
            (p, old, now) -> {
              if (now != null) {
                form.refresh();
              }
            });
    Button unload = Parts.button("Unload", models::unload, "wp-button");
    unload
        .disableProperty()
        .bind(models.options().isNull());
    Button again = Parts.button("Load again", models::reload, "wp-button");
    again
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> models.role() == ModelsViewModel.Role.SECOND && models.file() == null,
                models.state()));
    buttons.getChildren()
        .addAll(Parts.button("Browse…", models::browse, "wp-button"), again, unload);
    getChildren()
        .addAll(
            Parts.label(
                models.role() == ModelsViewModel.Role.MAIN ? "Model" : "Second model", "wp-title"),
            progress,
            Parts.label("On this computer", "wp-section"),
            scrolled(),
            Parts.label("How to load it", "wp-section"),
            form,
            buttons);
    models.catalog().downloads().ifPresent(this::offer);
    ListChangeListener<Object> changed = change -> refresh();
    models.catalog().choices().addListener(changed);
    models.catalog().devices().addListener(changed);
    models.state().addListener((p, old, now) -> refresh());
    refresh();
  }

  /** As tall as the list; in a popover only until the rest would leave a small window. */
  private ScrollPane scrolled() {
    double most =
        models.role() == ModelsViewModel.Role.MAIN ? MOST_LIST : Double.MAX_VALUE;
    ScrollPane scroll = Parts.scrolling(list);
    scroll.getStyleClass().add("wp-picker-scroll");
    scroll
        .prefViewportHeightProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.min(most, list.getHeight()), list.heightProperty()));
    scroll.setMinHeight(USE_PREF_SIZE);
    return scroll;
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
              resized();
            },
            "wp-button");
    toggle.setId("download-toggle");
    buttons.getChildren().add(toggle);
    getChildren().add(form);
  }

  /** A new popover with a picker in it, which scrolls where the screen ends. */
  public static PopOver popOver(ModelsViewModel models) {
    return PopOvers.below(PopOvers.scrolling(new ModelPicker(models)));
  }

  /** A popover is as large as what is in it; a window is not. */
  private void resized() {
    if (getScene() != null && getScene().getWindow() instanceof PopupWindow window) {
      window.sizeToScene();
    }
  }

  private void refresh() {
    ModelCatalog catalog = models.catalog();
    list.getChildren().setAll(catalog.choices().stream().map(this::choice).toList());
    if (catalog.choices().isEmpty()) {
      list.getChildren()
          .add(
              Parts.paragraph(
                  "Models you open appear here. Browse for a .gguf file.", "wp-secondary"));
    }
    resized();
  }

  private Node choice(ModelFile file) {
    boolean here =
        models.state().get() instanceof LoadState.Ready ready && ready.file().equals(file.file());
    ModelCatalog catalog = models.catalog();
    ModelOptions wanted = models.wanted(file.file());
    String fit =
        ModelWords.fit(wanted.fit(file.facts(), catalog.devices())) + ModelWords.how(wanted);
    Label where = Parts.label(about(file), "wp-minor", "wp-secondary");
    if (!catalog.isBundled(file.file())) {
      where.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // both ends of a path tell two apart
    }
    VBox words =
        new VBox(
            2, Parts.label(file.name(), "wp-strong"),
            Parts.label(ModelWords.facts(file), "wp-minor", "wp-secondary"),
            Parts.label(fit, "wp-minor", "wp-secondary"),
            where);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox face = new HBox(10, Parts.icon(here ? Feather.CHECK : Feather.BOX, 16), words);
    face.setAlignment(Pos.CENTER_LEFT);
    Button button =
        Parts.choice(
            face, file.name() + (here ? ", loaded" : "") + ", " + fit,
            () -> models.load(file.file()));
    button.setMinWidth(0);
    button.setTooltip(
        new Tooltip(file.name() + "\n" + ModelWords.facts(file) + "\n" + fit + "\n" + file.file()));
    HBox.setHgrow(button, Priority.ALWAYS);
    VBox box = new VBox();
    Button more =
        Parts.iconButton(
            Feather.INFO, "What the file says, what it needs, its adapters",
            () -> {
              if (!open.remove(file.file())) {
                open.add(file.file());
              }
              refresh();
            });
    more.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(4, button, more);
    row.setAlignment(Pos.CENTER_LEFT);
    box.getChildren().add(row);
    if (open.contains(file.file())) {
      List<ModelSheet.Row> rows = new ArrayList<>(ModelSheet.facts(file));
      rows.addAll(ModelSheet.needs(file, wanted, catalog.devices()));
      GridPane sheet = sheet(rows);
      sheet.addRow(
          rows.size(), sheetName("Adapters"), new AdapterList(models, file.file(), this::refresh));
      box.getChildren().add(sheet);
    }
    return box;
  }

  private String about(ModelFile file) {
    boolean bundled = models.catalog().isBundled(file.file());
    return bundled && !file.about().isEmpty()
        ? file.about()
        : file.file().getParent() == null ? "" : file.file().getParent().toString();
  }

  private static GridPane sheet(List<ModelSheet.Row> rows) {
    GridPane grid = new GridPane(10, 3);
    grid.getStyleClass().add("wp-model-sheet");
    for (int i = 0; i < rows.size(); i++) {
      ModelSheet.Row row = rows.get(i);
      String value = row.note().isEmpty() ? row.value() : row.value() + " · " + row.note();
      grid.addRow(i, sheetName(row.name()), Parts.paragraph(value, "wp-minor"));
    }
    return grid;
  }

  private static Label sheetName(String text) {
    Label name = Parts.label(text, "wp-minor", "wp-secondary");
    name.setMinWidth(SHEET_NAME);
    name.setMaxWidth(SHEET_NAME);
    GridPane.setValignment(name, VPos.TOP);
    return name;
  }
}
