package dev.warmpath.ui.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.StyleSheets;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import java.util.List;
import javafx.application.Application;
import javafx.collections.FXCollections;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class PromptViewTest extends ApplicationTest {
  private static final int CONTEXT = 400;

  private PromptFixture fixture;
  private PromptView view;
  private Scene scene;

  @Override
  public void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    fixture = new PromptFixture(CONTEXT);
    view = new PromptView(fixture.model, new FrameClock());
    view.setPalette(Palette.DARK);
    scene = new Scene(view, 560, 800);
    scene.getStylesheets().addAll(
        StyleSheets.resource("warmpath-dark.css"),
        StyleSheets.resource("prompt.css"));
    stage.setScene(scene);
    stage.show();
    fixture.model.open(
        PromptFixture.workspace(
            PromptFixture.segment("s", Segment.Kind.SYSTEM, "You help with boots.\nBe kind."),
            PromptFixture.segment("u", Segment.Kind.USER, "The zipper broke.")));
    view.editor("s").requestFocus();
  }

  private String text(String id) {
    return fixture.model.document().find(id).orElseThrow().text().toString();
  }

  private Point2D at(String id, int offset) {
    TokenEditor editor = view.editor(id);
    return editor.localToScreen(editor.place(offset).add(1, 8));
  }

  private void caret(String id, int offset) {
    interact(
        () -> {
          view.editor(id).requestFocus();
          view.editor(id).select(offset, offset);
        });
  }

  private List<String> order() {
    return fixture.model.workspace().get().segments().stream().map(Segment::id).toList();
  }

  @Test
  void typesWhereTheCaretIs() {
    caret("s", 3);
    write("xy");
    push(KeyCode.ENTER);
    assertThat(text("s")).isEqualTo("Youxy\n help with boots.\nBe kind.");
    assertThat(fixture.model.document().edited().get()).isTrue();
    push(KeyCode.CONTROL, KeyCode.Z);
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text("s")).isEqualTo("You help with boots.\nBe kind.");
  }

  @Test
  void selectsWithTheKeyboardAndMovesTextByTheClipboard() {
    caret("s", 0);
    push(KeyCode.SHIFT, KeyCode.CONTROL, KeyCode.RIGHT);
    push(KeyCode.CONTROL, KeyCode.X);
    push(KeyCode.CONTROL, KeyCode.END);
    push(KeyCode.CONTROL, KeyCode.V);
    assertThat(text("s")).isEqualTo("help with boots.\nBe kind.You ");
    push(KeyCode.CONTROL, KeyCode.A);
    push(KeyCode.CONTROL, KeyCode.C);
    String[] copied = new String[1];
    interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertThat(copied[0]).isEqualTo("help with boots.\nBe kind.You ");
  }

  @Test
  void selectsByDragWordAndParagraph() {
    moveTo(at("s", 4)).press(MouseButton.PRIMARY).moveTo(at("s", 8)).release(MouseButton.PRIMARY);
    assertThat(selection("s")).containsExactly(4, 8);
    doubleClickOn(at("s", 10));
    assertThat(selection("s")).containsExactly(9, 13);
    clickOn(at("s", 2));
    clickOn(at("s", 2)).clickOn(at("s", 2));
    press(KeyCode.SHIFT).clickOn(at("s", 12)).release(KeyCode.SHIFT);
    assertThat(view.editor("s").selectionEnd()).isEqualTo(12);
  }

  private int[] selection(String id) {
    return new int[] {view.editor(id).selectionStart(), view.editor(id).selectionEnd()};
  }

  @Test
  void movesFromOneSegmentIntoTheNext() {
    caret("s", 24);
    push(KeyCode.DOWN);
    assertThat(view.editor("u").isFocused()).isTrue();
    push(KeyCode.UP);
    assertThat(view.editor("s").isFocused()).isTrue();
  }

  @Test
  void reordersWithAltAndArrowsAndUndoesIt() {
    caret("u", 0);
    push(KeyCode.ALT, KeyCode.UP);
    assertThat(order()).containsExactly("u", "s");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(order()).containsExactly("s", "u");
  }

  @Test
  void reordersByDraggingTheGrip() {
    Node grip = view.editor("u").getParent().lookup(".grip");
    Bounds upper = view.editor("s").localToScreen(view.editor("s").getLayoutBounds());
    moveTo(grip).press(MouseButton.PRIMARY).moveBy(0, -30)
        .moveTo(upper.getCenterX(), upper.getMinY() - 20).release(MouseButton.PRIMARY);
    assertThat(order()).containsExactly("u", "s");
  }

  @Test
  void aCardHeldAtTheUpperEdgeScrollsOnToTheFirstOne() {
    for (int i = 0; i < 12; i++) {
      String id = "d" + i;
      interact(
          () ->
              fixture.model.document().add(
                  99, PromptFixture.segment(id, Segment.Kind.DOCUMENTS, "line\n".repeat(8))));
    }
    WaitForAsyncUtils.waitForFxEvents();
    Bounds all = view.localToScreen(view.getLayoutBounds());
    Node first = view.editor("s");
    assertThat(first.localToScreen(0, 0).getY()).as("far above").isLessThan(all.getMinY());
    moveTo(view.editor("d11").getParent().lookup(".grip")).press(MouseButton.PRIMARY)
        .moveBy(0, -30).moveTo(all.getCenterX(), all.getMinY() + 50);
    untilItTurned(() -> first.localToScreen(0, 0).getY() > all.getMinY() + 50);
    release(MouseButton.PRIMARY);
    assertThat(order()).startsWith("d11", "s");
  }

  @Test
  void foldsAndUnfoldsLongSegments() {
    interact(() -> fixture.model.document().replace("s", 0, 0, "line\n".repeat(30), false));
    double open = view.editor("s").getHeight();
    interact(() -> fixture.model.document().fold("s", true));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.editor("s").getHeight()).isLessThan(open / 4);
    assertThat(((Labeled) view.lookup(".folded-words")).getText()).endsWith("folded›");
    clickOn(".folded-words");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.editor("s").getHeight()).isEqualTo(open);
  }

  @Test
  void sendsWithControlEnterShowsTheAnswerAndContinues() {
    caret("u", 0);
    push(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(fixture.engine.requests).hasSize(1);
    interact(
        () -> {
          fixture.engine.running.getLast().say("Send it in.");
          fixture.engine.running.getLast().finish();
          fixture.model.poll();
          fixture.feed.poll();
        });
    assertThat(fixture.model.run().get().answer()).hasToString("Send it in.");
    clickOn(lookup((Node node) -> node instanceof Button button
        && "Continue".equals(button.getText())).<Button>query());
    assertThat(fixture.model.workspace().get().segments()).hasSize(4);
    write("Thanks");
    assertThat(fixture.model.workspace().get().segments().getLast().text()).isEqualTo("Thanks");
  }

  @Test
  void findsInAllSegments() {
    interact(() -> fixture.model.document().replace("u", 0, 0, "Be quick. ", false));
    push(KeyCode.CONTROL, KeyCode.F);
    write("be");
    push(KeyCode.ENTER);
    assertThat(lookup(".find-bar .segment-fact").queryLabeled().getText()).isEqualTo("1 of 2");
    assertThat(selection("s")).containsExactly(21, 23);
    push(KeyCode.ENTER);
    assertThat(selection("u")).containsExactly(0, 2);
    push(KeyCode.ESCAPE);
    assertThat(view.editor("u").isFocused()).isTrue();
  }

  @Test
  void composedTextIsNoEditUntilItIsCommitted() {
    caret("u", 3);
    interact(() -> compose("にほ", ""));
    assertThat(text("u")).isEqualTo("Theにほ zipper broke.");
    assertThat(fixture.model.workspace().get().segments().getLast().text())
        .isEqualTo("The zipper broke.");
    interact(() -> compose("", "日本"));
    assertThat(fixture.model.workspace().get().segments().getLast().text())
        .isEqualTo("The日本 zipper broke.");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text("u")).isEqualTo("The zipper broke.");
  }

  private void compose(String composed, String committed) {
    List<InputMethodTextRun> runs =
        composed.isEmpty()
            ? List.of()
            : List.of(new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_RAW));
    Event.fireEvent(
        view.editor("u"),
        new InputMethodEvent(
            InputMethodEvent.INPUT_METHOD_TEXT_CHANGED, FXCollections.observableArrayList(runs),
            committed, composed.length()));
  }

  @Test
  void tellsAssistiveToolsTextCaretAndSelection() {
    interact(() -> view.editor("u").select(4, 10));
    TokenEditor editor = view.editor("u");
    assertThat(editor.queryAccessibleAttribute(AccessibleAttribute.TEXT))
        .isEqualTo("The zipper broke.");
    assertThat(editor.queryAccessibleAttribute(AccessibleAttribute.CARET_OFFSET)).isEqualTo(10);
    assertThat(editor.queryAccessibleAttribute(AccessibleAttribute.SELECTION_START)).isEqualTo(4);
    assertThat(editor.queryAccessibleAttribute(AccessibleAttribute.SELECTION_END)).isEqualTo(10);
  }

  @Test
  void paintsWarmTokensInTheirOwnColour() {
    interact(() -> fixture.run("ok"));
    WaitForAsyncUtils.waitForFxEvents();
    untilItTurned(() -> fillOf("u", 5).getRed() > fillOf("u", 5).getBlue() + 0.1);
    Color warm = fillOf("u", 5);
    interact(
        () -> {
          fixture.engine.evictAll();
          fixture.feed.poll();
        });
    push(KeyCode.SHIFT);
    Color lost = fillOf("u", 5);
    assertThat(warm.getRed()).isGreaterThan(warm.getBlue() + 0.1);
    assertThat(lost.getBlue()).isGreaterThan(warm.getBlue());
  }

  /** Colours turn warm within a blink and cards scroll while held, not at once. */
  private static void untilItTurned(java.util.concurrent.Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(20, java.util.concurrent.TimeUnit.SECONDS, condition);
    } catch (java.util.concurrent.TimeoutException never) {
      throw new AssertionError("what was waited for did not come", never);
    }
  }

  /** The colour between two lines of letters, near the top of a token's fill. */
  private Color fillOf(String id, int offset) {
    Color[] colour = new Color[1];
    interact(
        () -> {
          TokenEditor editor = view.editor(id);
          Point2D inScene = editor.localToScene(editor.place(offset));
          colour[0] = scene.snapshot(null).getPixelReader()
              .getColor((int) inScene.getX() + 3, (int) inScene.getY() + 4);
        });
    return colour[0];
  }

  @Test
  void neverMakesACanvasHigherThanTheWindow() {
    interact(() -> fixture.model.document().replace("s", 0, 0, "line\n".repeat(5000), false));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view.editor("s").getHeight()).isGreaterThan(100_000);
    Node canvas = view.editor("s").getChildrenUnmodifiable().getFirst();
    assertThat(canvas.getLayoutBounds().getHeight()).isLessThanOrEqualTo(scene.getHeight());
    push(KeyCode.CONTROL, KeyCode.END);
    WaitForAsyncUtils.waitForFxEvents();
    Bounds caretLine =
        view.editor("s").localToScene(view.editor("s").getLayoutBounds());
    assertThat(caretLine.getMinY()).isLessThan(-50_000);
  }
}
