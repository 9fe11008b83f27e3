package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The request log: head with totals, filter and actions, and the live table. FX thread. */
public final class RequestLogView extends BorderPane {
  /** Of the filter's field: room for its prompt, with text of this size. */
  private static final double LEAST_FILTER = 60;

  private static final double FILTER_SIZE = 12;

  private final RequestLogViewModel model;
  private final RequestColumns columns;
  private final RowCanvases canvases;
  private final ObservableValue<Palette> palette;
  private final TableView<Trace> table = new TableView<>();
  private final TextField filter = new TextField();
  private final Button compare = new Button("compare");
  private RowLook.Faces faces = RowLook.Faces.of(Fonts.BODY);
  private boolean selecting;
  private boolean headsExplained;

  /**
   * @param palette the theme's colours
   */
  public RequestLogView(RequestLogViewModel model, ObservableValue<Palette> palette) {
    this.model = model;
    this.palette = palette;
    getStyleClass().add("wp-requests");
    setMinSize(0, 0);
    columns = new RequestColumns(model);
    canvases = new RowCanvases(look());
    columns();
    rows();
    table.setId("requests-table");
    table.setFixedCellSize(faces.rowHeight());
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setTableMenuButtonVisible(true);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table.setPlaceholder(placeholder());
    table.setContextMenu(rowMenu());
    table.getSelectionModel().getSelectedItems().addListener(
        (ListChangeListener<Trace>) change -> selectionChanged());
    model.selection().request().addListener((o, was, is) -> follow(true));
    model.updates().addListener(o -> follow(false));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    // Typed, not pressed: else the slash itself would be typed into the field just focused.
    addEventHandler(
        KeyEvent.KEY_TYPED,
        event -> {
          if (event.getCharacter().equals("/") && !filter.isFocused()) {
            focusFilter();
            event.consume();
          }
        });
    setTop(head());
    setCenter(table);
  }

