package dev.warmpath.ui.tree;

import dev.warmpath.cache.Namespace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.PanZoom;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.tree.paint.TreeShades;
import java.time.Instant;
import java.time.ZoneId;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The tree's head bar: what is cached, colour, namespace, search, zoom. FX thread. */
final class TreeHead extends HBox {
  /** Narrower than this the search field shows only when asked for. */
  private static final double ROOM_FOR_SEARCH = 980;
  /** Narrower than this the choosers show their value only. */
  private static final double ROOM_FOR_WORDS = 700;

  /** Of the title's text, where these widths are as given. */
  private static final double TITLE_SIZE = 12;

  private static final int MOST_NAME = 24;

  private final ZoneId zone = ZoneId.systemDefault();
  private final PrefixTreeViewModel model;
  private final Label title = new Label("Prefix tree");
  private final Label totals = new Label();
  private final MenuButton colour = new MenuButton();
  private final MenuButton namespace = new MenuButton();
  private final TextField search = new TextField();
  private final Label found = new Label();
  private final BooleanProperty searchWanted = new SimpleBooleanProperty();
  private final Fitting fitting;
  private String fitted = "";

  TreeHead(PrefixTreeViewModel model, PanZoom panZoom) {
    super(8);
    this.model = model;
    getStyleClass().add("wp-head");
    setAlignment(Pos.CENTER_LEFT);
    title.getStyleClass().add("wp-head-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    totals.getStyleClass().add("wp-head-text");
    totals.setMinWidth(0);
    setMinWidth(0);
    widthProperty().addListener(o -> refresh());
    title.fontProperty().addListener(o -> refresh());
    HBox.setHgrow(totals, Priority.ALWAYS);
    totals.setMaxWidth(Double.MAX_VALUE);
    colours();
    fillNamespaces();
    model.namespaces().addListener((javafx.beans.Observable o) -> fillNamespaces());
    searchField();
    Button out = button("−", "Zoom out (−)", () -> panZoom.zoom(1 / PanZoom.STEP));
    Button in = button("+", "Zoom in (+)", () -> panZoom.zoom(PanZoom.STEP));
    Button fit = button("fit", "Show everything (0)", panZoom::fit);
    getChildren()
        .setAll(title, totals, colour, namespace, search, found, more(panZoom), out, in, fit);
    // The menu has them too, and the wheel zooms.
    fitting =
        Fitting.shrinking(this)
            .save(() -> zooms(out, in, false), () -> zooms(out, in, true))
            .hide(fit)
            .hide(title);
  }

  private void colours() {
    colour.getStyleClass().add("wp-chooser");
    colour.setId("tree-colour");
    colour.setMinWidth(Region.USE_PREF_SIZE);
    ToggleGroup group = new ToggleGroup();
    for (TreeShades.By by : TreeShades.By.values()) {
      RadioMenuItem item = new RadioMenuItem(by.title());
      item.setToggleGroup(group);
      item.setSelected(by == model.colourBy().get());
      item.setOnAction(e -> model.colourBy().set(by));
      colour.getItems().add(item);
    }
  }

  private void fillNamespaces() {
    namespace.getStyleClass().remove("wp-chooser");
    namespace.getStyleClass().add("wp-chooser");
    namespace.setId("tree-namespace");
    namespace.setMinWidth(Region.USE_PREF_SIZE);
    namespace.getItems().clear();
    namespace.getItems().add(item("all", null));
    for (Namespace each : model.namespaces()) {
      namespace.getItems().add(item(each.label(), each));
    }
  }

  private MenuItem item(String name, @Nullable Namespace value) {
    MenuItem item = new MenuItem(name);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> model.only().set(value));
    return item;
  }

  /** Its width as it would be with text of the usual size. */
  private double room() {
    return getWidth() * TITLE_SIZE / title.getFont().getSize();
  }

