package dev.warmpath.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warmpath.ui.canvas.Viewport.Extent;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewportTest {
  private static final Extent TREE = new Extent(2_560, 12, 700, 380);
  private static final Extent FOREST = new Extent(9_000, 6_000, 940, 700);

  @Test
  void fitShowsEverything() {
    Viewport fit = Viewport.fit(FOREST);

    assertThat(fit.toX(9_000)).isLessThan(940);
    assertThat(fit.toY(6_000)).isLessThanOrEqualTo(700);
    assertThat(Viewport.fit(TREE).pitch()).isEqualTo(Viewport.MAX_PITCH);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void zoomKeepsThePlaceUnderTheCursorUnlessAtTheEdge(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Viewport viewport = Viewport.fit(FOREST).zoomed(FOREST, 8, 470, 350);
    for (int i = 0; i < 200; i++) {
      double px = 200 + random.nextDouble(500);
      double py = 200 + random.nextDouble(300);
      double token = viewport.tokenAt(px);
      double row = viewport.rowAt(py);
      Viewport zoomed = viewport.zoomed(FOREST, 0.8 + random.nextDouble(0.5), px, py);
      boolean edge = zoomed.x() == 0 || zoomed.y() == 0 || atEnd(zoomed);
      if (!edge) {
        assertThat(zoomed.tokenAt(px)).as("seed %d step %d", seed, i)
            .isCloseTo(token, within(1e-6));
        assertThat(zoomed.rowAt(py)).isCloseTo(row, within(1e-6));
      }
      viewport = zoomed;
    }
  }

  private static boolean atEnd(Viewport viewport) {
    double maxX = FOREST.tokens() * 1.04 - FOREST.width() / viewport.scale();
    double maxY = FOREST.rows() + 0.5 - FOREST.height() / viewport.pitch();
    return viewport.x() >= maxX - 1e-6 || viewport.y() >= maxY - 1e-6;
  }

  @Test
  void neverLeavesTheContent() {
    Viewport far = Viewport.fit(TREE).zoomed(TREE, 10, 100, 100).panned(TREE, 1e7, 1e7);

    assertThat(far.tokenAt(TREE.width())).isLessThanOrEqualTo(2_560 * 1.041);
    Viewport back = far.panned(TREE, -1e9, -1e9);
    assertThat(back.x()).isZero();
    assertThat(back.y()).isZero();
  }

  @Test
  void zoomStopsAtOneTokenAndAtEverything() {
    Viewport close = Viewport.fit(TREE).zoomed(TREE, 1e9, 10, 10);

    assertThat(close.scale()).isEqualTo(Viewport.MAX_SCALE);
    assertThat(close.zoomed(TREE, 1e-9, 10, 10)).isEqualTo(Viewport.fit(TREE));
  }

  @Test
  void revealMovesOnlyWhenNeeded() {
    Viewport close = Viewport.fit(FOREST).zoomed(FOREST, 20, 100, 100);

    assertThat(close.revealing(FOREST, close.x() + 1, close.x() + 2, close.y() + 1))
        .isEqualTo(close);
    Viewport shown = close.revealing(FOREST, 8_000, 8_016, 5_000);
    assertThat(shown.toX(8_000)).isBetween(0.0, FOREST.width());
    assertThat(shown.toY(5_000)).isBetween(0.0, FOREST.height());
  }

  @Test
  void tinyPanesDoNotBreakIt() {
    Extent nothing = new Extent(1, 1, -5, -5);

    assertThat(Viewport.fit(nothing).scale()).isPositive();
    assertThat(Viewport.fit(nothing).clamped(nothing).x()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.26, 512", "0.001, 131072", "88, 1", "60, 2", "10, 16"})
  void rulerStepsArePowersOfTwoWithRoomForALabel(double scale, long step) {
    assertThat(Ruler.step(scale)).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0|0", "999|999", "1493|1,493", "1234567|1,234,567", "-4200|-4,200"})
  void countsHaveSeparators(long value, String written) {
    assertThat(Figures.count(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0 ms", "10000|< 0.1 ms", "200000|0.2 ms", "251000000|251 ms", "9400000000|9,400 ms",
        "14200000000|14.2 s", "185000000000|3 min 05 s"
      })
  void durationsAreInMillisecondsBelowTenSeconds(long nanos, String written) {
    assertThat(Figures.duration(nanos)).isEqualTo(written);
  }

  @Test
  void otherFigures() {
    assertThat(Figures.share(718, 1_000)).isEqualTo("71.8 %");
    assertThat(Figures.share(1, 1)).isEqualTo("100 %");
    assertThat(Figures.share(0, 0)).isEqualTo("–");
    assertThat(Figures.rate(864, 249_000_000)).isEqualTo("3,470");
    assertThat(Figures.rate(95, 1_557_000_000)).isEqualTo("61.0");
    assertThat(Figures.rate(0, 1)).isEqualTo("–");
    assertThat(Figures.bytes(96_000)).isEqualTo("96 kB");
    assertThat(Figures.bytes(620_000_000)).isEqualTo("620 MB");
    assertThat(Figures.bytes(2_000_000_000L)).isEqualTo("2.00 GB");
    assertThat(Figures.span(java.time.Duration.ofSeconds(598))).isEqualTo("9 min 58 s");
    assertThat(Figures.span(java.time.Duration.ofSeconds(-5))).isEqualTo("0 s");
    assertThat(Figures.span(java.time.Duration.ofMinutes(184))).isEqualTo("3 h 04 min");
  }
}
