package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;

/** The request log: head with totals, filter and actions, and the live table. FX thread. */
public final class RequestLogView extends BorderPane {
  private final RequestLogViewModel model;
  private final RequestColumns columns;
  private final RowCanvases canvases;
  private final ObservableValue<Palette> palette;
  private final TableView<Trace> table = new TableView<>();
  private final RequestHead head;
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
    head = new RequestHead(model, this::selectionChanged);
    columns = new RequestColumns(model);
    canvases = new RowCanvases(look());
    columns();
    rows();
    table.setId("requests-table");
    table.setFixedCellSize(faces.rowHeight());
    resize();
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
          if (event.getCharacter().equals("/") && !head.filter().isFocused()) {
            focusFilter();
            event.consume();
          }
        });
    setTop(head);
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
    resize();
    canvases.look().set(look());
  }

  /** Columns fill the table; those that cannot, by the user's wish, scroll. */
  private void resize() {
    table.setColumnResizePolicy(
        columns.fits(table.getWidth())
            ? TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN
            : TableView.UNCONSTRAINED_RESIZE_POLICY);
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
    table.getVisibleLeafColumns().addListener((InvalidationListener) o -> resize());
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
    table.widthProperty().addListener(
        (o, was, is) -> {
          columns.fit(is.doubleValue());
          resize();
        });
    TableColumn<Trace, ?> first = columns.all().getFirst();
    first.setSortType(TableColumn.SortType.DESCENDING);
    table.getSortOrder().add(first);
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
    head.compare().setDisable(chosen.size() != 2);
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
    Set<Long> wanted = model.chosen();
    var now = table.getSelectionModel().getSelectedItems();
    boolean same =
        now.size() == wanted.size()
            && now.stream().allMatch(trace -> trace != null && wanted.contains(trace.id()));
    if (same) {
      return;
    }
    selecting = true;
    List<Trace> rows = table.getItems();
    int[] found =
        wanted.isEmpty()
            ? new int[0]
            : IntStream.range(0, rows.size())
                .filter(i -> wanted.contains(rows.get(i).id()))
                .toArray();
    table.getSelectionModel().clearSelection();
    if (found.length > 0) {
      table.getSelectionModel().selectIndices(found[0], found);
      if (scroll) {
        table.scrollTo(Math.max(0, found[found.length - 1] - 2));
      }
    }
    selecting = false;
    head.compare().setDisable(wanted.size() != 2);
  }

  private void key(KeyEvent event) {
    TextField filter = head.filter();
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
    head.filter().requestFocus();
    head.filter().selectAll();
  }

  public void focusTable() {
    table.requestFocus();
  }
}