  private void searchField() {
    search.setId("tree-search");
    search.setPromptText("search text or token id");
    search.getStyleClass().add("wp-search");
    search.setPrefColumnCount(13);
    search.setMinWidth(90);
    search.visibleProperty().bind(
        Bindings.createBooleanBinding(
                () -> room() > ROOM_FOR_SEARCH, widthProperty(), title.fontProperty())
            .or(searchWanted)
            .or(model.finder().query().isNotEmpty()));
    search.managedProperty().bind(search.visibleProperty());
    search.focusedProperty().addListener((o, was, is) -> searchWanted.set(is));
    search.textProperty().bindBidirectional(model.finder().query());
    search.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            model.finder().step(event.isShiftDown() ? -1 : 1);
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
            search.clear();
            event.consume();
          }
        });
    found.getStyleClass().add("wp-head-text");
    found.setMinWidth(Region.USE_PREF_SIZE);
    found.managedProperty().bind(found.visibleProperty());
  }

  private static void zooms(Button out, Button in, boolean there) {
    Fitting.present(out, there);
    Fitting.present(in, there);
  }

  private MenuButton more(PanZoom panZoom) {
    MenuButton more = new MenuButton("⋯");
    more.getStyleClass().addAll("wp-chooser", "wp-more");
    more.setId("tree-more");
    more.setMinWidth(Region.USE_PREF_SIZE);
    more.setAccessibleText("More tree actions");
    CheckMenuItem order = new CheckMenuItem("Show eviction order (E)");
    order.selectedProperty().bindBidirectional(model.orderShown());
    MenuItem pin = new MenuItem("Pin the prefix up to the selected block (P)");
    pin.setOnAction(e -> model.pinSelected(true));
    MenuItem unpin = new MenuItem("Unpin it (Shift+P)");
    unpin.setOnAction(e -> model.pinSelected(false));
    MenuItem clear = new MenuItem("Clear what is shown, except pinned");
    clear.setOnAction(e -> model.clearShown());
    MenuItem find = new MenuItem("Find text or token id (/)");
    find.setOnAction(e -> focusSearch());
    MenuItem out = new MenuItem("Zoom out (−)");
    out.setOnAction(e -> panZoom.zoom(1 / PanZoom.STEP));
    MenuItem in = new MenuItem("Zoom in (+)");
    in.setOnAction(e -> panZoom.zoom(PanZoom.STEP));
    MenuItem fit = new MenuItem("Show everything (0)");
    fit.setOnAction(e -> panZoom.fit());
    more.getItems()
        .setAll(
            find, order, new SeparatorMenuItem(), out, in, fit, new SeparatorMenuItem(), pin,
            unpin, clear);
    more.setOnShowing(
        e -> {
          boolean none = model.selection().block().get() == null;
          pin.setDisable(none);
          unpin.setDisable(none);
        });
    return more;
  }

  private static Button button(String text, String tip, Runnable action) {
    Button button = new Button(text);
    button.getStyleClass().add("wp-flat");
    button.setTooltip(new Tooltip(tip));
    button.setAccessibleText(tip);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    return button;
  }

  void refresh() {
    Instant past = model.scrubbedTo().get();
    totals.setText(
        " · " + model.title()
            + (past == null ? "" : " · as it was at " + Figures.clock(past, zone)));
    boolean words = room() > ROOM_FOR_WORDS;
    colour.setText((words ? "colour by " : "") + model.colourBy().get().title());
    String only = shortened(PrefixTreeView.name(model.only().get()));
    namespace.setText((words ? "namespace " : "") + only);
    namespace.setVisible(words || model.namespaces().size() > 1);
    namespace.setManaged(namespace.isVisible());
    boolean searching = !model.finder().query().get().isBlank();
    int count = model.finder().matches().get().size();
    found.setVisible(searching);
    String problem = model.finder().problem().get();
    found.setText(
        count == 0
            ? problem.isEmpty() ? "no match" : problem
            : Figures.count(model.finder().match().get() + 1) + " of " + Figures.count(count)
                + (count >= dev.warmpath.ui.lookup.TreeSearch.MAX_MATCHES ? "+" : ""));
    String texts = colour.getText() + only + found.isVisible() + found.getText() + room();
    if (!texts.equals(fitted)) {
      fitted = texts;
      fitting.refit();
    }
  }

  /** Long keys must not push the zoom buttons out. */
  private static String shortened(String name) {
    return name.length() <= MOST_NAME ? name : name.substring(0, MOST_NAME - 1) + "…";
  }

  void setTitle(String text) {
    title.setText(text);
    fitting.refit();
  }

  void focusSearch() {
    searchWanted.set(true);
    search.requestFocus();
    search.selectAll();
  }
}
