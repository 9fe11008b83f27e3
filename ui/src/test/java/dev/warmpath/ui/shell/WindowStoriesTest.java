package dev.warmpath.ui.shell;

import static dev.warmpath.ui.shell.OpenWindow.onFx;
import static dev.warmpath.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The window driven by mouse and keyboard, with an engine that keeps a real tree. */
class WindowStoriesTest {
  private static final int BROKEN = 5;

  private final FakePorts fakes = new FakePorts();
  private final FxRobot robot = new FxRobot();
  private OpenWindow window;
  private Workbench workbench;

  @BeforeEach
  void open() throws Exception {
    fakes.samples.addAll(Samples.all());
    fakes.preferences.put(Settings.THEME.name(), "DARK");
    window = OpenWindow.of(fakes, 960, 800);
    workbench = window.workbench;
    robot.targetWindow(workbench.scene());
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void aBrokenPromptIsFoundMovedAndTurnsWarm() throws Exception {
    openSample(BROKEN);
    assertThat(forecast().match().matched()).isZero();

    send();
    window.clock.pass(Duration.ofMinutes(2));
    Trace second = send();
    assertThat(second.counts().cached())
        .as("only what stands before the timestamp hits")
        .isLessThan(second.counts().prompt() / 4);

    String context = workbench.model().prompt().document().segments().get(1).id();
    focus(context);
    robot.press(KeyCode.ALT, KeyCode.DOWN).release(KeyCode.DOWN, KeyCode.ALT);
    until(() -> workbench.model().prompt().document().indexOf(context) == 2);
    send();
    window.clock.pass(Duration.ofMinutes(2));
    Trace last = send();

    assertThat(last.counts().cached())
        .as("all but the timestamp and the question hits")
        .isGreaterThan(last.counts().prompt() * 9 / 10);
  }

  @Test
  void theVerdictOffersAFixThatAppliesInOneStep() throws Exception {
    openSample(BROKEN);
    send();
    window.clock.pass(Duration.ofMinutes(2));
    Trace second = send();
    var explain = workbench.model().explaining().explain();
    var bar = workbench.scene().lookup("#fix-bar");
    until(() -> explain.verdictOf(second.id()) != null && bar.isVisible());
    assertThat(onFx(() -> explain.verdictOf(second.id()).cause().id()))
        .isEqualTo("volatile_time");
    assertThat(onFx(() -> workbench.model().selection().request().get()))
        .as("the newest own request is looked at")
        .isEqualTo(second.id());
    var before = onFx(() -> workbench.model().prompt().workspace().get().segments());

    robot.clickOn("#fix-apply");

    until(
        () -> {
          var after = workbench.model().prompt().workspace().get().segments();
          return after.getLast().text().equals("Current time: {{now}}");
        });
    shortcut(KeyCode.Z);
    until(() -> workbench.model().prompt().workspace().get().segments().equals(before));

    robot.clickOn("#fix-apply");
    window.clock.pass(Duration.ofMinutes(2));
    send();
    window.clock.pass(Duration.ofMinutes(2));
    Trace last = send();
    assertThat(last.counts().cached()).isGreaterThan(last.counts().prompt() * 9 / 10);
    until(() -> workbench.model().explaining().fixes().bar().get().facts().contains("realised"));
  }

  @Test
  void theFixStandsUnderTheComparisonAndAppliesToTheEditor() throws Exception {
    openSample(BROKEN);
    send();
    window.clock.pass(Duration.ofMinutes(2));
    Trace second = send();
    var fixes = workbench.model().explaining().fixes();
    until(() -> fixes.request().get() == second.id());
    onFx(
        () -> {
          workbench.model().compareRequests();
          return true;
        });
    until(() -> workbench.scene().lookup(".wp-compare #fix-apply") != null);

    robot.clickOn(".wp-compare #fix-apply");

    until(() -> workbench.model().place().get() == Place.PROMPT);
    assertThat(onFx(() -> workbench.model().prompt().workspace().get().segments().getLast().text()))
        .isEqualTo("Current time: {{now}}");
  }

  @Test
  void whatHangsFromThePromptBringsItBack() throws Exception {
    openSample(BROKEN);
    for (String command : List.of("prompt.sampling", "prompt.variables")) {
      onFx(
          () -> {
            workbench.model().place().set(Place.EXPLORER);
            return true;
          });
      WaitForAsyncUtils.waitForFxEvents();
      onFx(
          () -> {
            workbench.commands().get(command).run();
            return true;
          });
      until(
          () ->
              workbench.model().place().get() == Place.PROMPT
                  && javafx.stage.Window.getWindows().stream()
                      .anyMatch(window -> window instanceof javafx.stage.PopupWindow));
      onFx(
          () -> {
            workbench.tidy();
            return true;
          });
    }
  }

  @Test
  void aWindowThatGrowsHasTheUsualPanes() throws Exception {
    openSample(BROKEN);
    var prompt = (Region) workbench.scene().lookup(".prompt-view");
    onFx(
        () -> {
          workbench.stage().setWidth(1680);
          return true;
        });
    until(() -> workbench.scene().lookup(".wp-inspector") != null);
    until(() -> Math.abs(prompt.getWidth() / 1628 - 0.325) < 0.01);
    var inspector = (Region) workbench.scene().lookup(".wp-inspector");
    until(() -> Math.abs(inspector.getWidth() / 1628 - 0.2) < 0.01);
  }

  @Test
  void aBannerLeavesTheTreeItsHeight() throws Exception {
    openSample(BROKEN);
    var tree = (Region) workbench.scene().lookup(".wp-tree");
    double before = onFx(tree::getHeight);
    onFx(
        () -> {
          workbench.model().models().unload();
          workbench.model().models().load(Path.of("/models/none.gguf"));
          fakes.models.loads.getLast().completeExceptionally(
              new IllegalArgumentException("The model file does not exist. Check the path."));
          return true;
        });
    until(() -> workbench.scene().lookup(".wp-banner") != null);
    for (int i = 0; i < 4; i++) {
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertThat(onFx(tree::getHeight)).isBetween(before * 0.8, before);
  }

  @Test
  void anotherLensIsChosenByTypingItsName() throws Exception {
    openSample(0);
    send();
    robot.clickOn("#lens");
    robot.write("vllm").type(KeyCode.ENTER);

    until(() -> workbench.model().explaining().explain().lens().get().id().equals("vllm"));
    until(() -> forecast().judged() != null && forecast().hits() % 16 == 0);
    // What a hover then says of a token is said under that lens.
    String last =
        onFx(() -> workbench.model().prompt().describe(forecast().promptTokens() - 1));
    assertThat(last).contains("cold · counted as new under").containsIgnoringCase("vllm");
    assertThat(onFx(() -> workbench.model().prompt().describe(0)))
        .contains("warm · counted as cached under");
  }

  @Test
  void typingChangesTheForecastAndMarksTheDocumentEdited() throws Exception {
    openSample(0);
    int before = forecast().tokens().size();
    focus(workbench.model().prompt().document().segments().getLast().id());

    robot.write(" And what about Canada?");

    until(() -> forecastSize() > before);
    assertThat(onFx(() -> workbench.model().document().edited().get())).isTrue();
  }

  @Test
  void largerTextReachesEveryPaneAndNothingFails() throws Exception {
    openSample(BROKEN);
    send();
    var failures = new java.util.concurrent.ConcurrentLinkedQueue<Throwable>();
    onFx(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> failures.add(e));
          return true;
        });
    String last = workbench.model().prompt().document().segments().getLast().id();
    focus(last);
    for (int size = 14; size <= 20; size++) {
      int wanted = size;
      onFx(
          () -> {
            workbench.commands().get("view.larger").run();
            return true;
          });
      WaitForAsyncUtils.waitForFxEvents();
      until(() -> workbench.model().appearance().fontSize().get() == wanted);
    }
    robot.write("!?");
    until(
        () ->
            workbench.model().prompt().workspace().get().segments().getLast().text()
                .contains("!?"));
    var table = (javafx.scene.control.TableView<?>) workbench.scene().lookup("#requests-table");
    assertThat(table.getFixedCellSize()).isEqualTo(43);
    assertThat(failures).isEmpty();
  }

