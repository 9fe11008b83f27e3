package dev.warmpath.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How answer tokens are chosen.
 *
 * @param maxTokens most tokens to generate, ≥ 1
 * @param temperature 0 = greedy, up to 2
 * @param topP 0 (exclusive) to 1
 * @param topK most candidates; 0 = all
 * @param minP 0 to 1; 0 = off
 * @param seed of the random generator; null = a fresh one
 * @param frequencyPenalty −2 to 2
 * @param presencePenalty −2 to 2
 * @param logitBias token id → bias, −100 to 100
 * @param stop texts that end the answer, not part of it; at most 4 of at most 256 characters
 * @param topLogprobs alternatives to report per token, 0 to 20; −1 = report nothing
 * @param grammar GBNF grammar the answer must follow (root rule {@code root}); null = free
 */
public record Sampling(
    int maxTokens, double temperature, double topP, int topK, double minP, @Nullable Long seed,
    double frequencyPenalty, double presencePenalty, Map<Integer, Double> logitBias,
    List<String> stop, int topLogprobs, @Nullable String grammar) {

  /** Answer length when nothing is said: enough for the samples, short enough to wait for. */
  public static final int DEFAULT_MAX_TOKENS = 256;

  // The ranges clients know from OpenAI's API.
  public static final double MOST_TEMPERATURE = 2;
  /** Of either penalty; the least is its negative. */
  public static final double MOST_PENALTY = 2;
  /** Of a token's bias; the least is its negative. */
  public static final double MOST_BIAS = 100;
  public static final int MOST_TOP_LOGPROBS = 20;

  public Sampling {
    logitBias = Map.copyOf(logitBias);
    stop = List.copyOf(stop);
    if (maxTokens < 1) {
      throw new IllegalArgumentException("max tokens is " + maxTokens + "; at least 1 is needed");
    }
    if (!(temperature >= 0 && temperature <= MOST_TEMPERATURE)) {
      throw new IllegalArgumentException("temperature is " + temperature + "; 0 to 2 is allowed");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top_p is " + topP + "; above 0 to 1 is allowed");
    }
  }

  /** Always the likeliest token. */
  public static Sampling greedy(int maxTokens) {
    return new Sampling(
        maxTokens, 0, 1, 0, 0, null, 0, 0, Map.of(), List.of(), -1, null);
  }
}
