package dev.warmpath.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.tree.paint.PrefixTreePainter;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The tree by mouse and keyboard, as a user drives it. */
class PrefixTreeStoryTest extends ApplicationTest {
  private PrefixTreeViewModel model;
  private PrefixTreeView view;

  @Override
  public void start(Stage stage) {
    model = TreePictureTest.model(DesignTree.one());
    view = new PrefixTreeView(model, new FrameClock(), new SimpleObjectProperty<>(Palette.DARK));
    view.timelineShown().set(true);
    stage.setScene(Pictures.styled(view, true, 900, 600));
    // The stage is shared with other tests, which left it in their own size.
    stage.setWidth(900);
    stage.setHeight(600);
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  @Test
  void clickSelectsTheBlockUnderTheMouseAndEscapeClearsIt() {
    clickOn(place(100, 0));
    assertThat(model.selection().block().get())
        .satisfies(block -> assertThat(block.from()).isEqualTo(96))
        .satisfies(block -> assertThat(block.to()).isEqualTo(112));

    type(KeyCode.ESCAPE);
    assertThat(model.selection().block().get()).isNull();
  }

  /** Half of what two models side by side have in a window of 1,024 pixels. */
  @ParameterizedTest
  @CsvSource({"285, 13", "285, 24", "420, 24", "900, 24"})
  void theHeadStaysInsideHoweverNarrow(double width, double text) {
    interact(
        () -> {
          view.getScene().getWindow().setWidth(width);
          view.setStyle("-fx-font-size: " + text + "px");
        });
    WaitForAsyncUtils.waitForFxEvents();
    interact(() -> view.getScene().getRoot().layout());

    Region head = lookup(".wp-head").query();
    assertThat(head.getChildrenUnmodifiable().stream().filter(Node::isManaged))
        .allSatisfy(
            part ->
                assertThat(part.getBoundsInParent().getMaxX())
                    .as(part.toString()).isLessThanOrEqualTo(head.getWidth()));
    assertThat(lookup("#tree-more").queryAs(MenuButton.class).getItems())
        .extracting(MenuItem::getText)
        .contains("Zoom out (−)", "Zoom in (+)", "Show everything (0)");
  }

  @Test
  void clickBesideTheBarsSelectsNothing() {
    clickOn(place(100, 0));
    clickOn(canvasPoint(500, 400));

    assertThat(model.selection().block().get()).isNull();
  }

  @Test
  void arrowKeysWalkTheNodes() {
    clickOn(place(10, 0));
    long first = edge();
    type(KeyCode.DOWN);
    assertThat(edge()).isNotEqualTo(first);
    type(KeyCode.UP);
    assertThat(edge()).isEqualTo(first);
    press(KeyCode.SHIFT).type(KeyCode.RIGHT).release(KeyCode.SHIFT);
    assertThat(edge()).isEqualTo(first);
    assertThat(model.selection().block().get().from()).isEqualTo(16);
  }

  @Test
  void controlScrollZoomsAboutTheCursorAndDoubleClickFits() {
    double token = viewport().tokenAt(400 - PrefixTreePainter.LEFT);
    wheel(400, 100, 200);

    Viewport zoomed = viewport();
    assertThat(zoomed.scale()).isGreaterThan(Viewport.fit(view.panZoom().extent()).scale());
    assertThat(zoomed.tokenAt(400 - PrefixTreePainter.LEFT))
        .isCloseTo(token, org.assertj.core.api.Assertions.within(1.0));
    doubleClickOn(canvasPoint(500, 400));
    assertThat(view.panZoom().isFitted()).isTrue();
  }

  @Test
  void dragPansAndSelectsNothing() {
    clickOn(canvasPoint(500, 400));
    type(KeyCode.PLUS);
    type(KeyCode.PLUS);
    double x = viewport().x();
    drag(canvasPoint(600, 300), MouseButton.PRIMARY).dropTo(canvasPoint(500, 300));

    assertThat(viewport().x()).isGreaterThan(x);
    assertThat(model.selection().block().get()).isNull();
    type(KeyCode.DIGIT0);
    assertThat(view.panZoom().isFitted()).isTrue();
  }

  @Test
  void searchFindsAndEnterStepsThrough() {
    clickOn(place(10, 0));
    write("/cite the");
    WaitForAsyncUtils.waitForFxEvents();
    int count = model.finder().matches().get().size();
    type(KeyCode.ENTER);

    assertThat(count).isGreaterThan(1);
    assertThat(model.finder().match().get()).as("the first is shown first").isZero();
    assertThat(model.selection().block().get().from())
        .isEqualTo(model.finder().matches().get().getFirst().from());
    type(KeyCode.ENTER);
    assertThat(model.finder().match().get()).isEqualTo(1);
    assertThat(model.finder().query().get()).isEqualTo("cite the");
    type(KeyCode.ESCAPE);
    assertThat(model.finder().query().get()).isEmpty();
  }

  @Test
  void timeSliderScrubsBackAndEndReturnsToLive() {
    clickOn(canvasPoint(300, view.getHeight() - 60));
    assertThat(model.scrubbedTo().get()).isNotNull();
    type(KeyCode.END);
    assertThat(model.scrubbedTo().get()).isNull();
    type(KeyCode.LEFT);
    assertThat(model.scrubbedTo().get()).isEqualTo(DesignTree.NOW.minusSeconds(5));
  }

  @Test
  void rowsGrowWithTheTextAndAreStillHitByTheMouse() {
    double usual = viewport().pitch();
    interact(() -> view.setTextSize(17));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(viewport().pitch()).isGreaterThan(usual * 1.25);
    double second = model.layout().get().row(1);
    clickOn(place(100, second));
    assertThat(model.layout().get().nodeOf(edge())).isEqualTo(1);
  }

  @Test
  void keysShowTheEvictionOrder() {
    clickOn(place(10, 0));
    type(KeyCode.E);
    assertThat(model.order().get().size()).isPositive();
    type(KeyCode.E);
    assertThat(model.order().get().size()).isZero();
  }

  /** The headless robot leaves modifiers out of wheel events. */
  private void wheel(double x, double y, double delta) {
    Node canvas = lookup(node -> node instanceof TreeCanvas).query();
    interact(
        () ->
            canvas.fireEvent(
                new ScrollEvent(
                    ScrollEvent.SCROLL, x, y, x, y, false, true, false, false, false, false, 0,
                    delta, 0, delta, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                    ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null)));
  }

  private long edge() {
    return model.selection().block().get().edge();
  }

  private Viewport viewport() {
    return view.panZoom().viewport().get();
  }

  /** Where a token of a row is on the screen. */
  private Point2D place(double token, double row) {
    return canvasPoint(
        PrefixTreePainter.LEFT + viewport().toX(token),
        PrefixTreePainter.TOP + viewport().toY(row + 0.5));
  }

  private Point2D canvasPoint(double x, double y) {
    return lookup(node -> node instanceof TreeCanvas).query().localToScreen(x, y);
  }
}
