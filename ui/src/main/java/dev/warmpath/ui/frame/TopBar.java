package dev.warmpath.ui.frame;

import dev.warmpath.ui.commands.CommandMenus;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.explain.LensPicker;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Meter;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.look.PopOvers;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelPicker;
import dev.warmpath.ui.workbench.EngineFacts;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.controlsfx.control.PopOver;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** Brand with the menus, model, KV rows, endpoint, lens, search. FX thread. */
public final class TopBar extends HBox {
  private static final String BRAND = "Warmpath";

  /** Of a model's or a lens's name, in text sizes: longer ones end in dots where room is short. */
  private static final double SHORT_NAME = 14;
  private static final double LEAST_NAME = 8;

  private final WorkbenchViewModel model;
  private final Fitting fitting;
  private final Button picker = new Button();
  private final Tooltip wholeModel = new Tooltip();
  private final Label modelName = Parts.label("", "wp-strong");
  private final Label quantisation = Parts.label("", "wp-secondary");
  private final Label device = Parts.label("", "wp-badge");
  private final Label rows = Parts.label("", "wp-mono");
  private final Meter rowsMeter = new Meter();
  private final Label rowsWord = Parts.label("KV rows", "wp-secondary");
  private final HBox rowsBox = box(rowsWord, rowsMeter, rows);
  private final Label lensWord = Parts.label("Lens", "wp-secondary");
  private final Label lensName = Parts.label("");
  private final Button lens = new Button();
  private final Label searchWord = Parts.label("Search actions", "wp-secondary");
  private @Nullable PopOver popOver;
  private @Nullable LensPicker lenses;

  public TopBar(WorkbenchViewModel model, Commands commands) {
    this.model = model;
    this.fitting = new Fitting(this);
    getStyleClass().add("wp-top");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    EndpointBox endpoint = new EndpointBox(model.endpoint(), fitting);
    MenuButton brand = brand(commands);
    Button search = search(commands);
    getChildren()
        .addAll(
            brand, modelButton(commands), rowsBox, endpoint, Parts.spring(), lensButton(),
            search);
    getChildren().forEach(child -> Fitting.rigid(child, "wp-spring", "wp-meter"));
    for (Label label : new Label[] {modelName, quantisation, device}) {
      Fitting.rigid(label);
    }
    fitting
        .hide(searchWord)
        .hide(rowsMeter)
        .hide(lensWord)
        .hide(quantisation)
        .save(() -> showDevice(true), () -> showDevice(false))
        .save(() -> limitNames(SHORT_NAME), () -> limitNames(0))
        .hide(rowsWord)
        .save(() -> endpoint.shorten(true), () -> endpoint.shorten(false))
        .hide(endpoint.copyButton())
        .hide(device)
        .save(() -> brand.setText(""), () -> brand.setText(BRAND))
        .hide(rowsBox)
        .hide(search)
        .save(() -> limitNames(LEAST_NAME), () -> limitNames(0))
        .hide(endpoint);
    model.facts().addListener((p, old, now) -> showFacts());
    model.models().state().addListener((p, old, now) -> showFacts());
    model.appearance().fontSize().addListener((p, old, now) -> fitting.refit());
    showFacts();
  }

  /** Opens the model picker below its button. */
  public void openPicker() {
    // One for all times it opens: a picker listens to the models as long as they live.
    PopOver open = popOver;
    if (open == null) {
      open = ModelPicker.popOver(model.models());
      popOver = open;
    }
    model.models().catalog().refresh();
    if (!open.isShowing()) {
      PopOvers.showBelow(open, picker);
    }
  }

  /** Opens the choice of lenses below its button. */
  public void openLenses() {
    lensPicker().open(lens);
  }

  /** Shows the chosen lens's rules and prices below its button. */
  public void openLensRules() {
    lensPicker().openRules(lens);
  }

  private static HBox box(Node... nodes) {
    HBox box = new HBox(8, nodes);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("wp-box");
    return box;
  }

