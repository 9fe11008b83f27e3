package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CaretTest {

  private static Caret caret(String text, double width) {
    TextBuffer buffer = new TextBuffer(text);
    return new Caret(buffer, new LineLayout(buffer, Texts.TEN, width));
  }

  private static int after(Caret caret, int from, Consumer<Caret> move) {
    caret.moveTo(from, false);
    move.accept(caret);
    return caret.position();
  }

  @ParameterizedTest(name = "from {0}: next {1}, previous {2}")
  @CsvSource({"0,4,0", "2,4,0", "4,10,0", "10,12,4", "12,13,10", "13,17,12", "17,17,13"})
  void movesByWordsSignsAndLines(int from, int next, int previous) {
    Caret caret = caret("one two_2 (!\nend ", 1000);
    assertThat(after(caret, from, c -> c.wordRight(false))).isEqualTo(next);
    if (from != 13) {
      assertThat(after(caret, from, c -> c.wordLeft(false))).isEqualTo(previous);
    }
  }

  @Test
  void movesByWordsOverSignsOfSeveralUnits() {
    Caret caret = caret("a ❤️ 👩‍💻! b", 1000);
    assertThat(after(caret, 2, c -> c.wordRight(false))).isEqualTo(5);
    assertThat(after(caret, 5, c -> c.wordRight(false))).isEqualTo(12);
    assertThat(after(caret, 12, c -> c.wordLeft(false))).isEqualTo(5);
    assertThat(after(caret, 5, c -> c.wordLeft(false))).isEqualTo(2);
    caret.selectWord(3);
    assertThat(caret.from()).isEqualTo(2);
    assertThat(caret.to()).isEqualTo(4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void movesByWordsAlwaysGoOnAndEndBetweenSigns(long seed) {
    String text = Texts.random(new Random(seed), 60);
    int steps = 0;
    for (int at = 0; at < text.length(); steps++) {
      int next = Words.next(text, at);
      assertThat(next).as("seed %d after %d", seed, at).isGreaterThan(at);
      assertThat(Graphemes.floor(text, next)).isEqualTo(next);
      at = next;
    }
    for (int at = text.length(); at > 0; ) {
      int before = Words.previous(text, at);
      assertThat(before).as("seed %d before %d", seed, at).isLessThan(at);
      assertThat(Graphemes.floor(text, before)).isEqualTo(before);
      at = before;
    }
    assertThat(steps).isLessThanOrEqualTo(text.length());
  }

  @Test
  void stopsAtALineEndWhenMovingBackByWords() {
    Caret caret = caret("one\n  two", 1000);
    assertThat(after(caret, 6, c -> c.wordLeft(false))).isEqualTo(4);
    assertThat(after(caret, 4, c -> c.wordLeft(false))).isEqualTo(3);
    assertThat(after(caret, 3, c -> c.wordLeft(false))).isEqualTo(0);
  }

  @Test
  void keepsTheColumnOverShorterLines() {
    Caret caret = caret("abcdef\nab\nabcdef", 1000);
    caret.moveTo(5, false);
    caret.vertical(1, false);
    assertThat(caret.position()).isEqualTo(9);
    caret.vertical(1, false);
    assertThat(caret.position()).isEqualTo(15);
  }

  @Test
  void goesToTheEndOfAWrappedLineAndStaysOnIt() {
    Caret caret = caret("abcdefghij", 50);
    caret.moveTo(2, false);
    caret.lineEnd(false);
    assertThat(caret.position()).isEqualTo(5);
    assertThat(caret.line()).isZero();
    caret.lineStart(false);
    assertThat(caret.position()).isZero();
    caret.moveTo(5, false);
    assertThat(caret.line()).isEqualTo(1);
  }

  @Test
  void saysWhenItCanGoNoFurtherUpOrDown() {
    Caret caret = caret("one\ntwo", 1000);
    caret.moveTo(1, false);
    assertThat(caret.vertical(-1, false)).isFalse();
    caret.moveTo(5, false);
    assertThat(caret.vertical(1, false)).isFalse();
    caret.moveTo(5, false);
    assertThat(caret.vertical(-1, false)).isTrue();
  }

  @Test
  void selectsWordsAndParagraphs() {
    Caret caret = caret("one two\nthree", 1000);
    caret.selectWord(5);
    assertThat(new int[] {caret.from(), caret.to()}).containsExactly(4, 7);
    caret.selectWord(7);
    assertThat(new int[] {caret.from(), caret.to()}).containsExactly(4, 7);
    caret.selectParagraph(2);
    assertThat(new int[] {caret.from(), caret.to()}).containsExactly(0, 8);
  }

  @Test
  void collapsesASelectionToTheSideItMovesTo() {
    Caret caret = caret("abcdef", 1000);
    caret.select(1, 4);
    caret.left(false);
    assertThat(caret.position()).isEqualTo(1);
    caret.select(1, 4);
    caret.right(false);
    assertThat(caret.position()).isEqualTo(4);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void neverStandsInsideACharacterWhateverTheMoves(long seed) {
    Random random = new Random(seed);
    String text = Texts.random(random, 50);
    Caret caret = caret(text, 40 + random.nextInt(200));
    for (int move = 0; move < 300; move++) {
      boolean select = random.nextBoolean();
      switch (random.nextInt(10)) {
        case 0 -> caret.left(select);
        case 1 -> caret.right(select);
        case 2 -> caret.wordLeft(select);
        case 3 -> caret.wordRight(select);
        case 4 -> caret.vertical(random.nextInt(7) - 3, select);
        case 5 -> caret.lineStart(select);
        case 6 -> caret.lineEnd(select);
        case 7 -> caret.selectWord(random.nextInt(text.length() + 1));
        case 8 -> caret.selectParagraph(random.nextInt(text.length() + 1));
        default -> caret.moveTo(random.nextInt(text.length() + 1), select);
      }
      assertThat(Graphemes.floor(text, caret.position()))
          .as("move %d in %s", move, text)
          .isEqualTo(caret.position());
      assertThat(caret.line()).isBetween(0, Integer.MAX_VALUE);
    }
  }
}
