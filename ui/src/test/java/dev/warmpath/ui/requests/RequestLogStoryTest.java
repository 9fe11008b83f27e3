package dev.warmpath.ui.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.canvas.Fonts;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.TextMetrics;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The request log by mouse and keyboard, as a user drives it. */
class RequestLogStoryTest extends ApplicationTest {
  private RequestLogViewModel model;

  private RequestLogView view;

  @Override
  public void start(Stage stage) {
    model = RequestPictureTest.model(RequestPictureTest.designTraces());
    view = new RequestLogView(model, new SimpleObjectProperty<>(Palette.DARK));
    stage.setScene(Pictures.styled(view, true, 900, 500));
    // The stage is shared with other tests, which left it in their own size.
    stage.setWidth(900);
    stage.setHeight(500);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @Test
  void newestIsFirstAndColumnsSort() {
    assertThat(table().getItems()).extracting(Trace::id)
        .containsExactly(42L, 41L, 40L, 39L, 38L, 37L, 36L, 35L);
    // The headless platform reports every click as a popup trigger, which a table's head ignores:
    // this is what a click on it does.
    TableColumn<Trace, ?> hit = table().getColumns().get(5);
    assertThat(hit.getText()).isEqualTo("hit");
    hit.setSortType(TableColumn.SortType.DESCENDING);
    interact(() -> table().getSortOrder().setAll(List.of(hit)));
    assertThat(RequestColumns.hit(table().getItems().getFirst())).isGreaterThan(0.99);
    interact(() -> hit.setSortType(TableColumn.SortType.ASCENDING));
    assertThat(RequestColumns.hit(table().getItems().getFirst())).isZero();
  }

  @Test
  void rowsAndColumnsGrowWithTheTextAndWhatHasNoRoomGivesWay() {
    double height = table().getFixedCellSize();
    interact(() -> view.setTextSize(20));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(table().getFixedCellSize()).isGreaterThan(height * 1.5);
    assertThat(table().getColumns().getFirst().getWidth())
        .as("its least width, larger").isGreaterThan(54 * 1.5);
    assertThat(table().getVisibleLeafColumns()).extracting(TableColumn::getText)
        .doesNotContain("first token", "tok/s").contains("cached / prompt", "latency", "why");
    clickOn(row(1));
    assertThat(model.selection().request().get()).isEqualTo(41);
    interact(() -> view.setTextSize(13));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(table().getFixedCellSize()).isEqualTo(height);
    assertThat(table().getVisibleLeafColumns()).extracting(TableColumn::getText)
        .contains("first token", "tok/s");
  }

  @Test
  void clickSelectsOneAndASecondIsCompared() {
    clickOn(row(3));
    assertThat(model.selection().request().get()).isEqualTo(39);
    // The headless robot leaves modifiers out of clicks: what Ctrl+click does.
    interact(() -> table().getSelectionModel().select(1));

    assertThat(model.selection().request().get()).isEqualTo(41);
    assertThat(model.selection().compared().get()).isEqualTo(39);
    assertThat(lookup("#requests-compare").queryButton().isDisabled()).isFalse();
  }

  @Test
  void selectionStaysOnTheRequestWhileOthersArriveAndItChanges() {
    clickOn(row(2));
    assertThat(model.selection().request().get()).isEqualTo(40);
    List<Trace> more = new ArrayList<>(RequestPictureTest.designTraces());
    more.add(RequestPictureTest.MADE.done(43, "editor", 100, 50, 4));
    more.add(RequestPictureTest.MADE.done(44, "editor", 100, 50, 4));
    more.set(5, RequestPictureTest.MADE.done(40, "editor", 2_352, 1_500, 93));
    interact(() -> model.show(List.copyOf(more)));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(model.selection().request().get()).isEqualTo(40);
    assertThat(table().getSelectionModel().getSelectedItems()).extracting(Trace::id)
        .containsExactly(40L);
    assertThat(table().getItems().getFirst().id()).isEqualTo(44);
  }

  @Test
  void threeChosenRequestsStayChosenWhileOthersArrive() {
    interact(() -> table().getSelectionModel().selectIndices(2, 4, 6));
    assertThat(model.selection().request().get()).as("the newest is looked at").isEqualTo(40);
    List<Trace> more = new ArrayList<>(RequestPictureTest.designTraces());
    for (long id = 43; id < 46; id++) {
      more.add(RequestPictureTest.MADE.done(id, "editor", 100, 50, 4));
      interact(() -> model.show(List.copyOf(more)));
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(table().getSelectionModel().getSelectedItems()).extracting(Trace::id)
          .as("after #%d", id).containsExactlyInAnyOrder(36L, 38L, 40L);
    }

    interact(() -> model.selection().request().set(41L));
    assertThat(table().getSelectionModel().getSelectedItems()).extracting(Trace::id)
        .as("another view's choice counts").containsExactly(41L);
  }

  /** The log of the smallest window with the largest text. */
  @Test
  void withTheLargestTextTheReasonIsWhollyInSight() {
    interact(
        () -> {
          table().getScene().getWindow().setWidth(544);
          view.setTextSize(24);
          view.setStyle("-fx-font-size: 24px");
        });
    WaitForAsyncUtils.waitForFxEvents();
    interact(() -> table().getScene().getRoot().layout());

    assertThat(table().getVisibleLeafColumns().getLast().getText()).isEqualTo("why");
    assertThat(widthOfColumns()).isLessThanOrEqualTo(table().getWidth());
    Node more = lookup("#requests-more").query();
    assertThat(more.getBoundsInParent().getMaxX())
        .as("the head's end").isLessThanOrEqualTo(view.getWidth());
  }

  @Test
  void columnsThatHaveNoRoomScroll() {
    interact(
        () -> {
          table().getScene().getWindow().setWidth(544);
          table().getColumns().forEach(column -> column.setVisible(true));
        });
    WaitForAsyncUtils.waitForFxEvents();
    interact(() -> table().getScene().getRoot().layout());

    assertThat(widthOfColumns()).isGreaterThan(table().getWidth());
    ScrollBar bar =
        lookup(node -> node instanceof ScrollBar found && found.isVisible()
                && found.getOrientation() == Orientation.HORIZONTAL)
            .query();
    interact(() -> bar.setValue(bar.getMax()));
    WaitForAsyncUtils.waitForFxEvents();
    double end = table().localToScreen(table().getBoundsInLocal()).getMaxX();
    Node head = lookup("#requests-why").query().lookup(".text");
    assertThat(head.localToScreen(head.getBoundsInLocal()).getMaxX()).isLessThanOrEqualTo(end);
    assertThat(row(0).getWidth()).as("drawn to its end").isGreaterThanOrEqualTo(widthOfColumns());
  }

  private double widthOfColumns() {
    return table().getVisibleLeafColumns().stream().mapToDouble(TableColumn::getWidth).sum();
  }

  @Test
  void selectionFromElsewhereIsFollowed() {
    interact(() -> model.selection().request().set(36L));

    assertThat(table().getSelectionModel().getSelectedItem().id()).isEqualTo(36);
  }

  @Test
  void slashFiltersAndEscapeShowsAllAgain() {
    clickOn(row(0));
    write("/python");
    assertThat(table().getItems()).extracting(Trace::id).containsExactly(39L);
    type(KeyCode.ESCAPE);
    assertThat(table().getItems()).hasSize(8);
  }

  @Test
  void aRowSaysWhatItDraws() {
    assertThat(row(2).queryAccessibleAttribute(AccessibleAttribute.TEXT))
        .isEqualTo(
            "#40 · editor · demo · 1,493 / 2,352 tokens cached · 60.3 tok/s\n"
                + "first token after 252 ms, cold 680 ms\n63.5 % reused");
  }

  /** From a window of 1024 pixels (534 for the log) to a wide one; the longest figures. */
  @ParameterizedTest
  @ValueSource(doubles = {534, 680, 900})
  void noFigureIsCutInANarrowWindow(double width) {
    interact(
        () -> {
          table().getScene().getWindow().setWidth(width);
          model.show(List.of(RequestPictureTest.MADE.done(9_999, "editor", 99_999, 98_765, 512)));
        });
    WaitForAsyncUtils.waitForFxEvents();
    // On a busy machine no pulse need have come: labels are drawn anew when laid out.
    interact(() -> table().getScene().getRoot().layout());

    for (Node label : lookup("#requests-table .column-header .label").queryAll()) {
      assertThat(((Label) label).lookup(".text")).isInstanceOfSatisfying(
          Text.class, text -> assertThat(text.getText()).doesNotContain("…"));
    }
    Text totals = (Text) lookup("#requests-totals").query().lookup(".text");
    assertThat(totals.getText()).contains("98.8 % ").doesNotContain("…");
    TextMetrics numbers = new TextMetrics(Fonts.mono(12));
    for (TableColumn<Trace, ?> column : table().getVisibleLeafColumns()) {
      RequestColumn of = (RequestColumn) column.getUserData();
      if (of.kind() == RequestColumn.Kind.NUMBER) {
        String says = of.says().apply(table().getItems().getFirst());
        assertThat(numbers.shortened(says, column.getWidth() - 16)).isEqualTo(says);
      }
    }
  }

  @Test
  void rowsTakeTheirDrawingsAlongWhenOthersArrive() {
    Node drawing = row(2).getChildrenUnmodifiable().getFirst();
    List<Trace> more = new ArrayList<>(RequestPictureTest.designTraces());
    more.add(RequestPictureTest.MADE.done(43, "editor", 100, 50, 4));
    interact(() -> model.show(List.copyOf(more)));
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(row(3).getItem()).isSameAs(more.get(5));
    assertThat(row(3).getChildrenUnmodifiable()).containsExactly(drawing);
  }

  @Test
  void escapeInTheTableSelectsNothing() {
    clickOn(row(4));
    type(KeyCode.ESCAPE);

    assertThat(model.selection().request().get()).isNull();
    assertThat(table().getSelectionModel().getSelectedItems()).isEmpty();
  }

  private TableView<Trace> table() {
    return lookup("#requests-table").queryTableView();
  }

  private TableRow<?> row(int index) {
    return lookup(node -> node instanceof TableRow<?> row && row.getIndex() == index
            && !row.isEmpty() && row.isVisible())
        .query();
  }
}
