package dev.warmpath.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeWorkloadTest {

  /** Two kinds of vocabulary, both with a template around the messages. */
  enum Vocabulary {
    LETTERS {
      @Override
      int[] ids(String text) {
        return text.chars().toArray();
      }
    },
    WORDS {
      @Override
      int[] ids(String text) {
        return Stream.of(text.split("(?=[ \\n])|(?<=[^a-z])(?=[a-z])"))
            .mapToInt(String::hashCode)
            .toArray();
      }
    };

    abstract int[] ids(String text);

    Tokens tokens(String system, String user) {
      int[] ids = ids("\nS" + system + "\nU" + user + "\nA");
      return new Tokens(ids, new int[ids.length], new int[ids.length]);
    }
  }

  @Test
  void isTheWorkOfTheIssue() {
    TreeWorkload work = TreeWorkload.of(TreeWorkload.Shape.FULL, Vocabulary.LETTERS::tokens);
    TokenTrie trie = new TokenTrie();
    int minimum = work.chats().stream().mapToInt(chat -> trie.add(chat.tokens().ids())).sum();
    assertThat(work.chats()).hasSize(72);
    assertThat(work.chats().stream().mapToInt(chat -> chat.tokens().size()).sum())
        .isEqualTo(168_480);
    assertThat(minimum).isEqualTo(1_500 + 4 * 800 + 24 * 40 + 48);
  }

  @ParameterizedTest
  @EnumSource
  void sharesWhatItShouldShareAndNoMore(Vocabulary vocabulary) {
    TreeWorkload.Shape shape = TreeWorkload.Shape.QUICK;
    List<TreeWorkload.Chat> chats = TreeWorkload.of(shape, vocabulary::tokens).chats();
    int perRound = shape.documents() * shape.questions();
    assertThat(chats).hasSize(perRound * shape.rounds());
    for (int i = 0; i < chats.size(); i++) {
      assertThat(chats.get(i)).isEqualTo(chats.get(i % perRound));
      assertThat(chats.get(i).tokens().size())
          .isEqualTo(shape.system() + shape.document() + shape.question());
    }
    for (int i = 0; i < perRound; i++) {
      for (int j = i + 1; j < perRound; j++) {
        boolean sameDocument = (j - i) % shape.documents() == 0;
        assertThat(Arrays.mismatch(chats.get(i).tokens().ids(), chats.get(j).tokens().ids()))
            .as("chats %d and %d", i, j)
            .isEqualTo(sameDocument ? shape.system() + shape.document() : shape.system());
      }
    }
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(TreeWorkload.of(TreeWorkload.Shape.QUICK, Vocabulary.WORDS::tokens))
        .isEqualTo(TreeWorkload.of(TreeWorkload.Shape.QUICK, Vocabulary.WORDS::tokens));
  }
}
