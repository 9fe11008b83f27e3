package dev.warmpath.ui.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenDiffTest {
  @Test
  void oneChangedTokenBetweenEqualOnes() {
    TokenDiff diff = TokenDiff.of(new int[] {1, 2, 3, 4, 5}, new int[] {1, 2, 9, 4, 5});

    assertThat(diff.runs())
        .containsExactly(
            new TokenDiff.Run(true, 0, 2, 0, 2),
            new TokenDiff.Run(false, 2, 3, 2, 3),
            new TokenDiff.Run(true, 3, 5, 3, 5));
    assertThat(diff.commonPrefix()).isEqualTo(2);
    assertThat(diff.sameAgain()).isEqualTo(2);
  }

  @Test
  void emptyAndEqualAndDisjoint() {
    assertThat(TokenDiff.of(new int[0], new int[0]).runs()).isEmpty();
    assertThat(TokenDiff.of(new int[] {1, 2}, new int[] {1, 2}).differences()).isEmpty();
    assertThat(TokenDiff.of(new int[] {1, 2}, new int[] {3}).runs())
        .containsExactly(new TokenDiff.Run(false, 0, 2, 0, 1));
    assertThat(TokenDiff.of(new int[0], new int[] {3}).runs())
        .containsExactly(new TokenDiff.Run(false, 0, 0, 0, 1));
  }

  @Test
  void tooManyEditsBecomeOneDifference() {
    int size = TokenDiff.MAX_EDITS * 2;
    int[] a = new int[size];
    int[] b = new int[size];
    for (int i = 0; i < size; i++) {
      a[i] = i;
      b[i] = i % 3 == 0 ? i : -i - 1;
    }
    TokenDiff diff = TokenDiff.of(a, b);

    assertThat(diff.differences()).hasSize(1);
    check(a, b, diff);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void coversBothAndIsAsShortAsPossible(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      int[] a = random.ints(random.nextInt(24), 0, 5).toArray();
      int[] b = random.ints(random.nextInt(24), 0, 5).toArray();

      TokenDiff diff = TokenDiff.of(a, b);

      check(a, b, diff);
      int same = diff.runs().stream().filter(TokenDiff.Run::same)
          .mapToInt(TokenDiff.Run::size).sum();
      assertThat(same)
          .as("seed %d: %s against %s", seed, Arrays.toString(a), Arrays.toString(b))
          .isEqualTo(longestCommon(a, b));
      check(a, b, diff.joined(3));
    }
  }

  /** Everything is covered once, in order; equal runs are equal; kinds alternate. */
  private static void check(int[] a, int[] b, TokenDiff diff) {
    int atA = 0;
    int atB = 0;
    Boolean before = null;
    for (TokenDiff.Run run : diff.runs()) {
      assertThat(run.aFrom()).isEqualTo(atA);
      assertThat(run.bFrom()).isEqualTo(atB);
      assertThat(Boolean.valueOf(run.same())).isNotEqualTo(before);
      if (run.same()) {
        assertThat(Arrays.copyOfRange(a, run.aFrom(), run.aTo()))
            .isEqualTo(Arrays.copyOfRange(b, run.bFrom(), run.bTo()));
      }
      atA = run.aTo();
      atB = run.bTo();
      before = run.same();
    }
    assertThat(atA).isEqualTo(a.length);
    assertThat(atB).isEqualTo(b.length);
  }

  private static int longestCommon(int[] a, int[] b) {
    int[][] best = new int[a.length + 1][b.length + 1];
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        best[i][j] =
            a[i - 1] == b[j - 1]
                ? best[i - 1][j - 1] + 1
                : Math.max(best[i - 1][j], best[i][j - 1]);
      }
    }
    return best[a.length][b.length];
  }
}