  private static MenuButton brand(Commands commands) {
    Region mark = new Region();
    mark.getStyleClass().add("wp-mark");
    MenuButton brand = new MenuButton(BRAND, mark);
    brand.getStyleClass().add("wp-brand");
    brand.setId("menu");
    brand.setAccessibleText("Warmpath menu");
    brand.getItems().addAll(CommandMenus.of(commands));
    return brand;
  }

  private Button modelButton(Commands commands) {
    HBox face =
        new HBox(8, modelName, quantisation, device, Parts.icon(Feather.CHEVRON_DOWN, 14));
    face.setAlignment(Pos.CENTER_LEFT);
    picker.setGraphic(face);
    picker.getStyleClass().add("wp-box");
    picker.setId("model-picker");
    picker.setTooltip(wholeModel);
    picker.setOnAction(event -> commands.get("model.choose").run());
    return picker;
  }

  private Button lensButton() {
    HBox face = new HBox(8, lensWord, lensName, Parts.icon(Feather.CHEVRON_DOWN, 14));
    face.setAlignment(Pos.CENTER_LEFT);
    lens.setGraphic(face);
    lens.getStyleClass().add("wp-box");
    lens.setId("lens");
    lens.setOnAction(event -> openLenses());
    model.explaining().explain().lens().addListener((p, old, now) -> showLens());
    showLens();
    return lens;
  }

  private void showLens() {
    String name = model.explaining().explain().lens().get().name();
    lensName.setText(name);
    lens.setAccessibleText("Lens: " + name);
    fitting.refit();
  }

  private LensPicker lensPicker() {
    LensPicker made = lenses;
    if (made == null) {
      made = new LensPicker(model.explaining().explain(), model.explaining()::store);
      lenses = made;
    }
    return made;
  }

  private Button search(Commands commands) {
    HBox face =
        new HBox(8, Parts.label(commands.get("help.palette").keyText(), "wp-keycap"), searchWord);
    face.setAlignment(Pos.CENTER_LEFT);
    Button search = new Button("", face);
    search.getStyleClass().add("wp-box");
    search.setId("search");
    search.setAccessibleText("Search actions");
    search.setTooltip(new Tooltip("Search actions"));
    search.setOnAction(event -> commands.get("help.palette").run());
    return search;
  }

  private void showFacts() {
    EngineFacts facts = model.facts().get();
    String name =
        switch (model.models().state().get()) {
          case LoadState.Loading loading ->
              "Loading " + Math.round(loading.fraction() * 100) + " %";
          case LoadState.Failed failed -> "Model not loaded";
          case LoadState.None none -> "Choose a model";
          case LoadState.Ready ready -> facts.model();
        };
    modelName.setText(name);
    quantisation.setText(facts.quantisation());
    fitting.use(quantisation, !facts.quantisation().isEmpty());
    showDevice(false);
    fitting.use(device, !facts.device().whole().isEmpty());
    String whole = (name + " " + facts.quantisation()).strip();
    wholeModel.setText((whole + "\n" + facts.device().whole()).strip());
    picker.setAccessibleText("Model: " + whole + " " + facts.device().whole());
    rows.setText(facts.rows());
    rowsMeter.share().set(facts.rowsShare());
    rowsMeter.setAccessibleText("KV rows " + facts.rows());
    fitting.use(rowsBox, !facts.rows().isEmpty());
    fitting.refit();
  }

  /** @param ems most of a name, in text sizes; 0 = all of it */
  private void limitNames(double ems) {
    for (Label name : new Label[] {modelName, lensName}) {
      name.setPrefWidth(USE_COMPUTED_SIZE);
      double most = ems * name.getFont().getSize();
      boolean cut = ems > 0 && name.prefWidth(-1) > most;
      name.setMinWidth(cut ? most : USE_PREF_SIZE);
      name.setPrefWidth(cut ? most : USE_COMPUTED_SIZE);
    }
  }

  private void showDevice(boolean shortened) {
    EngineFacts.Device now = model.facts().get().device();
    device.setText(shortened ? now.backend() : now.badge());
  }
}
