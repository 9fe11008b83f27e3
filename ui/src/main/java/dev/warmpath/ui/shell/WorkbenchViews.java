package dev.warmpath.ui.shell;

import dev.warmpath.ui.commands.KeySheet;
import dev.warmpath.ui.look.Parts;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Makes the views of the panes and connects them. FX thread. */
final class WorkbenchViews {
  private final WorkbenchViewModel model;

  WorkbenchViews(WorkbenchViewModel model) {
    this.model = model;
  }

  Panes.Views panes() {
    return new Panes.Views(
        placeholder("Prompt"), placeholder("Prefix tree"), placeholder("Requests"),
        placeholder("Inspector"), placeholder("Compare"));
  }

  Node lens() {
    HBox lens =
        new HBox(
            8, Parts.label("Lens", "wp-secondary"), Parts.label("Local engine (token-exact)"));
    lens.setAlignment(Pos.CENTER_LEFT);
    lens.getStyleClass().add("wp-box");
    return lens;
  }

  List<KeySheet.ViewKeys> keys() {
    return List.of();
  }

  void openSampling() {}

  void openVariables() {}

  PromptActions prompt() {
    SimpleBooleanProperty no = new SimpleBooleanProperty();
    return new PromptActions() {
      public void send() {}
      public void coldRun() {}
      public void cancel() {}
      public void continueAnswer() {}
      public void undo() {}
      public void redo() {}
      public void find() {}
      public ObservableBooleanValue canSend() { return no; }
      public ObservableBooleanValue running() { return no; }
      public ObservableBooleanValue canContinue() { return no; }
    };
  }

  private static Node placeholder(String title) {
    HBox head = new HBox(8, Parts.label(title, "wp-strong"));
    head.getStyleClass().add("wp-pane-head");
    VBox pane = new VBox(head, new StackPane());
    pane.getStyleClass().add("wp-pane");
    pane.setMinSize(0, 0);
    return pane;
  }
}
