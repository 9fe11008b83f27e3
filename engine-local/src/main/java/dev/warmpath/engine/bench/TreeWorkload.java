package dev.warmpath.engine.bench;

import dev.warmpath.token.Tokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * The work of {@code bench tree}: chats that share a system prompt, groups of them a document, too,
 * asked round-robin over the documents, several rounds. Immutable.
 *
 * @param chats in the order they are asked
 */
public record TreeWorkload(List<Chat> chats) {
  /** Attempts to reach a token count exactly; more are never needed with a usual vocabulary. */
  private static final int MOST_STEPS = 10_000;

  /** Letters of the longest word with its blank: no word is more tokens than that. */
  private static final int LONGEST_WORD = 9;

  /** Words that change the number of tokens a little, to end at the exact count. */
  private static final List<String> ENDINGS = List.of(" a", "7", " q", "z", ".", " and", "\n");

  private static final String CONSONANTS = "bcdfghjklmnprstvwyz";
  private static final String VOWELS = "aeiou";
  private static final long SEED = 2;

  /**
   * A chat request and its prompt.
   *
   * @param system the system message
   * @param user the document and the question
   * @param tokens of the rendered prompt
   */
  public record Chat(String system, String user, Tokens tokens) {}

  /** Renders a chat of a system and a user message and tokenizes it. */
  @FunctionalInterface
  public interface Rendering {
    Tokens tokens(String system, String user);
  }

  /**
   * Sizes in tokens, template included.
   *
   * @param system shared by all prompts
   * @param document shared by the questions about it, after the system prompt
   * @param question the rest
   */
  public record Shape(
      int system, int document, int question, int documents, int questions, int rounds) {
    public static final Shape FULL = new Shape(1_500, 800, 40, 4, 6, 3);
    public static final Shape QUICK = new Shape(120, 80, 30, 2, 2, 2);
  }

  public TreeWorkload {
    chats = List.copyOf(chats);
  }

  /** Makes the texts; the same for the same tokenizer and template. */
  public static TreeWorkload of(Shape shape, Rendering rendering) {
    Words words = new Words();
    String system =
        fit(words, shape.system(), text -> shared(
            rendering.tokens(text, "Aa"), rendering.tokens(text, "9b")));
    List<List<Chat>> byDocument = new ArrayList<>();
    for (int document = 0; document < shape.documents(); document++) {
      String start = Character.toString('A' + document);
      String text =
          start + fit(words, shape.system() + shape.document(), more -> shared(
              rendering.tokens(system, start + more + "\nAa"),
              rendering.tokens(system, start + more + "\n9b")));
      List<Chat> chats = new ArrayList<>();
      for (int question = 0; question < shape.questions(); question++) {
        String opening = text + "\n" + (char) ('A' + question);
        int total = shape.system() + shape.document() + shape.question();
        String user =
            opening + fit(words, total, more -> rendering.tokens(system, opening + more).size());
        chats.add(new Chat(system, user, rendering.tokens(system, user)));
      }
      byDocument.add(chats);
    }
    List<Chat> order = new ArrayList<>();
    for (int round = 0; round < shape.rounds(); round++) {
      for (int question = 0; question < shape.questions(); question++) {
        for (List<Chat> document : byDocument) {
          order.add(document.get(question));
        }
      }
    }
    return new TreeWorkload(order);
  }

  private static int shared(Tokens one, Tokens other) {
    int different = Arrays.mismatch(one.ids(), other.ids());
    return different < 0 ? one.size() : different;
  }

  /**
   * Words until {@code count} reaches {@code target}, or as near below as the vocabulary allows.
   */
  private static String fit(Words words, int target, ToIntFunction<String> count) {
    StringBuilder text = new StringBuilder();
    for (int step = 0; step < MOST_STEPS; step++) {
      int missing = target - count.applyAsInt(text.toString());
      if (missing <= 0) {
        return text.toString();
      }
      if (missing > LONGEST_WORD) {
        for (int i = 0; i < missing / LONGEST_WORD; i++) {
          text.append(words.next());
        }
      } else if (!append(text, target, count)) {
        return text.toString();
      }
    }
    throw new IllegalStateException("no text of " + target + " tokens was found");
  }

  /** Appends the ending that comes nearest without going beyond; false when there is none. */
  private static boolean append(StringBuilder text, int target, ToIntFunction<String> count) {
    int now = count.applyAsInt(text.toString());
    int best = now;
    String chosen = "";
    for (String ending : ENDINGS) {
      int with = count.applyAsInt(text + ending);
      if (with > best && with <= target) {
        best = with;
        chosen = ending;
      }
    }
    text.append(chosen);
    return best > now;
  }

  /** Words of two to four syllables with a blank in front. */
  private static final class Words {
    private final SplittableRandom random = new SplittableRandom(SEED);

    String next() {
      StringBuilder word = new StringBuilder(" ");
      for (int syllables = 2 + random.nextInt(3); syllables > 0; syllables--) {
        word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
            .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
      }
      return word.toString();
    }
  }
}
