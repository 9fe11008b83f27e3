package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TextBufferTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void holdsWhatAStringBuilderWouldHoldAfterAnyEdits(long seed) {
    Random random = new Random(seed);
    String start = Texts.random(random, 30);
    TextBuffer buffer = new TextBuffer(start);
    StringBuilder expected = new StringBuilder(start);
    for (int edit = 0; edit < 200; edit++) {
      int from = random.nextInt(expected.length() + 1);
      int to = Math.min(expected.length(), from + random.nextInt(20));
      String text = random.nextInt(4) == 0 ? "" : Texts.random(random, 6);
      buffer.replace(from, to, text);
      expected.replace(from, to, text);
      assertThat(buffer.toString()).isEqualTo(expected.toString());
      assertThat(buffer.length()).isEqualTo(expected.length());
      int at = random.nextInt(expected.length() + 1);
      int end = at + random.nextInt(expected.length() - at + 1);
      assertThat(buffer.subSequence(at, end)).isEqualTo(expected.substring(at, end));
      if (!expected.isEmpty()) {
        int index = random.nextInt(expected.length());
        assertThat(buffer.charAt(index)).isEqualTo(expected.charAt(index));
      }
    }
  }

  @Test
  void refusesARangeOutsideTheText() {
    TextBuffer buffer = new TextBuffer("abc");
    assertThatThrownBy(() -> buffer.replace(2, 5, "x"))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("range 2..5 of 3");
    assertThat(buffer).hasToString("abc");
  }
}
