package dev.warmpath.ui.explain;

import dev.warmpath.lens.Lens;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.look.PopOvers;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** Chooses whose rules the window follows; filtered by typing. FX thread. */
public final class LensPicker extends VBox {
  private static final double WIDTH = 380;
  private static final double HEIGHT = 420;

  private final ExplainViewModel model;
  private final TextField filter = new TextField();
  private final VBox list = new VBox();
  private final PopOver popOver;
  private final Consumer<Lens> store;

  /**
   * @param store keeps a lens that the user gave prices
   */
  public LensPicker(ExplainViewModel model, Consumer<Lens> store) {
    super(10);
    this.model = model;
    this.store = store;
    setId("lens-picker");
    getStyleClass().add("wp-picker");
    setPrefWidth(WIDTH);
    filter.setPromptText("Find a cache");
    filter.setId("lens-filter");
    filter.textProperty().addListener(o -> refresh());
    filter.setOnAction(event -> found().stream().findFirst().ifPresent(this::choose));
    list.getStyleClass().add("wp-picker-list");
    ScrollPane scroll = Parts.scrolling(list);
    scroll.setPrefHeight(HEIGHT);
    getChildren()
        .addAll(
            Parts.label("Whose cache rules?", "wp-title"),
            Parts.paragraph(
                "Editor, tree, forecast and verdicts follow them. The engine itself stays"
                    + " token-exact.",
                "wp-secondary", "wp-minor"),
            filter, scroll);
    model.lens().addListener(o -> refresh());
    model.catalog().addListener(o -> refresh());
    popOver = PopOvers.below(this);
    refresh();
  }

  public void open(Node below) {
    filter.clear();
    refresh();
    PopOvers.showBelow(popOver, below);
    filter.requestFocus();
  }

  /** Shows every rule of the chosen lens. */
  public void openRules(Node below) {
    openRules(model.lens().get(), below);
  }

  private void openRules(Lens lens, Node below) {
    PopOvers.showBelow(PopOvers.below(new LensDetails(model, lens, store)), below);
  }

  private List<Lens> found() {
    String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
    return model.catalog().get().all().stream()
        .filter(
            lens ->
                lens.name().toLowerCase(Locale.ROOT).contains(wanted)
                    || lens.id().contains(wanted))
        .toList();
  }

  private void choose(Lens lens) {
    model.lens().set(lens);
    popOver.hide();
  }

  private void refresh() {
    list.getChildren().setAll(found().stream().map(this::row).toList());
    if (list.getChildren().isEmpty()) {
      list.getChildren().add(Parts.paragraph("No cache has this name.", "wp-secondary"));
    }
  }

  private Node row(Lens lens) {
    boolean here = lens.id().equals(model.lens().get().id());
    Label name = Parts.label(lens.name(), "wp-strong");
    Label rules =
        Parts.label(
            LensWords.rules(lens) + " · as of " + lens.dated(), "wp-minor", "wp-secondary");
    VBox words = new VBox(2, name, rules);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox face = new HBox(10, Parts.icon(here ? Feather.CHECK : Feather.LAYERS, 15), words);
    face.setAlignment(Pos.CENTER_LEFT);
    Button button =
        Parts.choice(face, lens.name() + (here ? ", chosen" : ""), () -> choose(lens));
    button.setId("lens-" + lens.id());
    button.setMinWidth(0);
    HBox.setHgrow(button, Priority.ALWAYS);
    Button details =
        Parts.iconButton(Feather.INFO, "Every rule of " + lens.name(), () -> { });
    details.setId("lens-details-" + lens.id());
    details.setOnAction(event -> openRules(lens, details));
    HBox row = new HBox(4, button, details);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
