package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.engine.Sampling;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sampling parameters of a request, with OpenAI's ranges and defaults. */
public final class SamplingFields {
  /** Choices of one request; each takes a place in the queue of 64. */
  public static final int MAX_CHOICES = 16;

  private static final int MAX_STOPS = 4;
  private static final int MAX_STOP_LENGTH = 256;

  private final Fields request;
  private final int vocabulary;

  /** @param vocabulary number of token ids of the model */
  public SamplingFields(Fields request, int vocabulary) {
    this.request = request;
    this.vocabulary = vocabulary;
  }

  /**
   * How to answer.
   *
   * @param maxTokens most tokens of the answer, ≥ 1
   * @param topLogprobs −1 for none
   */
  public Sampling read(
      int maxTokens, int topLogprobs, List<String> stop, @Nullable String grammar) {
    Long topK = request.integer("top_k", -1, Integer.MAX_VALUE);
    return new Sampling(
        maxTokens, request.number("temperature", 0, Sampling.MOST_TEMPERATURE, 1), topP(),
        topK == null ? 0 : (int) Math.max(0, topK), request.number("min_p", 0, 1, 0),
        request.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE),
        penalty("frequency_penalty"), penalty("presence_penalty"), logitBias(), stop,
        topLogprobs, grammar);
  }

  private double penalty(String name) {
    return request.number(name, -Sampling.MOST_PENALTY, Sampling.MOST_PENALTY, 0);
  }

  private double topP() {
    double value = request.number("top_p", 0, 1, 1);
    // 0 means "the likeliest only", which the smallest positive number does.
    return value == 0 ? Double.MIN_NORMAL : value;
  }

  private Map<Integer, Double> logitBias() {
    Fields given = request.object("logit_bias");
    Map<Integer, Double> biases = new HashMap<>();
    if (given == null) {
      return biases;
    }
    for (Object key : given.map().keySet()) {
      String name = String.valueOf(key);
      int token;
      try {
        token = Integer.parseInt(name);
      } catch (NumberFormatException e) {
        token = -1;
      }
      if (token < 0 || token >= vocabulary) {
        throw ApiException.bad(
            "logit_bias",
            "'logit_bias' has the key \"" + Fields.shortened(name)
                + "\"; keys are token ids from 0 to " + (vocabulary - 1) + ".");
      }
      biases.put(token, given.number(name, -Sampling.MOST_BIAS, Sampling.MOST_BIAS, 0));
    }
    return biases;
  }

  /** The texts that end the answer. */
  public List<String> stop() {
    Object value = request.get("stop");
    return switch (value) {
      case null -> List.of();
      case String one -> List.of(stopText(one, "stop"));
      case List<?> several -> {
        if (several.size() > MAX_STOPS) {
          throw ApiException.bad(
              "stop",
              "'stop' has " + several.size() + " texts; at most " + MAX_STOPS + " are allowed.");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < several.size(); i++) {
          String path = "stop[" + i + "]";
          if (!(several.get(i) instanceof String text)) {
            throw ApiException.wrongType(path, "a string", several.get(i));
          }
          texts.add(stopText(text, path));
        }
        yield texts;
      }
      default -> throw ApiException.wrongType("stop", "a string or an array of strings", value);
    };
  }

  private static String stopText(String text, String path) {
    if (text.isEmpty() || text.length() > MAX_STOP_LENGTH) {
      throw ApiException.bad(
          path,
          "'" + path + "' has " + text.length() + " characters; 1 to " + MAX_STOP_LENGTH
              + " are allowed.");
    }
    return text;
  }

  /** Alternatives per token of a chat request; −1 when no log-probabilities are wanted. */
  public int chatLogprobs() {
    boolean wanted = request.bool("logprobs", false);
    Long top = request.integer("top_logprobs", 0, Sampling.MOST_TOP_LOGPROBS);
    if (top != null && !wanted) {
      throw ApiException.bad("top_logprobs", "'top_logprobs' needs 'logprobs': true.");
    }
    return wanted ? (top == null ? 0 : top.intValue()) : -1;
  }

  /** The number of choices. */
  public int choices() {
    Long count = request.integer("n", 1, MAX_CHOICES);
    return count == null ? 1 : count.intValue();
  }

  /** The first of the named limits that is given; null when none is. */
  public @Nullable Integer maxTokens(String... names) {
    Integer found = null;
    for (String name : names) {
      Long limit = request.integer(name, 1, Integer.MAX_VALUE);
      if (limit != null && found == null) {
        found = limit.intValue();
      }
    }
    return found;
  }

  /** The same sampling for a further choice, with a seed of its own. */
  public static Sampling forChoice(Sampling first, int index) {
    Long seed = first.seed();
    return index == 0 || seed == null
        ? first
        : new Sampling(
            first.maxTokens(), first.temperature(), first.topP(), first.topK(), first.minP(),
            seed + index, first.frequencyPenalty(), first.presencePenalty(), first.logitBias(),
            first.stop(), first.topLogprobs(), first.grammar());
  }
}
