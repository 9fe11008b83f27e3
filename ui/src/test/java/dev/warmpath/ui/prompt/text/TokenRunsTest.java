package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenRunsTest {

  private static TokenRuns runs(int... ends) {
    TokenRuns.Builder builder = new TokenRuns.Builder(0);
    int start = 0;
    for (int i = 0; i < ends.length; i++) {
      builder.add(start, ends[i], i + 100, TokenState.COLD, false);
      start = ends[i];
    }
    return builder.build();
  }

  private static List<String> ranges(TokenRuns runs) {
    List<String> ranges = new ArrayList<>();
    for (int run = 0; run < runs.size(); run++) {
      ranges.add(runs.start(run) + "-" + runs.end(run));
    }
    return ranges;
  }

  @Test
  void staysBesideItsTextWhenSomethingIsTypedBetweenTokens() {
    assertThat(ranges(runs(3, 6, 9).edited(3, 0, 2))).containsExactly("0-3", "5-8", "8-11");
  }

  @Test
  void growsATokenThatIsTypedInto() {
    assertThat(ranges(runs(3, 6, 9).edited(4, 0, 2))).containsExactly("0-3", "3-8", "8-11");
  }

  @Test
  void emptiesTokensThatAreDeleted() {
    assertThat(ranges(runs(3, 6, 9).edited(2, 5, 0))).containsExactly("0-2", "2-2", "2-4");
  }

  @Test
  void findsTheTokenUnderAnOffset() {
    TokenRuns runs = runs(3, 6, 9);
    assertThat(runs.at(3)).isEqualTo(1);
    assertThat(runs.at(9)).isEqualTo(-1);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.warmpath.ui.prompt.text.Texts#seeds")
  void staysInOrderAndInsideTheTextAfterAnyEdits(long seed) {
    Random random = new Random(seed);
    int length = 90;
    TokenRuns runs = runs(3, 10, 11, 30, 31, 60, 90);
    for (int edit = 0; edit < 60; edit++) {
      int from = random.nextInt(length + 1);
      int removed = random.nextInt(Math.min(8, length - from) + 1);
      int inserted = random.nextInt(6);
      runs = runs.edited(from, removed, inserted);
      length += inserted - removed;
      int last = 0;
      for (int run = 0; run < runs.size(); run++) {
        assertThat(runs.start(run)).isGreaterThanOrEqualTo(last);
        assertThat(runs.end(run)).isBetween(runs.start(run), length);
        last = runs.end(run);
      }
    }
  }
}