  /** The heads exist once the table was laid out for the first time. */
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    Node latency = headsExplained ? null : table.lookup("#requests-latency");
    if (latency != null) {
      Tooltip.install(latency, new Tooltip(RequestColumns.LATENCY_WORDS));
      headsExplained = true;
    }
  }

  /**
   * Draws text at another size.
   *
   * @param size of body text in pixels
   */
  public void setTextSize(double size) {
    faces = RowLook.Faces.of(size);
    table.setFixedCellSize(faces.rowHeight());
    columns.zoom(faces.zoom());
    columns.fit(table.getWidth());
    canvases.look().set(look());
  }

  /** Rows are drawn; they are drawn again when anything they depend on changes. */
  private void rows() {
    table.setRowFactory(same -> new RequestRow(canvases, columns::words));
    InvalidationListener changed = o -> canvases.look().set(look());
    palette.addListener(changed);
    model.verdicts().addListener(changed);
    model.verdicts().addListener(o -> table.sort());
    model.decodeShown().addListener(changed);
    model.scaleNanos().addListener(changed);
    table.getVisibleLeafColumns().addListener(changed);
    table.getColumns().forEach(column -> column.widthProperty().addListener(changed));
  }

  private RowLook look() {
    List<RowLook.Place> places = new ArrayList<>();
    double left = 0;
    for (TableColumn<Trace, ?> column : table.getVisibleLeafColumns()) {
      places.add(
          new RowLook.Place((RequestColumn) column.getUserData(), left, column.getWidth()));
      left += column.getWidth();
    }
    return new RowLook(
        places, palette.getValue(), model.until(), model.scaleNanos().get(), model::verdict,
        faces);
  }

  private void columns() {
    table.getColumns().setAll(columns.all());
    SortedList<Trace> sorted = new SortedList<>(model.rows());
    sorted.comparatorProperty().bind(table.comparatorProperty());
    table.setItems(sorted);
    table.widthProperty().addListener((o, was, is) -> columns.fit(is.doubleValue()));
    TableColumn<Trace, ?> first = columns.all().getFirst();
    first.setSortType(TableColumn.SortType.DESCENDING);
    table.getSortOrder().add(first);
  }

  private HBox head() {
    Label title = new Label("Requests");
    title.getStyleClass().add("wp-head-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
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
    compare.setMinWidth(Region.USE_PREF_SIZE);
    compare.setDisable(true);
    compare.setOnAction(e -> selectionChanged());
    HBox head = new HBox(8, title, totals, filter, compare, export(), more());
    head.getStyleClass().add("wp-head");
    head.setAlignment(Pos.CENTER_LEFT);
    head.setMinWidth(0);
    return head;
  }

  private MenuButton export() {
    MenuButton export = chooser("export");
    export.setId("requests-export");
    MenuItem csv = new MenuItem("CSV…");
    csv.setOnAction(e -> model.export(RequestActions.Format.CSV));
    MenuItem json = new MenuItem("JSON…");
    json.setOnAction(e -> model.export(RequestActions.Format.JSON));
    export.getItems().setAll(csv, json);
    return export;
  }

  private MenuButton more() {
    MenuButton more = chooser("⋯");
    more.getStyleClass().add("wp-more");
    more.setId("requests-more");
    more.setAccessibleText("More request actions");
    CheckMenuItem decode = new CheckMenuItem("Latency bars to the last token");
    decode.selectedProperty().bindBidirectional(model.decodeShown());
    MenuItem clear = new MenuItem("Clear ended requests");
    clear.setOnAction(e -> model.clear());
    more.getItems().setAll(decode, new SeparatorMenuItem(), clear);
    return more;
  }

  private static MenuButton chooser(String text) {
    MenuButton button = new MenuButton(text);
    button.getStyleClass().add("wp-chooser");
    button.setMinWidth(Region.USE_PREF_SIZE);
    return button;
  }

  private ContextMenu rowMenu() {
    MenuItem resend = new MenuItem("Send again");
    resend.setOnAction(e -> withSelected(model::resend));
    MenuItem curl = new MenuItem("Copy as curl");
    curl.setOnAction(e -> withSelected(model::copyAsCurl));
    return new ContextMenu(resend, curl);
  }

  private void withSelected(java.util.function.Consumer<Trace> action) {
    Trace trace = table.getSelectionModel().getSelectedItem();
    if (trace != null) {
      action.accept(trace);
    }
  }

  private static VBox placeholder() {
    return Parts.nothing(
        "No requests yet",
        "Each prompt you send, and each request to the local endpoint, becomes a row.");
  }

  private void selectionChanged() {
    List<Trace> chosen =
        table.getSelectionModel().getSelectedItems().stream()
            .filter(java.util.Objects::nonNull)
            .toList();
    compare.setDisable(chosen.size() != 2);
    if (!selecting && !model.isUpdating() && !chosen.isEmpty()) {
      selecting = true;
      model.select(chosen);
      selecting = false;
    }
  }

  /** Another view selected a request, or rows changed: the same requests stay selected here. */
  private void follow(boolean scroll) {
    if (selecting) {
      return;
    }
    List<Long> wanted =
        java.util.stream.Stream.of(
                model.selection().compared().get(), model.selection().request().get())
            .filter(java.util.Objects::nonNull)
            .toList();
    var now = table.getSelectionModel().getSelectedItems();
    boolean same =
        now.size() == wanted.size()
            && now.stream().allMatch(trace -> trace != null && wanted.contains(trace.id()));
    if (same) {
      return;
    }
    selecting = true;
    table.getSelectionModel().clearSelection();
    for (int i = 0; !wanted.isEmpty() && i < table.getItems().size(); i++) {
      if (wanted.contains(table.getItems().get(i).id())) {
        table.getSelectionModel().select(i);
        if (scroll) {
          table.scrollTo(Math.max(0, i - 2));
        }
      }
    }
    selecting = false;
    compare.setDisable(wanted.size() != 2);
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && filter.isFocused() && !filter.getText().isEmpty()) {
      filter.clear();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !filter.isFocused()) {
      table.getSelectionModel().clearSelection();
      model.select(List.of());
      event.consume();
    }
  }

  public void focusFilter() {
    filter.requestFocus();
    filter.selectAll();
  }

  public void focusTable() {
    table.requestFocus();
  }
}
