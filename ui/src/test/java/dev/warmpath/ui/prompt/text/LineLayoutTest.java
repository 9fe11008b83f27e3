package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineLayoutTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void wrapsTheSameLinesAfterEditsAsFromScratch(long seed) {
    Random random = new Random(seed);
    TextBuffer text = new TextBuffer(Texts.random(random, 60));
    double width = 30 + random.nextInt(300);
    LineLayout lines = new LineLayout(text, Texts.TEN, width);
    for (int edit = 0; edit < 120; edit++) {
      if (random.nextInt(8) == 0) {
        int at = random.nextInt(4) == 0 ? -1 : boundary(text, random);
        lines.mark(at, at < 0 ? 0 : 20 + random.nextInt(60));
      } else {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String inserted = random.nextInt(3) == 0 ? "" : Texts.random(random, 5);
        text.replace(from, to, inserted);
        lines.edited(from, to - from, inserted.length());
      }
      LineLayout fresh = new LineLayout(text, Texts.TEN, width);
      fresh.mark(lines.markAt(), lines.markWidth());
      assertThat(starts(lines)).as("edit %d of %s", edit, text).isEqualTo(starts(fresh));
    }
  }

  private static int boundary(CharSequence text, Random random) {
    return Graphemes.floor(text, random.nextInt(text.length() + 1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void findsEveryOffsetWhereItIsDrawn(long seed) {
    Random random = new Random(seed);
    TextBuffer text = new TextBuffer(Texts.random(random, 60));
    LineLayout lines = new LineLayout(text, Texts.TEN, 30 + random.nextInt(300));
    LineEdges edges = new LineEdges();
    for (int line = 0; line < lines.count(); line++) {
      lines.edges(line, edges);
      int at = lines.start(line);
      while (at < lines.contentEnd(line)) {
        double left = edges.left(at, at + 1);
        double right = edges.right(at, at + 1);
        double near = edges.backward(at) ? right : left;
        assertThat(lines.lineAt(at)).isEqualTo(line);
        assertThat(lines.x(line, at)).isEqualTo(near);
        double inside = near + (edges.backward(at) ? -0.1 : 0.1);
        assertThat(lines.offsetAt(line, inside)).isEqualTo(at);
        assertThat(lines.unitAt(line, left + 0.1)).isEqualTo(at);
        at = Graphemes.next(text, at);
      }
    }
  }

  @Test
  void breaksBetweenWordsAndInsideAWordOnlyWhenItIsLongerThanALine() {
    TextBuffer text = new TextBuffer("one two threefourfive");
    LineLayout lines = new LineLayout(text, Texts.TEN, 80);
    assertThat(pieces(lines, text)).containsExactly("one two ", "threefou", "rfive");
  }

  @Test
  void givesTextThatEndsWithALineEndAnEmptyLastLine() {
    TextBuffer text = new TextBuffer("a\n");
    assertThat(pieces(new LineLayout(text, Texts.TEN, 80), text)).containsExactly("a\n", "");
  }

  @Test
  void givesEmptyTextOneLine() {
    TextBuffer text = new TextBuffer("");
    assertThat(pieces(new LineLayout(text, Texts.TEN, 80), text)).containsExactly("");
  }

  @Test
  void makesRoomForTheMarkWhereTheCacheEnds() {
    TextBuffer text = new TextBuffer("one two three");
    LineLayout lines = new LineLayout(text, Texts.TEN, 130);
    lines.mark(4, 50);
    assertThat(pieces(lines, text)).containsExactly("one two ", "three");
    assertThat(lines.x(0, 4)).isEqualTo(90);
    assertThat(lines.x(0, 3)).isEqualTo(30);
    assertThat(lines.unitAt(0, 60)).isEqualTo(-1);
  }

  @Test
  void neverLetsManyBlanksRunOutOfView() {
    TextBuffer text = new TextBuffer(" ".repeat(100));
    LineLayout lines = new LineLayout(text, Texts.TEN, 80);
    assertThat(lines.count()).isGreaterThan(10);
  }

  private static List<Integer> starts(LineLayout lines) {
    List<Integer> starts = new ArrayList<>();
    for (int line = 0; line < lines.count(); line++) {
      starts.add(lines.start(line));
    }
    return starts;
  }

  private static List<String> pieces(LineLayout lines, CharSequence text) {
    List<String> pieces = new ArrayList<>();
    for (int line = 0; line < lines.count(); line++) {
      pieces.add(text.subSequence(lines.start(line), lines.end(line)).toString());
    }
    return pieces;
  }
}
