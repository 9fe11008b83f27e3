package dev.warmpath.ui.prompt.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class LineDrawingTest {
  private static final Color WARM = Color.web("#f2a541");

  private static LineDrawing drawing(Consumer<LineDrawing> steps) {
    LineDrawing drawing = new LineDrawing();
    steps.accept(drawing);
    return drawing;
  }

  @Test
  void equalStepsLookTheSameWhateverWasDrawnBefore() {
    LineDrawing used =
        drawing(
            d -> {
              for (int i = 0; i < 100; i++) {
                d.roundFill(WARM, i, 1, 2, 3, 4);
              }
              d.clear();
              d.fill(WARM, 1, 2, 3, 4);
            });
    assertThat(used.same(drawing(d -> d.fill(WARM, 1, 2, 3, 4)))).isTrue();
    assertThat(drawing(d -> { }).same(new LineDrawing())).isTrue();
  }

  @Test
  void anyDifferenceIsSeen() {
    List<Consumer<LineDrawing>> drawings =
        List.of(
            d -> { },
            d -> d.fill(WARM, 1, 2, 3, 4),
            d -> d.fill(Color.RED, 1, 2, 3, 4),
            d -> d.fill(WARM, 1, 2, 3, 5),
            d -> d.stroke(WARM, 1, 2, 3, 4),
            d -> d.dashed(WARM, 1, 2, 3, 4),
            d -> d.roundStroke(WARM, 1, 2, 3, 4, 5),
            d -> d.roundStroke(WARM, 1, 2, 3, 4, 6),
            d -> d.text(null, WARM, "a", 1, 2),
            d -> d.text(null, WARM, "b", 1, 2),
            d -> {
              d.fill(WARM, 1, 2, 3, 4);
              d.fill(WARM, 1, 2, 3, 4);
            });
    for (int i = 0; i < drawings.size(); i++) {
      for (int j = 0; j < drawings.size(); j++) {
        assertThat(drawing(drawings.get(i)).same(drawing(drawings.get(j))))
            .as("drawings %d and %d", i, j)
            .isEqualTo(i == j);
      }
    }
  }
}
