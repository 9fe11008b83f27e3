package dev.warmpath.llama.sampling;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.Sampling;

/** What a {@link Sampling} must keep to that depends on the model, and its other ranges. */
final class SamplingCheck {
  private SamplingCheck() {}

  /**
   * @throws EngineException BAD_REQUEST
   */
  static void run(Sampling sampling, int vocabulary) {
    range("top_k", sampling.topK(), 0, Integer.MAX_VALUE);
    range("min_p", sampling.minP(), 0, 1);
    range(
        "frequency_penalty", sampling.frequencyPenalty(), -Sampling.MOST_PENALTY,
        Sampling.MOST_PENALTY);
    range(
        "presence_penalty", sampling.presencePenalty(), -Sampling.MOST_PENALTY,
        Sampling.MOST_PENALTY);
    range("top_logprobs", sampling.topLogprobs(), -1, Sampling.MOST_TOP_LOGPROBS);
    sampling.logitBias().forEach(
        (token, bias) -> {
          range("a token id in logit_bias", token, 0, vocabulary - 1);
          range("a bias in logit_bias", bias, -Sampling.MOST_BIAS, Sampling.MOST_BIAS);
        });
  }

  private static void range(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          name + " is " + number(value) + "; " + number(low) + " to " + number(high)
              + " is allowed");
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