  @Test
  void closingAsksAndOnlyDiscardLosesTheEdits() throws Exception {
    openSample(0);
    focus(workbench.model().prompt().document().segments().getLast().id());
    robot.write("x");
    until(() -> workbench.model().document().edited().get());

    shortcut(KeyCode.W);
    until(() -> workbench.model().notices().question().get() != null);
    robot.clickOn("#answer-cancel");
    until(() -> workbench.model().notices().question().get() == null);
    assertThat(onFx(() -> workbench.model().document().open().get())).isTrue();

    shortcut(KeyCode.W);
    robot.clickOn("#answer-discard");
    until(() -> workbench.model().welcome().get());
  }

  @Test
  void aCommandIsFoundByAFewLettersAndRunByEnter() throws Exception {
    shortcut(KeyCode.K);
    until(() -> workbench.model().overlay().get() == WorkbenchViewModel.Overlay.PALETTE);
    robot.write("cache expl").type(KeyCode.ENTER);

    until(() -> workbench.model().place().get() == Place.EXPLORER);
    assertThat(onFx(() -> workbench.model().overlay().get()))
        .isEqualTo(WorkbenchViewModel.Overlay.NONE);
  }

  @Test
  void theKeySheetOpensByQuestionMarkAndClosesByEscape() throws Exception {
    onFx(
        () -> {
          workbench.scene().lookup("#open-sample").requestFocus();
          return true;
        });
    robot.write("!?");
    until(() -> workbench.model().overlay().get() == WorkbenchViewModel.Overlay.KEYS);

    robot.type(KeyCode.ESCAPE);

    until(() -> workbench.model().overlay().get() == WorkbenchViewModel.Overlay.NONE);
  }

