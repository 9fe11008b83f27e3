package dev.warmpath.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTrieTest {

  @Test
  void anExactRepeatCostsOneToken() {
    TokenTrie trie = new TokenTrie();
    assertThat(trie.add(new int[] {1, 2, 3})).isEqualTo(3);
    assertThat(trie.add(new int[] {1, 2, 3})).isEqualTo(1);
    assertThat(trie.add(new int[] {1, 2})).isEqualTo(1);
    assertThat(trie.add(new int[] {1, 2, 4, 5})).isEqualTo(2);
    assertThat(trie.add(new int[] {2, 1})).isEqualTo(2);
  }

  @Test
  void aPromptHasTokens() {
    assertThatThrownBy(() -> new TokenTrie().add(new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsWhatComparingWithEveryEarlierPromptCounts(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TokenTrie trie = new TokenTrie();
    List<int[]> earlier = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int[] prompt = random.ints(1 + random.nextInt(12), 0, 3).toArray();
      int known = 0;
      for (int[] other : earlier) {
        int different = Arrays.mismatch(prompt, other);
        known = Math.max(known, different < 0 ? prompt.length : different);
      }
      assertThat(trie.add(prompt))
          .as("seed %d, prompt %s", seed, Arrays.toString(prompt))
          .isEqualTo(Math.max(1, prompt.length - known));
      earlier.add(prompt);
    }
  }
}
