package dev.warmpath.explain;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the explainer is asked.
 *
 * @param now the request to explain
 * @param earlier requests before it, oldest first, of all conversations
 * @param history what the cache stored and dropped; empty when not known
 * @param canRewind false for a model that cannot go back to an earlier position
 * @param time how long prompts take; null when not known
 */
public record Question(
    Turn now, List<Turn> earlier, CacheHistory history, boolean canRewind,
    @Nullable PrefillTime time) {
  public Question {
    earlier = List.copyOf(earlier);
  }

  /** Milliseconds that computing {@code lost} tokens again cost; empty when not known. */
  OptionalDouble millis(OptionalInt cached, int lost) {
    if (time == null || cached.isEmpty()) {
      return OptionalDouble.empty();
    }
    int prompt = now.promptTokens();
    int could = Math.min(prompt - 1, cached.getAsInt() + lost);
    return OptionalDouble.of(
        Math.max(0, time.millis(cached.getAsInt(), prompt) - time.millis(could, prompt)));
  }

  /** A request after others, with nothing else known. */
  public static Question of(Turn now, List<Turn> earlier) {
    return new Question(now, earlier, new CacheHistory(), true, null);
  }
}