  @Test
  void aPastedRequestBecomesAnUnsavedPrompt() throws Exception {
    onFx(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString("{\"messages\": []}");
          return Clipboard.getSystemClipboard().setContent(content);
        });

    robot.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.V)
        .release(KeyCode.V, KeyCode.SHIFT, KeyCode.CONTROL);

    until(() -> workbench.model().document().open().get());
    assertThat(onFx(() -> workbench.model().document().edited().get())).isTrue();
  }

  @Test
  void savingGoesToTheChosenFileAndTheTitleFollows() throws Exception {
    openSample(0);
    Path file = Path.of("/work/mine.warmpath");
    fakes.chosen.add(file);

    shortcut(KeyCode.S);

    until(() -> fakes.files.containsKey(file));
    until(() -> workbench.model().document().title().get().equals("mine.warmpath"));
    assertThat(onFx(() -> ((Labeled) workbench.scene().lookup(".pane-title")).getText()))
        .as("above the segments as in the window's title")
        .isEqualTo("mine.warmpath");
  }

  @Test
  void everyCommandIsFoundInThePaletteByItsTitle() throws Exception {
    List<Command> all = onFx(() -> workbench.commands().all());
    for (Command command : all) {
      assertThat(workbench.commands().search(command.title()))
          .extracting(found -> found.command().title())
          .first()
          .isEqualTo(command.title());
    }
  }

  @Test
  void answersBecomeTheNextTurn() throws Exception {
    openSample(4);
    int segments = onFx(() -> workbench.model().prompt().document().segments().size());
    send();
    robot.press(KeyCode.CONTROL, KeyCode.ALT, KeyCode.ENTER)
        .release(KeyCode.ENTER, KeyCode.ALT, KeyCode.CONTROL);

    until(() -> workbench.model().prompt().document().segments().size() == segments + 2);
    Trace next = send();
    assertThat(next.counts().cached()).isGreaterThan(next.counts().prompt() * 8 / 10);
  }

  private void openSample(int index) throws Exception {
    until(
        () ->
            workbench.scene().lookup("#sample-" + index + " .wp-meter") != null);
    robot.clickOn("#sample-" + index);
    until(() -> workbench.model().prompt().forecast().get() != null);
  }

  private Trace send() throws Exception {
    int before = onFx(() -> workbench.model().feed().traces().get().size());
    until(() -> workbench.commands().get("prompt.send").enabled().get());
    shortcut(KeyCode.ENTER);
    until(
        () -> {
          List<Trace> traces = workbench.model().feed().traces().get();
          return traces.size() > before && traces.getLast().state().ended()
              && !workbench.model().prompt().running().get();
        });
    return onFx(() -> workbench.model().feed().traces().get().getLast());
  }

  private void focus(String segment) throws Exception {
    onFx(
        () -> {
          workbench.views().prompt().editor(segment).requestFocus();
          return true;
        });
  }

  private Forecast forecast() throws Exception {
    return Objects.requireNonNull(onFx(() -> workbench.model().prompt().forecast().get()));
  }

  private int forecastSize() {
    Forecast forecast = workbench.model().prompt().forecast().get();
    return forecast == null ? 0 : forecast.tokens().size();
  }

  private void shortcut(KeyCode key) {
    robot.press(KeyCode.CONTROL, key).release(key, KeyCode.CONTROL);
  }
}
