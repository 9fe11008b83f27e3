package dev.warmpath.ui.shell;

import static dev.warmpath.ui.shell.OpenWindow.onFx;
import static dev.warmpath.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.document.Notices;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.workbench.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** Everything can be reached and done without a mouse. */
class KeyboardTest {
  /** More stops than the fullest window has: a walk that does not come round by then is trapped. */
  private static final int STOPS_AT_MOST = 120;

  private final FakePorts fakes = new FakePorts();
  private final FxRobot robot = new FxRobot();
  private OpenWindow window;
  private Workbench workbench;

  @BeforeEach
  void open() throws Exception {
    fakes.samples.addAll(Samples.all());
    window = OpenWindow.of(fakes, 960, 800);
    workbench = window.workbench;
    robot.targetWindow(workbench.scene());
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void everyCommandHasAKeyOrAPlaceInPaletteAndMenus() throws Exception {
    List<Command> all = onFx(() -> workbench.commands().all());
    Set<String> inMenus = onFx(this::menuTitles);
    List<String> unreachable = new ArrayList<>();
    for (Command command : all) {
      boolean keyed =
          command.key() == null || workbench.scene().getAccelerators().containsKey(command.key());
      boolean listed =
          workbench.commands().search(command.title()).stream()
              .anyMatch(found -> found.command() == command);
      if (!keyed || !listed || !inMenus.contains(command.title())) {
        unreachable.add(command.id());
      }
    }

    assertThat(unreachable).isEmpty();
    assertThat(all).hasSizeGreaterThan(60);
  }

  @Test
  void noCommandTakesAKeyThatTextFieldsNeed() throws Exception {
    Set<String> taken = Set.of("Shortcut+A", "Shortcut+C", "Shortcut+V", "Shortcut+X");
    assertThat(onFx(() -> workbench.commands().all()))
        .filteredOn(command -> command.key() != null)
        .extracting(command -> command.key().getName())
        .doesNotContainAnyElementsOf(taken);
  }

  @Test
  void tabReachesEveryPartOfTheWindowAndComesRound() throws Exception {
    openFirstSample();
    Set<Node> stops = new LinkedHashSet<>();
    onFx(
        () -> {
          workbench.scene().lookup("#menu").requestFocus();
          return true;
        });
    Node first = focusOwner();
    Node at = first;
    do {
      assertThat(stops.size()).as("Tab comes round").isLessThan(STOPS_AT_MOST);
      stops.add(at);
      if (at instanceof TokenEditor) {
        // The editor writes tabs; F6 is its way out.
        robot.type(KeyCode.F6);
      } else {
        robot.type(KeyCode.TAB);
      }
      at = focusOwner();
    } while (at != first && !stops.contains(at));

    assertThat(stops).extracting(Node::getId)
        .contains(
            "menu", "model-picker", "endpoint-toggle", "lens", "search", "rail-prompt",
            "rail-explorer", "rail-settings");
    assertThat(stops).as("an editor").hasAtLeastOneElementOfType(TokenEditor.class);
  }

  @Test
  void f6GoesFromPaneToPaneAndBack() throws Exception {
    openFirstSample();
    Node editor = focusOwner();
    assertThat(editor).as("what was opened can be written in at once")
        .isInstanceOf(TokenEditor.class);
    robot.type(KeyCode.F6);
    Node tree = focusOwner();
    robot.type(KeyCode.F6);
    Node requests = focusOwner();
    assertThat(List.of(editor, tree, requests)).doesNotHaveDuplicates();

    robot.press(KeyCode.SHIFT).type(KeyCode.F6).type(KeyCode.F6).release(KeyCode.SHIFT);

    assertThat(focusOwner()).isSameAs(editor);
  }

  @Test
  void keysOfCommandsReachThemFromInsideAnEditor() throws Exception {
    openFirstSample();
    for (KeyCode key : List.of(KeyCode.C, KeyCode.A, KeyCode.V)) {
      robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(key)
          .release(KeyCode.SHIFT, KeyCode.CONTROL);
    }

    until(() -> workbench.model().notices().toast().get().startsWith("Copied as "));
    TokenEditor editor = (TokenEditor) focusOwner();
    assertThat(onFx(() -> editor.selectedText())).isEmpty();
    assertThat(onFx(() -> workbench.model().document().edited().get()))
        .as("nothing was pasted into the editor")
        .isFalse();
  }

  @Test
  void aQuestionKeepsTheKeyboardUntilItIsAnsweredAndEscapeIsCancel() throws Exception {
    openFirstSample();
    robot.write("x");
    until(() -> workbench.model().document().edited().get());
    robot.press(KeyCode.CONTROL).type(KeyCode.W).release(KeyCode.CONTROL);
    until(() -> workbench.model().notices().question().get() != null);

    for (int i = 0; i < 5; i++) {
      robot.type(KeyCode.TAB);
      assertThat(focusOwner().getId()).as("stop %d", i).startsWith("answer-");
    }
    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT2).release(KeyCode.CONTROL);
    assertThat(onFx(() -> workbench.model().place().get())).isEqualTo(Place.PROMPT);
    robot.type(KeyCode.ESCAPE);

    until(() -> workbench.model().notices().question().get() == null);
    assertThat(onFx(() -> workbench.model().document().open().get())).isTrue();
    assertThat(onFx(() -> workbench.model().document().edited().get())).isTrue();
  }

