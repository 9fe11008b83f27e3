package dev.warmpath.ui.shell;

import static dev.warmpath.ui.shell.OpenWindow.onFx;
import static dev.warmpath.ui.shell.OpenWindow.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.ports.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.stage.PopupWindow;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The smallest window with the largest text: everything can be reached and read. */
class SmallWindowTest {
  private static final double WIDTH = 960;
  private static final double HEIGHT = 600;
  private static final double HIGHER = 760;

  private final FakePorts fakes = new FakePorts();
  private OpenWindow window;
  private Workbench workbench;

  @BeforeEach
  void open() throws Exception {
    fakes.preferences.put(Settings.FONT_SIZE.name(), String.valueOf(Settings.MOST_FONT));
    window = OpenWindow.of(fakes, WIDTH, HEIGHT);
    workbench = window.workbench;
    onFx(
        () -> {
          workbench.model().document().present(Samples.all().getLast().workspace());
          return true;
        });
    until(() -> workbench.model().prompt().forecast().get() != null);
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void theModelPickerEndsWithTheWindowAndScrolls() throws Exception {
    open("model.choose");
    assertThatCode(() -> until(SmallWindowTest::isInside))
        .as(() -> "at " + place()).doesNotThrowAnyException();
  }

  /** The headless platform leaves a popup that opens upwards where it began: so only its height. */
  @ParameterizedTest
  @CsvSource({"prompt.sampling, #open-sampling", "prompt.variables, #open-variables"})
  void whatOpensUpwardsHasRoomThere(String command, String button) throws Exception {
    until(new Rest(() -> top(button)));
    open(command);
    until(new Rest(() -> content().getHeight()));
    assertThat(onFx(() -> content().getHeight())).isLessThanOrEqualTo(onFx(() -> top(button)));
  }

  private double top(String selector) {
    return node(selector).localToScreen(node(selector).getBoundsInLocal()).getMinY();
  }

  /** A place or size that is above 0 and the same for a while: what arrives late has arrived. */
  private static final class Rest implements Callable<Boolean> {
    private static final int LOOKS = 20;

    private final Callable<Double> measure;
    private double last = Double.NaN;
    private int same;

    private Rest(Callable<Double> measure) {
      this.measure = measure;
    }

    @Override
    public Boolean call() throws Exception {
      double now = measure.call();
      same = now == last && now > 0 ? same + 1 : 0;
      last = now;
      return same > LOOKS;
    }
  }

  private void open(String command) throws Exception {
    // A window that gets the focus later closes its popups.
    until(() -> workbench.scene().getWindow().isFocused());
    onFx(
        () -> {
          workbench.commands().get(command).run();
          return true;
        });
    until(() -> popup() != null);
  }

  @Test
  void theOptionsAndTheFixHaveRoomForTheirWords() throws Exception {
    sendTwice();
    assertThat(onFx(() -> isSeen(node("#fix-bar")))).as("it would push Send out").isFalse();
    assertSendIsInSight();
    onFx(
        () -> {
          workbench.scene().getWindow().setHeight(HIGHER);
          return true;
        });
    until(() -> isSeen(node("#fix-bar")));
    // Fonts and widths of what has just appeared come with the next frames.
    until(() -> ((Region) node("#fix-facts")).getWidth() > 10 * Settings.MOST_FONT);

    assertThat(onFx(() -> ((Region) node("#fix-bar")).getHeight()))
        .as("not a letter a line").isLessThan(12 * Settings.MOST_FONT);
    assertSendIsInSight();
    Region strip = (Region) onFx(() -> node(".wp-options"));
    for (String each : List.of("#open-sampling", "#open-variables")) {
      assertThat(onFx(() -> node(each).getBoundsInParent().getMaxX()))
          .as(each).isLessThanOrEqualTo(strip.getWidth());
    }
  }

  private void sendTwice() throws Exception {
    send();
    window.clock.pass(Duration.ofMinutes(2));
    send();
    until(() -> node("#fix-bar").isVisible());
  }

  private void assertSendIsInSight() throws Exception {
    Node button = onFx(() -> node(".send-button"));
    until(
        () ->
            button.localToScene(button.getLayoutBounds()).getMaxY()
                <= workbench.scene().getHeight());
  }

  private static boolean isSeen(Node node) {
    Node at = node;
    while (at != null && at.isVisible()) {
      at = at.getParent();
    }
    return at == null;
  }

  private void send() throws Exception {
    int before = onFx(() -> workbench.model().feed().traces().get().size());
    until(() -> workbench.commands().get("prompt.send").enabled().get());
    onFx(
        () -> {
          workbench.commands().get("prompt.send").run();
          return true;
        });
    until(
        () -> {
          List<Trace> traces = workbench.model().feed().traces().get();
          return traces.size() > before && traces.getLast().state().ended()
              && !workbench.model().prompt().running().get();
        });
  }

  private Node node(String selector) {
    return Objects.requireNonNull(workbench.scene().lookup(selector), selector);
  }

  private static Region content() {
    return (Region) Objects.requireNonNull(popup()).getScene().getRoot().lookup(".content");
  }

  private static boolean isInside() {
    Bounds at = place();
    return at.getHeight() > 0 && at.getMinY() >= 0 && at.getMaxY() <= HEIGHT;
  }

  private static Bounds place() {
    return content().localToScreen(content().getBoundsInLocal());
  }

  private static @Nullable Window popup() {
    return Window.getWindows().stream()
        .filter(window -> window instanceof PopupWindow && window.isShowing())
        .findFirst()
        .orElse(null);
  }
}
