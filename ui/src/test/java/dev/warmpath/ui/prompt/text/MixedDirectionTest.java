package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hebrew and Arabic among other text; a right-to-left letter is 7 pixels wide here, others 10. */
class MixedDirectionTest {
  private static final String[] WORDS = {
    "order", "שלום", "العربية", " ", "12", "٣٤", "(", ")", ".", "日本", "👩‍👩‍👧", "é", "עִבְרִית", "_",
    "\t", "\u0007", ", ", "\u200f"
  };

  private static final double WIDE = 1e6;

  private static String line(Random random) {
    StringBuilder text = new StringBuilder("א");
    for (int i = random.nextInt(14); i >= 0; i--) {
      text.insert(random.nextBoolean() ? 0 : text.length(), WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }

  private static List<Double> lefts(String text, double width) {
    LineLayout lines = new LineLayout(text, Texts.TEN, width);
    LineEdges edges = new LineEdges();
    lines.edges(0, edges);
    List<Double> lefts = new ArrayList<>();
    for (int at = 0; at < lines.contentEnd(0); at++) {
      lefts.add(edges.left(at, at + 1));
    }
    return lefts;
  }

  @Test
  void aHebrewWordRunsFromRightToLeftBetweenItsNeighbours() {
    assertThat(lefts("ab אבג c", WIDE))
        .containsExactly(0.0, 10.0, 20.0, 44.0, 37.0, 30.0, 51.0, 61.0);
  }

  @Test
  void aParagraphThatStartsWithHebrewIsReadFromTheRight() {
    assertThat(lefts("אב c", WIDE)).containsExactly(27.0, 20.0, 10.0, 0.0);
  }

  @Test
  void numbersKeepTheirOrderInsideArabic() {
    assertThat(lefts("ab ب 12 ت", WIDE))
        .containsExactly(0.0, 10.0, 20.0, 77.0, 67.0, 47.0, 57.0, 37.0, 30.0);
  }

  @Test
  void theMarkTakesItsRoomOnTheSideOfReading() {
    LineLayout lines = new LineLayout("ab אבג c", Texts.TEN, WIDE);
    lines.mark(4, 100);
    LineEdges edges = new LineEdges();
    lines.edges(0, edges);
    assertThat(edges.left(3, 4)).isEqualTo(144);
    assertThat(edges.mark()).isEqualTo(44);
    assertThat(edges.right(4, 5)).isEqualTo(44);
    assertThat(lines.unitAt(0, 90)).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void everyClusterHasAPlaceOfItsOwn(long seed) {
    Random random = new Random(seed);
    String text = line(random);
    LineLayout lines = new LineLayout(text, Texts.TEN, WIDE);
    LineEdges edges = new LineEdges();
    lines.edges(0, edges);
    double sum = 0;
    double right = 0;
    for (int at = 0; at < text.length(); at = Graphemes.next(text, at)) {
      double middle = (edges.left(at, at + 1) + edges.right(at, at + 1)) / 2;
      assertThat(lines.unitAt(0, middle)).as("%d of %s", at, text).isEqualTo(at);
      sum += edges.right(at, at + 1) - edges.left(at, at + 1);
      right = Math.max(right, edges.right(at, at + 1));
    }
    assertThat(sum).as(text).isEqualTo(right, within(1e-6));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void aClickPutsTheCaretAtTheNearestEdgeAndThereItStays(long seed) {
    Random random = new Random(seed);
    String text = line(random);
    LineLayout lines = new LineLayout(text, Texts.TEN, WIDE);
    Caret caret = new Caret(text, lines);
    for (int click = 0; click < 60; click++) {
      double x = random.nextDouble() * 10 * text.length();
      caret.toLine(0, x, false);
      double at = caret.x();
      int unit = lines.unitAt(0, x);
      if (unit >= 0 && text.charAt(unit) != '\t' && text.charAt(unit) != '\u0007') {
        assertThat(at).as("%s at %s", text, x).isEqualTo(x, within(10.0));
      }
      caret.toLine(0, at, false);
      assertThat(caret.x()).as("%s at %s", text, x).isEqualTo(at);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void arrowsPassEveryClusterOnceInTheOrderOfTheScreen(long seed) {
    Random random = new Random(seed);
    String text = line(random);
    Caret caret = new Caret(text, new LineLayout(text, Texts.TEN, WIDE));
    int clusters = 0;
    for (int at = 0; at < text.length(); at = Graphemes.next(text, at)) {
      clusters++;
    }
    caret.toLine(0, -1, false);
    List<Double> passed = new ArrayList<>(List.of(caret.x()));
    for (int i = 0; i < clusters; i++) {
      caret.right(false);
      assertThat(caret.x()).as(text).isGreaterThan(passed.getLast());
      passed.add(caret.x());
    }
    caret.right(false);
    assertThat(caret.x()).as(text).isEqualTo(passed.getLast());
    for (int i = clusters - 1; i >= 0; i--) {
      caret.left(false);
      assertThat(caret.x()).as(text).isEqualTo(passed.get(i));
    }
  }

  @Test
  void arrowsLeadFromLineToLineInTheOrderOfReading() {
    String text = "ab\nאב\ncd";
    Caret caret = new Caret(text, new LineLayout(text, Texts.TEN, WIDE));
    caret.moveTo(2, false);
    caret.right(false);
    assertThat(caret.position()).isEqualTo(3);
    caret.left(false);
    caret.left(false);
    assertThat(caret.position()).as("left leads on in a Hebrew line").isEqualTo(5);
    caret.left(false);
    assertThat(caret.position()).isEqualTo(6);
    caret.left(false);
    assertThat(caret.position()).isEqualTo(5);
  }

  @Test
  void textGoesOnWhereItWasWritten() {
    String text = "ab אב";
    Caret caret = new Caret(text, new LineLayout(text, Texts.TEN, WIDE));
    caret.behind(5);
    assertThat(caret.x()).as("left of the Hebrew letters").isEqualTo(30);
    caret.behind(3);
    assertThat(caret.x()).as("behind the blank").isEqualTo(30);
  }
}
