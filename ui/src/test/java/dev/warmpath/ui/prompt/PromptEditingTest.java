package dev.warmpath.ui.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.PrimerDark;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.look.StyleSheets;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Application;
import javafx.collections.FXCollections;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.InputMethodEvent;
import javafx.scene.input.InputMethodHighlight;
import javafx.scene.input.InputMethodTextRun;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** Everything a text field does, in the prompt's own control. */
class PromptEditingTest extends ApplicationTest {
  private static final int CONTEXT = 400;

  private PromptFixture fixture;
  private PromptView view;

  @Override
  public void start(Stage stage) {
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    fixture = new PromptFixture(CONTEXT);
    view = new PromptView(fixture.model, new FrameClock());
    view.setPalette(Palette.DARK);
    Scene scene = new Scene(view, 560, 800);
    scene.getStylesheets().addAll(
        StyleSheets.resource("warmpath-dark.css"),
        StyleSheets.resource("prompt.css"));
    stage.setScene(scene);
    stage.show();
    fixture.model.open(
        PromptFixture.workspace(
            PromptFixture.segment("s", Segment.Kind.SYSTEM, "First.\n  Second here.\n\nThird."),
            PromptFixture.segment("u", Segment.Kind.USER, "The zipper broke.")));
  }

  private TokenEditor editor(String id) {
    return view.editor(id);
  }

  private String text(String id) {
    return fixture.model.document().find(id).orElseThrow().text().toString();
  }

  private void caret(String id, int offset) {
    interact(
        () -> {
          editor(id).requestFocus();
          editor(id).select(offset, offset);
        });
  }

  private void clipboard(String content) {
    interact(
        () -> {
          ClipboardContent put = new ClipboardContent();
          put.putString(content);
          Clipboard.getSystemClipboard().setContent(put);
        });
  }

  @Test
  void tabWritesATabAndWithControlLeadsOn() {
    caret("u", 4);
    push(KeyCode.TAB);
    assertThat(text("u")).isEqualTo("The \tzipper broke.");
    assertThat(editor("u").isFocused()).isTrue();
    push(KeyCode.CONTROL, KeyCode.TAB);
    assertThat(editor("u").isFocused()).isFalse();
    assertThat(text("u")).isEqualTo("The \tzipper broke.");
    caret("u", 4);
    push(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(editor("u").isFocused()).isFalse();
  }

  @Test
  void homeGoesToTheFirstSignThenToTheLineStart() {
    caret("s", 15);
    push(KeyCode.HOME);
    assertThat(editor("s").caretPosition()).isEqualTo(9);
    push(KeyCode.HOME);
    assertThat(editor("s").caretPosition()).isEqualTo(7);
    push(KeyCode.HOME);
    assertThat(editor("s").caretPosition()).isEqualTo(9);
  }

  @Test
  void controlAndArrowsMoveByParagraphsAndSelectWithShift() {
    caret("s", 12);
    push(KeyCode.CONTROL, KeyCode.DOWN);
    assertThat(editor("s").caretPosition()).isEqualTo(22);
    push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.UP);
    assertThat(editor("s").selectedText()).isEqualTo("  Second here.\n");
  }

  @Test
  void aThirdClickTakesTheParagraph() {
    Point2D word = editor("s").localToScreen(editor("s").place(10).add(2, 8));
    clickOn(word).clickOn(word).clickOn(word);
    assertThat(editor("s").selectedText()).isEqualTo("  Second here.\n");
  }

