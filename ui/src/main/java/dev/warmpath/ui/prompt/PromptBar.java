package dev.warmpath.ui.prompt;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.prompt.model.SegmentNames;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Above the segments: the workspace's name, add, edit or rendered, boundaries, undo. FX thread. */
final class PromptBar extends HBox {
  private static final double LEAST_NAME = 60;

  private final PromptViewModel model;
  private final Label name = new Label();
  private final Tooltip whole = new Tooltip();
  private final Label edited = new Label("· edited");
  private final MenuButton segments = new MenuButton("Segments");
  private final Fitting fitting;

  PromptBar(PromptViewModel model, Runnable find) {
    this.model = model;
    getStyleClass().add("prompt-bar");
    setAlignment(Pos.CENTER_LEFT);
    name.getStyleClass().add("pane-title");
    edited.getStyleClass().add("pane-note");
    edited.visibleProperty().bind(model.edited());
    edited.managedProperty().bind(edited.visibleProperty());
    edited.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    setHgrow(space, Priority.ALWAYS);
    Button search = Parts.headButton(Feather.SEARCH, "Find (Ctrl+F)", find);
    Button undo = undo();
    Button redo = redo();
    ToggleButton boundaries = boundaries();
    getChildren().addAll(
        name, edited, space, addMenu(), views(), boundaries, search, undo, redo);
    name.setMinWidth(LEAST_NAME);
    name.setTooltip(whole);
    for (Region icon : new Region[] {search, undo, redo, boundaries}) {
      icon.setMinWidth(USE_PREF_SIZE);
    }
    // Each is a command too: the name of what is edited is worth more room.
    fitting = new Fitting(this);
    fitting.save(() -> words(false), () -> words(true))
        .hide(boundaries).hide(search).hide(redo).hide(undo);
    name.fontProperty().addListener((property, was, is) -> fitting.refit());
    model.edited().addListener((property, was, is) -> fitting.refit());
    model.title().addListener((property, was, is) -> showName());
    model.workspace().addListener((property, was, is) -> showName());
    showName();
  }

  /** The file's name where there is one, as in the window's title. */
  private void showName() {
    String title = model.title().get();
    String own = model.workspace().get().name();
    String shown = !title.isBlank() ? title : own.isBlank() ? "Untitled prompt" : own;
    if (!shown.equals(name.getText())) {
      name.setText(shown);
      whole.setText(own.isBlank() || own.equals(shown) ? shown : shown + "\n" + own);
      fitting.refit();
    }
  }

  private void words(boolean roomy) {
    segments.setText(roomy ? "Segments" : "+");
    edited.setText(roomy ? "· edited" : "•");
  }

  private MenuButton addMenu() {
    MenuButton menu = segments;
    menu.setAccessibleText("Add segments, fold all");
    menu.getStyleClass().addAll("flat", "bar-menu");
    menu.setMinWidth(USE_PREF_SIZE);
    for (Segment.Kind kind : Segment.Kind.values()) {
      MenuItem add = new MenuItem("Add " + SegmentNames.of(kind).toLowerCase(Locale.ROOT));
      add.setOnAction(event -> model.add(kind, ""));
      menu.getItems().add(add);
    }
    MenuItem fold = new MenuItem("Fold all");
    fold.setOnAction(event -> foldAll(true));
    MenuItem unfold = new MenuItem("Unfold all");
    unfold.setOnAction(event -> foldAll(false));
    menu.getItems().addAll(new SeparatorMenuItem(), fold, unfold);
    return menu;
  }

  private void foldAll(boolean folded) {
    model.document().segments().forEach(item -> model.document().fold(item.id(), folded));
  }

  private SegmentedButton views() {
    ToggleButton edit = new ToggleButton("Edit");
    ToggleButton rendered = new ToggleButton("Rendered");
    edit.setTooltip(new Tooltip("Write the segments"));
    rendered.setTooltip(new Tooltip("The exact text after the chat template (Alt+R)"));
    SegmentedButton both = new SegmentedButton(edit, rendered);
    both.getStyleClass().add("view-switch");
    both.setMinWidth(USE_PREF_SIZE);
    Runnable show =
        () -> {
          rendered.setSelected(model.rendered().get());
          edit.setSelected(!model.rendered().get());
        };
    model.rendered().addListener((property, was, is) -> show.run());
    edit.setOnAction(event -> choose(false, show));
    rendered.setOnAction(event -> choose(true, show));
    show.run();
    return both;
  }

  private void choose(boolean rendered, Runnable show) {
    model.rendered().set(rendered);
    show.run();
  }

  private ToggleButton boundaries() {
    ToggleButton toggle = new ToggleButton("", new FontIcon(Feather.COLUMNS));
    toggle.getStyleClass().addAll("flat", "head-button");
    toggle.setTooltip(new Tooltip("Token boundaries (Alt+B)"));
    toggle.setAccessibleText("Show token boundaries");
    toggle.selectedProperty().bindBidirectional(model.boundaries());
    return toggle;
  }

  private Button undo() {
    Button undo =
        Parts.headButton(
            Feather.CORNER_UP_LEFT, "Undo (Ctrl+Z)", () -> model.document().undo());
    undo.disableProperty().bind(model.document().canUndo().not());
    return undo;
  }

  private Button redo() {
    Button redo =
        Parts.headButton(
            Feather.CORNER_UP_RIGHT, "Redo (Ctrl+Shift+Z)", () -> model.document().redo());
    redo.disableProperty().bind(model.document().canRedo().not());
    return redo;
  }
}