  @Test
  void aBannerIsClosedByKeyboard() throws Exception {
    onFx(
        () -> {
          workbench.model().notices().show(Notices.Kind.ERROR, Notices.Subject.FILE, "It failed.");
          return true;
        });
    // A button answers keys from its first layout on.
    until(
        () ->
            workbench.scene().lookup(".wp-banner .button") instanceof Button close
                && close.getSkin() != null);
    onFx(
        () -> {
          workbench.scene().lookup(".wp-banner .button").requestFocus();
          return true;
        });
    until(() -> isInside(workbench.scene().getFocusOwner(), "wp-banner"));
    robot.type(KeyCode.SPACE);

    until(() -> workbench.model().notices().banners().isEmpty());
  }

  @Test
  void theTimeSliderIsReachedAndLeavingTheExplorerGoesBackToNow() throws Exception {
    openFirstSample();
    robot.press(KeyCode.CONTROL, KeyCode.SHIFT).type(KeyCode.B)
        .release(KeyCode.SHIFT, KeyCode.CONTROL);
    until(() -> workbench.model().place().get() == Place.EXPLORER);
    until(() -> isInside(workbench.scene().getFocusOwner(), "wp-timeline"));
    robot.type(KeyCode.LEFT);
    until(() -> workbench.model().tree().scrubbedTo().get() != null);

    robot.press(KeyCode.CONTROL).type(KeyCode.DIGIT1).release(KeyCode.CONTROL);

    until(() -> workbench.model().place().get() == Place.PROMPT);
    assertThat(onFx(() -> workbench.model().tree().scrubbedTo().get())).isNull();
  }

  private static boolean isInside(Node node, String style) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.getStyleClass().contains(style)) {
        return true;
      }
    }
    return false;
  }

  private Set<String> menuTitles() {
    Set<String> titles = new LinkedHashSet<>();
    MenuButton menu = (MenuButton) workbench.scene().lookup("#menu");
    List<MenuItem> todo = new ArrayList<>(menu.getItems());
    while (!todo.isEmpty()) {
      MenuItem item = todo.removeLast();
      if (item instanceof Menu below) {
        todo.addAll(below.getItems());
      } else if (item.getText() != null) {
        titles.add(item.getText());
      }
    }
    return titles;
  }

  private void openFirstSample() throws Exception {
    until(() -> workbench.scene().lookup("#sample-0 .wp-meter") != null);
    onFx(
        () -> {
          workbench.scene().lookup("#sample-0").requestFocus();
          return true;
        });
    robot.type(KeyCode.SPACE);
    until(() -> workbench.model().prompt().forecast().get() != null);
    until(() -> workbench.scene().getFocusOwner() instanceof TokenEditor);
  }

  private Node focusOwner() throws Exception {
    return onFx(() -> workbench.scene().getFocusOwner());
  }
}