  @Test
  void lineEndsOfOtherSystemsArePastedAsOne() {
    clipboard("one\r\ntwo\r\n");
    caret("u", 0);
    push(KeyCode.CONTROL, KeyCode.V);
    assertThat(text("u")).isEqualTo("one\ntwo\nThe zipper broke.");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text("u")).isEqualTo("The zipper broke.");
  }

  @Test
  void aMillionPastedCharactersAreOneStepBack() {
    String large = "All work and no play. ".repeat(1_000_000 / 22);
    clipboard(large);
    caret("u", 0);
    push(KeyCode.CONTROL, KeyCode.V);
    assertThat(text("u")).hasSize(large.length() + 17);
    write("x");
    push(KeyCode.CONTROL, KeyCode.Z);
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text("u")).isEqualTo("The zipper broke.");
  }

  @Test
  void theCaretStepsOverWholeSigns() {
    String signs = "a👩‍👩‍👧e\u0301🇨🇭";
    interact(() -> fixture.model.document().replace("u", 0, 17, signs, false));
    caret("u", 0);
    List<Integer> stops = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      push(KeyCode.RIGHT);
      stops.add(editor("u").caretPosition());
    }
    assertThat(stops).containsExactly(1, 9, 11, 15);
    push(KeyCode.BACK_SPACE);
    assertThat(text("u")).isEqualTo("a👩‍👩‍👧e\u0301");
  }

  @Test
  void undoGoesBackThroughSegmentsInTheOrderOfTheEdits() {
    caret("s", 0);
    write("A");
    caret("u", 0);
    write("B");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text("u")).isEqualTo("The zipper broke.");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(text("s")).startsWith("First.");
    assertThat(editor("s").isFocused()).as("the undone change is shown").isTrue();
    push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(text("s")).startsWith("AFirst.");
    assertThat(text("u")).isEqualTo("BThe zipper broke.");
  }

  @Test
  void whatComesBackIsNotWrittenOver() {
    caret("u", 3);
    write("abc");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(editor("u").caretPosition()).isEqualTo(3);
    push(KeyCode.CONTROL, KeyCode.Y);
    write("d");
    assertThat(text("u")).isEqualTo("Theabcd zipper broke.");
  }

  @Test
  void aSegmentThatGoesOrComesBackTakesTheKeyboardAlong() {
    caret("s", 4);
    interact(() -> fixture.model.document().remove("s"));
    assertThat(editor("u").isFocused()).isTrue();
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(editor("s").isFocused()).isTrue();
    assertThat(text("s")).startsWith("First.");
    push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(editor("u").isFocused()).isTrue();
  }

  @Test
  void undoWhileAnInputMethodComposesTakesBackTheEditAlone() {
    caret("u", 4);
    write("big ");
    compose("にほ");
    assertThat(text("u")).isEqualTo("The big にほzipper broke.");
    caret("u", 0);
    write("x");
    assertThat(text("u")).as("what was composed is no edit").isEqualTo("xThe big zipper broke.");
    push(KeyCode.CONTROL, KeyCode.Z);
    compose("に");
    interact(() -> fixture.model.document().undo());
    assertThat(text("u")).isEqualTo("The zipper broke.");
    assertThat(fixture.model.workspace().get().segments().getLast().text()).isEqualTo(text("u"));
    interact(() -> fixture.model.document().redo());
    assertThat(text("u")).isEqualTo("The big zipper broke.");
  }

  private void compose(String composed) {
    interact(
        () ->
            Event.fireEvent(
                editor("u"),
                new InputMethodEvent(
                    InputMethodEvent.INPUT_METHOD_TEXT_CHANGED,
                    FXCollections.observableArrayList(
                        new InputMethodTextRun(composed, InputMethodHighlight.UNSELECTED_RAW)),
                    "", composed.length())));
  }

  @Test
  void aFoldIsPassedByTheArrowsAndNotWrittenInto() {
    interact(() -> fixture.model.document().replace("s", 0, 0, "line\n".repeat(20), false));
    interact(() -> fixture.model.document().fold("s", true));
    caret("s", 12);
    write("x");
    assertThat(text("s")).startsWith("line\nline\nline\nline");
    push(KeyCode.DOWN);
    assertThat(editor("u").isFocused()).isTrue();
    push(KeyCode.UP);
    assertThat(editor("s").isFocused()).isTrue();
    assertThat(editor("s").caretPosition()).isBetween(10, 14);
    push(KeyCode.CONTROL, KeyCode.END);
    push(KeyCode.UP);
    assertThat(editor("s").caretPosition()).as("back to what is seen").isBetween(10, 14);
  }

  @Test
  void pagesLeadFromSegmentToSegment() {
    caret("s", 3);
    push(KeyCode.PAGE_DOWN);
    push(KeyCode.PAGE_DOWN);
    assertThat(editor("u").isFocused()).isTrue();
    push(KeyCode.PAGE_UP);
    push(KeyCode.PAGE_UP);
    assertThat(editor("s").isFocused()).isTrue();
  }

  @Test
  void findBeginsAtTheCaretAndLooksIntoTheRenderedTextToo() {
    caret("s", 8);
    push(KeyCode.CONTROL, KeyCode.F);
    write("r");
    push(KeyCode.ENTER);
    assertThat(editor("s").selectedText()).isEqualTo("r");
    assertThat(editor("s").selectionStart()).as("behind the caret").isGreaterThan(8);
    interact(() -> fixture.model.rendered().set(true));
    interact(() -> view.find());
    write("zipper");
    push(KeyCode.ENTER);
    TokenEditor rendered =
        lookup(node -> node instanceof TokenEditor && node.getScene() != null).query();
    assertThat(rendered.selectedText()).isEqualTo("zipper");
    push(KeyCode.ESCAPE);
    assertThat(rendered.isFocused()).isTrue();
  }

  @Test
  void largerTextKeepsTheCaretAndTheSelection() {
    interact(
        () -> {
          editor("u").requestFocus();
          editor("u").select(9, 4);
          view.setTextSize(18);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(editor("u").isFocused()).isTrue();
    assertThat(editor("u").selectedText()).isEqualTo("zippe");
    assertThat(editor("u").caretPosition()).isEqualTo(4);
  }

  @Test
  void theMenuOffersTheUsualEdits() {
    caret("u", 0);
    assertThat(openMenu("u")).extracting(MenuItem::getText)
        .containsExactly(
            "Undo", "Redo", null, "Cut", "Copy", "Paste", null, "Select all", "Find…");
    assertThat(enabled()).containsExactly("Paste", "Select all", "Find…");
    choose("Select all");
    assertThat(editor("u").selectedText()).isEqualTo("The zipper broke.");
    openMenu("u");
    choose("Cut");
    assertThat(text("u")).isEmpty();
    openMenu("u");
    choose("Undo");
    assertThat(text("u")).isEqualTo("The zipper broke.");
    openMenu("u");
    choose("Find…");
    assertThat(lookup(".find-bar").query().isVisible()).isTrue();
  }

  private ContextMenu menu() {
    return (ContextMenu)
        Window.getWindows().stream()
            .filter(ContextMenu.class::isInstance)
            .findFirst()
            .orElseThrow();
  }

  private List<MenuItem> openMenu(String id) {
    interact(
        () ->
            Event.fireEvent(
                editor(id),
                new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED, 0, 0, 0, 0, true, null)));
    return menu().getItems();
  }

  private List<String> enabled() {
    return menu().getItems().stream()
        .filter(item -> item.getText() != null && !item.isDisable())
        .map(MenuItem::getText)
        .toList();
  }

  private void choose(String title) {
    interact(
        () -> {
          ContextMenu menu = menu();
          menu.getItems().stream()
              .filter(item -> title.equals(item.getText()))
              .findFirst()
              .orElseThrow()
              .fire();
          menu.hide();
        });
  }

  @Test
  void aSelectionDraggedBelowTheWindowScrolls() {
    interact(() -> fixture.model.document().replace("s", 0, 0, "line\n".repeat(300), false));
    WaitForAsyncUtils.waitForFxEvents();
    caret("s", 0);
    Point2D start = editor("s").localToScreen(editor("s").place(2).add(0, 8));
    Bounds window = view.localToScreen(view.getLayoutBounds());
    moveTo(start).press(MouseButton.PRIMARY).moveTo(start.getX(), window.getMaxY() - 4);
    until(() -> editor("s").selectionEnd() > 400);
    release(MouseButton.PRIMARY);
    assertThat(editor("s").selectionStart()).isEqualTo(2);
  }

  @Test
  void pagesMoveByTheWindowAndControlGoesToTheEnds() {
    interact(() -> fixture.model.document().replace("s", 0, 0, "line\n".repeat(300), false));
    WaitForAsyncUtils.waitForFxEvents();
    caret("s", 2);
    push(KeyCode.PAGE_DOWN);
    int page = editor("s").caretPosition();
    assertThat(page % 5).as("the column stays").isEqualTo(2);
    assertThat(page / 5).isBetween(5, 60);
    push(KeyCode.SHIFT, KeyCode.PAGE_DOWN);
    assertThat(editor("s").selectionStart()).isEqualTo(page);
    assertThat(editor("s").selectionEnd()).isEqualTo(2 * page - 2);
    push(KeyCode.PAGE_UP);
    push(KeyCode.PAGE_UP);
    assertThat(editor("s").caretPosition()).isEqualTo(2);

    push(KeyCode.CONTROL, KeyCode.END);
    int end = text("s").length();
    assertThat(editor("s").caretPosition()).isEqualTo(end);
    Bounds window = view.localToScreen(view.getLayoutBounds());
    Point2D caret = editor("s").localToScreen(editor("s").place(end));
    assertThat(caret.getY()).as("in view").isBetween(window.getMinY(), window.getMaxY());
    push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.HOME);
    assertThat(editor("s").selectedText()).isEqualTo(text("s"));
  }

  @Test
  void hebrewIsWrittenSelectedAndTakenBackInTheOrderOfReading() {
    caret("u", 4);
    write("\u05d0\u05d1 ");
    assertThat(text("u")).isEqualTo("The \u05d0\u05d1 zipper broke.");
    double right = editor("u").place(4).getX();
    double next = editor("u").place(5).getX();
    assertThat(next).as("the second letter stands left of the first").isLessThan(right);
    caret("u", 4);
    push(KeyCode.SHIFT, KeyCode.LEFT);
    assertThat(editor("u").selectedText()).as("left is left on the screen").isEqualTo("\u05d0");
    push(KeyCode.BACK_SPACE);
    assertThat(text("u")).isEqualTo("The \u05d1 zipper broke.");
  }

  @Test
  void aDragHeldStillBelowTheTextScrollsToItsEnd() {
    interact(() -> fixture.model.document().replace("s", 0, 0, "line\n".repeat(300), false));
    WaitForAsyncUtils.waitForFxEvents();
    caret("s", 0);
    Point2D start = editor("s").localToScene(editor("s").place(2).add(0, 8));
    interact(
        () -> {
          Event.fireEvent(editor("s"), mouse(MouseEvent.MOUSE_PRESSED, start));
          Event.fireEvent(
              editor("s"), mouse(MouseEvent.MOUSE_DRAGGED, new Point2D(start.getX(), 790)));
        });
    until(() -> editor("s").selectionEnd() > 1_500);
    interact(
        () ->
            Event.fireEvent(
                editor("s"), mouse(MouseEvent.MOUSE_RELEASED, new Point2D(start.getX(), 790))));
    assertThat(editor("s").selectionStart()).isEqualTo(2);
  }

  private static MouseEvent mouse(EventType<MouseEvent> type, Point2D at) {
    return new MouseEvent(
        type, at.getX(), at.getY(), at.getX(), at.getY(), MouseButton.PRIMARY, 1, false, false,
        false, false, true, false, false, true, false, false, null);
  }

  private static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(
          20, TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get());
    } catch (TimeoutException late) {
      throw new AssertionError("it did not scroll", late);
    }
  }
}
