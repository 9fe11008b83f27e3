package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphemesTest {

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void stopsAtTheSamePlacesInBothDirections(long seed) {
    String text = Texts.random(new Random(seed), 60);
    List<Integer> forward = new ArrayList<>(List.of(0));
    for (int at = 0; at < text.length(); ) {
      at = Graphemes.next(text, at);
      forward.add(at);
    }
    List<Integer> backward = new ArrayList<>(List.of(text.length()));
    for (int at = text.length(); at > 0; ) {
      at = Graphemes.previous(text, at);
      backward.add(at);
    }
    Collections.reverse(backward);
    assertThat(backward).isEqualTo(forward);
    for (int at = 0; at <= text.length(); at++) {
      int floor = Graphemes.floor(text, at);
      assertThat(forward).contains(floor);
      assertThat(floor).isLessThanOrEqualTo(at);
    }
  }

  @Test
  void takesAFamilyEmojiAndAnAccentedLetterAsOne() {
    String family = "👩‍👩‍👧";
    assertThat(Graphemes.next(family + "x", 0)).isEqualTo(family.length());
    assertThat(Graphemes.previous("x" + family, 1 + family.length())).isEqualTo(1);
    assertThat(Graphemes.next("e\u0301x", 0)).isEqualTo(2);
    assertThat(Graphemes.previous("xe\u0301", 3)).isEqualTo(1);
  }

  @Test
  void neverHidesALineEndInACluster() {
    assertThat(Graphemes.next("\r\n", 0)).isEqualTo(1);
    assertThat(Graphemes.next("\u0301\n", 0)).isEqualTo(1);
  }

  @Test
  void getsThroughAHeapOfCombiningMarks() {
    String heap = "a" + "\u0301".repeat(10_000);
    int stops = 0;
    for (int at = 0; at < heap.length(); at = Graphemes.next(heap, at)) {
      stops++;
    }
    assertThat(stops).isBetween(1, 1_000);
    assertThat(Graphemes.previous(heap, heap.length())).isLessThan(heap.length());
  }
}
