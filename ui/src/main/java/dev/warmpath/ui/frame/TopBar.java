package dev.warmpath.ui.frame;

import dev.warmpath.ui.commands.CommandMenus;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.explain.LensPicker;
import dev.warmpath.ui.look.Meter;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelPicker;
import dev.warmpath.ui.ports.EndpointControl;
import dev.warmpath.ui.workbench.EngineFacts;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.List;
import java.util.function.Consumer;
import javafx.application.Platform;
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
  /** Property of a node that has nothing to say now. */
  private static final Object UNUSED = "wp-unused";

  private final WorkbenchViewModel model;
  private final Consumer<String> clipboard;
  private final Button picker = new Button();
  private final Label modelName = Parts.label("", "wp-strong");
  private final Label quantisation = Parts.label("", "wp-secondary");
  private final Label device = Parts.label("", "wp-badge");
  private final Label rows = Parts.label("", "wp-mono");
  private final Meter rowsMeter = new Meter();
  private final HBox rowsBox;
  private final Region dot = new Region();
  private final Label address = Parts.label("", "wp-mono");
  private final Label shortAddress = Parts.label("", "wp-mono");
  private final Button toggle;
  private final Button copy;
  private final Label rowsWord = Parts.label("KV rows", "wp-secondary");
  private final Label lensWord = Parts.label("Lens", "wp-secondary");
  private final Label lensName = Parts.label("");
  private final Button lens = new Button();
  private final Label searchWord = Parts.label("Search actions", "wp-secondary");

  /** What goes first when the window is narrow. */
  private final List<Node> spare;
  private boolean refitting;
  private @Nullable PopOver popOver;
  private @Nullable LensPicker lenses;

  public TopBar(
      WorkbenchViewModel model, Commands commands, Consumer<String> clipboard) {
    this.model = model;
    this.clipboard = clipboard;
    getStyleClass().add("wp-top");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    toggle = Parts.button("", model::toggleEndpoint, "wp-link");
    toggle.setId("endpoint-toggle");
    copy = Parts.button("copy", this::copyAddress, "wp-link");
    copy.setId("endpoint-copy");
    copy.setTooltip(new Tooltip("Copy the address for your client’s base URL"));
    rowsBox = box(rowsWord, rowsMeter, rows);
    spare = 
        List.of(
            searchWord, rowsMeter, quantisation, copy, address, rowsWord, lensWord, device,
            modelName);
    getChildren()
        .addAll(
            brand(commands), modelButton(commands), rowsBox, endpointBox(), Parts.spring(),
            lensButton(), search(commands));
    getChildren().forEach(TopBar::rigid);
    rigid(modelName);
    quantisation.setMinWidth(USE_PREF_SIZE);
    device.setMinWidth(USE_PREF_SIZE);
    model.facts().addListener((p, old, now) -> showFacts());
    model.models().state().addListener((p, old, now) -> showFacts());
    model.endpoint().addListener((p, old, now) -> showEndpoint(now));
    showFacts();
    showEndpoint(model.endpoint().get());
    widthProperty().addListener((p, old, now) -> fit());
    sceneProperty().addListener((p, old, now) -> refit());
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
      open.show(picker);
    }
  }

  /** Nothing in the bar is squeezed: it is there in full or not at all. */
  private static void rigid(Node node) {
    if (node instanceof Region region && !(node instanceof Meter)
        && !region.getStyleClass().contains("wp-spring")) {
      region.setMinWidth(USE_PREF_SIZE);
    }
    if (node instanceof HBox box) {
      box.getChildren().forEach(TopBar::rigid);
    }
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
    MenuButton brand = new MenuButton("Warmpath", mark);
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
    refit();
  }

  /** Opens the choice of lenses below its button. */
  public void openLenses() {
    lensPicker().open(lens);
  }

  /** Shows the chosen lens's rules and prices below its button. */
  public void openLensRules() {
    lensPicker().openRules(lens);
  }

  private LensPicker lensPicker() {
    LensPicker made = lenses;
    if (made == null) {
      made = new LensPicker(model.explaining().explain(), model.explaining()::store);
      lenses = made;
    }
    return made;
  }

  private HBox endpointBox() {
    dot.getStyleClass().add("wp-dot");
    HBox box = box(dot, address, shortAddress, toggle, copy);
    box.setId("endpoint");
    return box;
  }

  private Button search(Commands commands) {
    HBox face =
        new HBox(8, Parts.label(commands.get("help.palette").keyText(), "wp-keycap"), searchWord);
    face.setAlignment(Pos.CENTER_LEFT);
    Button search = new Button("", face);
    search.getStyleClass().add("wp-box");
    search.setId("search");
    search.setAccessibleText("Search actions");
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
    show(quantisation, facts.quantisation());
    show(device, facts.device());
    picker.setAccessibleText("Model: " + name + " " + facts.device());
    rows.setText(facts.rows());
    rowsMeter.share().set(facts.rowsShare());
    rowsMeter.setAccessibleText("KV rows " + facts.rows());
    present(rowsBox, !facts.rows().isEmpty());
    refit();
  }

  private void showEndpoint(EndpointControl.State state) {
    dot.getStyleClass().remove("on");
    if (state.running()) {
      dot.getStyleClass().add("on");
    }
    address.setText(state.running() ? state.address() : "endpoint off");
    shortAddress.setText(
        state.running() ? ":" + java.net.URI.create(state.address()).getPort() : "off");
    toggle.setText(state.running() ? "stop" : "start");
    use(copy, state.running());
    refit();
  }

  private void copyAddress() {
    clipboard.accept(model.endpoint().get().address());
    model.notices().done("Copied " + model.endpoint().get().address());
  }

  /**
   * Takes away what is needed least until the rest fits: nothing is ever cut off in the middle of a
   * word.
   */
  private void fit() {
    if (getWidth() <= 0 || getScene() == null) {
      return;
    }
    for (Node node : spare) {
      present(node, !node.getProperties().containsKey(UNUSED));
    }
    present(shortAddress, false);
    applyCss();
    for (Node node : spare) {
      if (prefWidth(-1) <= getWidth()) {
        break;
      }
      present(node, false);
      present(shortAddress, !address.isManaged());
    }
  }

  private static void present(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  /** Fits again in the next layout, after the text has its size. */
  private void refit() {
    if (!refitting) {
      refitting = true;
      Platform.runLater(
          () -> {
            refitting = false;
            fit();
          });
    }
  }

  private static void use(Node node, boolean used) {
    if (used) {
      node.getProperties().remove(UNUSED);
    } else {
      node.getProperties().put(UNUSED, true);
    }
    present(node, used);
  }

  private static void show(Label label, String text) {
    label.setText(text);
    use(label, !text.isEmpty());
  }
}
