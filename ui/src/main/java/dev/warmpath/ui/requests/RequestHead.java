package dev.warmpath.ui.requests;

import dev.warmpath.ui.look.Fitting;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Above the request log: totals, filter, compare, export and the rest. FX thread. */
final class RequestHead extends HBox {
  /** Of the filter's field: room for its prompt, with text of this size. */
  private static final double LEAST_FILTER = 60;

  private static final double FILTER_SIZE = 12;

  private final RequestLogViewModel model;
  private final TextField filter = new TextField();
  private final Button compare = new Button("compare");
  private final MenuButton export = chooser("export");
  private final MenuButton more = chooser("⋯");

  RequestHead(RequestLogViewModel model, Runnable compared) {
    super(8);
    this.model = model;
    getStyleClass().add("wp-head");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    Label title = new Label("Requests");
    title.getStyleClass().add("wp-head-title");
    title.setMinWidth(USE_PREF_SIZE);
    Label totals = new FittingLabel(model.totals());
    totals.setId("requests-totals");
    totals.getStyleClass().add("wp-head-text");
    HBox.setHgrow(totals, Priority.ALWAYS);
    filter.setId("requests-filter");
    filter.setPromptText("filter");
    filter.getStyleClass().add("wp-search");
    filter.setPrefColumnCount(9);
    filter.minWidthProperty().bind(
        Bindings.createDoubleBinding(
            () -> LEAST_FILTER * filter.getFont().getSize() / FILTER_SIZE, filter.fontProperty()));
    filter.textProperty().bindBidirectional(model.filter());
    compare.getStyleClass().add("wp-flat");
    compare.setId("requests-compare");
    compare.setMinWidth(USE_PREF_SIZE);
    compare.setDisable(true);
    compare.setOnAction(e -> compared.run());
    export.setId("requests-export");
    export.getItems().setAll(csv("CSV…"), json("JSON…"));
    fillMore();
    getChildren().setAll(title, totals, filter, compare, export, more);
    // Comparing is a command too, and what exports is then in the last menu.
    Fitting fitting = Fitting.shrinking(this).hide(compare).hide(export);
    title.fontProperty().addListener(o -> fitting.refit());
  }

  private void fillMore() {
    more.getStyleClass().add("wp-more");
    more.setId("requests-more");
    more.setAccessibleText("More request actions");
    CheckMenuItem decode = new CheckMenuItem("Latency bars to the last token");
    decode.selectedProperty().bindBidirectional(model.decodeShown());
    MenuItem clear = new MenuItem("Clear ended requests");
    clear.setOnAction(e -> model.clear());
    more.getItems()
        .setAll(
            decode, new SeparatorMenuItem(), csv("Export as CSV…"), json("Export as JSON…"),
            new SeparatorMenuItem(), clear);
    for (MenuItem item : more.getItems().subList(2, 5)) {
      item.visibleProperty().bind(export.visibleProperty().not());
    }
  }

  private MenuItem csv(String title) {
    MenuItem csv = new MenuItem(title);
    csv.setOnAction(e -> model.export(RequestActions.Format.CSV));
    return csv;
  }

  private MenuItem json(String title) {
    MenuItem json = new MenuItem(title);
    json.setOnAction(e -> model.export(RequestActions.Format.JSON));
    return json;
  }

  private static MenuButton chooser(String text) {
    MenuButton button = new MenuButton(text);
    button.getStyleClass().add("wp-chooser");
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  TextField filter() {
    return filter;
  }

  /** Enabled by the log when two requests are chosen. */
  Button compare() {
    return compare;
  }
}
