package dev.warmpath.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.Pictures;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.WordTokens;
import dev.warmpath.ui.canvas.FrameClock;

import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.tree.DesignTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Renders the comparison; the pictures are for people to look at. */
class ComparePictureTest {
  static Stream<Arguments> sizes() {
    return Stream.of(true, false)
        .flatMap(
            dark ->
                Stream.of(
                    Arguments.of(dark, 1628, 850), Arguments.of(dark, 900, 640),
                    Arguments.of(dark, 560, 500)));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void showsWhereTheyPart(boolean dark, int width, int height) throws Exception {
    WordTokens words = new WordTokens();
    FakeEngine engine = new FakeEngine();
    Selection selection = new Selection();
    String first = WordTokens.support("2026-11-20T17:02:55Z", 90);
    String second = WordTokens.support("2026-11-20T17:04:31Z", 90);
    int same = TokenDiff.of(words.tokens(first).ids(), words.tokens(second).ids()).commonPrefix();
    engine.traces(
        List.of(
            words.trace(40, first, same - 6, DesignTree.DEMO, DesignTree.NOW.minusSeconds(96)),
            words.trace(41, second, same, DesignTree.DEMO, DesignTree.NOW)));
    var picture =
        Pictures.of(
            "compare", dark, width, height,
            palette ->
                new CompareView(
                    new CompareViewModel(engine.feed(), selection), new FrameClock(), palette),
            view -> {
              selection.request().set(41L);
              selection.compared().set(40L);
            });
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void saysHowToBegin(boolean dark, int width, int height) throws Exception {
    FakeEngine engine = new FakeEngine();
    var picture =
        Pictures.of(
            "compare-empty", dark, width, height,
            palette ->
                new CompareView(
                    new CompareViewModel(engine.feed(), new Selection()), new FrameClock(),
                    palette),
            view -> {});
    assertThat(Pictures.colours(picture)).as("different colours").isGreaterThan(20);
  }
}
