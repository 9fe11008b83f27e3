package dev.warmpath.ui.prompt;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.prompt.model.SegmentNames;
import dev.warmpath.workspace.Workspace;
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
  /** From this width on the bar has room for words. */
  private static final double ROOMY = 620;

  private static final double LEAST_NAME = 60;

  private final PromptViewModel model;
  private final Label name = new Label();
  private final Label edited = new Label("· edited");
  private final MenuButton segments = new MenuButton("Segments");

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
    getChildren().addAll(
        name, edited, space, addMenu(), views(), boundaries(),
        Parts.headButton(Feather.SEARCH, "Find (Ctrl+F)", find), undo(), redo());
    name.setMinWidth(LEAST_NAME);
    widthProperty().addListener((property, was, is) -> fit());
    model.workspace().addListener((property, was, is) -> showName(is));
    showName(model.workspace().get());
  }

  private void showName(Workspace workspace) {
    name.setText(workspace.name().isBlank() ? "Untitled prompt" : workspace.name());
  }

  private void fit() {
    boolean roomy = getWidth() >= ROOMY;
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
