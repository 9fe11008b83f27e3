package dev.warmpath.ui.pair;

import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.models.ModelPicker;
import dev.warmpath.ui.tree.PrefixTreeView;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Two models side by side; the second half is the model picker until there is one. FX thread. */
public final class PairView extends BorderPane {
  private final PairViewModel model;
  private final PairColumn first;
  private final PairColumn second;
  private final PrefixTreeView secondTree;
  private final VBox none = new VBox(6);
  private final ScrollPane choosing;
  private final Label about = Parts.label("", "wp-head-text");
  private final Button close;

  public PairView(PairViewModel model, FrameClock clock, ObservableValue<Palette> palette) {
    this.model = model;
    first = new PairColumn("first", clock, palette);
    second = new PairColumn("second", clock, palette);
    secondTree = new PrefixTreeView(model.tree(), clock, palette);
    secondTree.setMinSize(0, 0);
    second.tree().getChildren().setAll(secondTree);
    ModelPicker picker = new ModelPicker(model.models());
    StackPane centre = new StackPane(picker);
    centre.setAlignment(Pos.TOP_CENTER);
    choosing = Parts.scrolling(centre);
    choosing.setId("pair-choosing");
    close = Parts.iconButton(Feather.X, "Close the second model", model::close);
    close.setId("pair-close");
    getStyleClass().add("wp-pair");
    setMinSize(0, 0);
    setTop(head());
    setCenter(columns());
    model.first().addListener((p, old, now) -> show());
    model.second().addListener((p, old, now) -> show());
    model.models().state().addListener((p, old, now) -> show());
    show();
  }

  private HBox head() {
    Label title = Parts.label("Two models", "wp-head-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    about.setMinWidth(0);
    about.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(about, Priority.ALWAYS);
    HBox head = new HBox(8, title, about, close);
    head.getStyleClass().add("wp-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private HBox columns() {
    Label what = Parts.label("No model is loaded", "wp-empty-title");
    Label how =
        Parts.paragraph("Choose one in the top bar: it is the first of the two.", "wp-empty");
    none.getChildren().setAll(what, how);
    none.setAlignment(Pos.CENTER);
    StackPane left = new StackPane(first, none);
    StackPane right = new StackPane(second, choosing);
    HBox halves = new HBox(left, right);
    for (StackPane half : new StackPane[] {left, right}) {
      half.setMinSize(0, 0);
      half.prefWidthProperty().bind(halves.widthProperty().divide(2));
    }
    right.getStyleClass().add("wp-pair-second");
    return halves;
  }

  private void show() {
    PairSheet one = model.first().get();
    PairSheet two = model.second().get();
    boolean open = model.models().state().get() instanceof LoadState.Ready;
    long scale = Math.max(one.phases().longest(), two.phases().longest());
    first.show(one, scale);
    second.show(two, scale);
    first.setVisible(!one.model().isEmpty());
    none.setVisible(one.model().isEmpty());
    second.setVisible(open);
    choosing.setVisible(!open);
    close.setVisible(open);
    about.setText(
        open
            ? "· every prompt runs on the first, then on the second"
            : "· open a second model beside the first");
  }

  /** Where the first model's tree is put while this view is shown. */
  public Pane firstTree() {
    return first.tree();
  }

  /**
   * Draws text at another size.
   *
   * @param size of body text in pixels
   */
  public void setTextSize(double size) {
    secondTree.setTextSize(size);
  }

  /** Takes the keyboard to what is to be done next. */
  public void focus() {
    if (choosing.isVisible()) {
      choosing.requestFocus();
    } else {
      secondTree.focusTree();
    }
  }
}
