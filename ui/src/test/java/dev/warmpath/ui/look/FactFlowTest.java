package dev.warmpath.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.shell.WindowRenderer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

class FactFlowTest {
  @BeforeAll
  static void toolkit() {
    WindowRenderer.startToolkit();
  }

  @Test
  void factsStandInOneLineWithDotsBetween() throws Exception {
    assertThat(lines("1 tok · 220 ms · 9 ms", "4.5 tok/s", 1.0))
        .containsExactly("1 tok·220 ms·9 ms4.5 tok/s");
  }

  @Test
  void aLineEndsBetweenFactsAndWithoutTheDot() throws Exception {
    assertThat(lines("1 tok · 220 ms · 9 ms", "4.5 tok/s", 0.5))
        .containsExactly("1 tok·220 ms", "9 ms4.5 tok/s");
  }

  @Test
  void aFactThatFillsTheLineAloneWraps() throws Exception {
    assertThat(lines("one long fact of several words", "", 0.5)).hasSize(1);
    assertThat(height("one long fact of several words", 0.5))
        .isGreaterThan(1.5 * height("one long fact of several words", 1.0));
  }

  @Test
  void nothingTakesNoRoom() throws Exception {
    assertThat(height("", 1.0)).isZero();
  }

  private static List<String> lines(String facts, String note, double share) throws Exception {
    return onFx(
        () -> {
          FactFlow flow = laidOut(facts, note, share);
          return flow.getChildrenUnmodifiable().stream()
              .filter(node -> node.isVisible())
              .map(Label.class::cast)
              .sorted(
                  java.util.Comparator.comparingDouble(Label::getLayoutY)
                      .thenComparing(Label::getLayoutX))
              .collect(
                  java.util.stream.Collectors.groupingBy(
                      Label::getLayoutY, java.util.TreeMap::new,
                      java.util.stream.Collectors.mapping(
                          label -> label.getText().replace('\u00a0', ' '),
                          java.util.stream.Collectors.joining())))
              .values()
              .stream()
              .toList();
        });
  }

  private static double height(String facts, double share) throws Exception {
    return onFx(() -> laidOut(facts, "", share).getHeight());
  }

  /** @param share of the width that all facts in one line need */
  private static FactFlow laidOut(String facts, String note, double share) {
    FactFlow flow = new FactFlow("fact", "note");
    flow.show(facts, note);
    new Scene(new Pane(flow));
    flow.applyCss();
    double width = Math.ceil(flow.prefWidth(-1) * share);
    flow.resize(width, flow.prefHeight(width));
    flow.layout();
    return flow;
  }

  private static <T> T onFx(java.util.concurrent.Callable<T> task) throws Exception {
    return WaitForAsyncUtils.asyncFx(task).get(20, TimeUnit.SECONDS);
  }
}
