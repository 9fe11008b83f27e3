package dev.warmpath.llama.sampling;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.Sampling;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeHandle;
import dev.warmpath.llama.binding.NativeLog;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one request's tokens. Same thread as its runtime. Chunks carry no text: joining bytes to
 * characters needs the tokens before, and is the engine's.
 *
 * <p>Choosing is plain Java, the same on every platform for a seed; only grammars are native.
 */
public final class LlamaSampler implements ModelRuntime.Sampler {
  private final Logits source;
  private final Sampling sampling;
  private final RandomGenerator random;
  private final @Nullable LlamaGrammar grammar;
  private final Map<Integer, Integer> counts = new HashMap<>();
  private final float[] logits;

  /** The same array as {@link #logits} when nothing changes them. */
  private final float[] scores;
  private boolean closed;

  /** Where the numbers come from. */
  public interface Logits {
    /** Copies the logits of output {@code index} of the last batch. */
    void copy(int index, float[] target);
  }

  /** What a sampler needs of its model. */
  public record Model(
      LlamaApi api, NativeLog log, NativeHandle handle, int vocabularySize) {}

  /**
   * @throws EngineException BAD_REQUEST when the sampling is out of range or its grammar is none
   */
  public LlamaSampler(Model model, Logits source, Sampling sampling) {
    SamplingCheck.run(sampling, model.vocabularySize());
    this.source = source;
    this.sampling = sampling;
    String rules = sampling.grammar();
    grammar = rules == null ? null : new LlamaGrammar(model, rules);
    Long seed = sampling.seed();
    random = seed == null ? new SplittableRandom() : new SplittableRandom(seed);
    logits = new float[model.vocabularySize()];
    boolean changes =
        grammar != null
            || !sampling.logitBias().isEmpty()
            || sampling.frequencyPenalty() != 0
            || sampling.presencePenalty() != 0;
    scores = changes ? new float[logits.length] : logits;
  }

  @Override
  public Completion.Chunk sample(int index) {
    if (closed) {
      throw new IllegalStateException("this sampler is closed");
    }
    source.copy(index, logits);
    if (scores != logits) {
      System.arraycopy(logits, 0, scores, 0, logits.length);
      adjust();
    }
    int token = choose();
    if (grammar != null) {
      grammar.accept(token);
    }
    counts.merge(token, 1, Integer::sum);
    if (sampling.topLogprobs() < 0) {
      return new Completion.Chunk(token, "", Double.NaN, List.of());
    }
    double logSum = TokenChoice.logSum(logits);
    return new Completion.Chunk(
        token, "", logits[token] - logSum,
        TokenChoice.top(logits, sampling.topLogprobs(), logSum));
  }

  private void adjust() {
    sampling.logitBias().forEach((token, bias) -> scores[token] += bias.floatValue());
    if (sampling.frequencyPenalty() != 0 || sampling.presencePenalty() != 0) {
      counts.forEach(
          (token, count) ->
              scores[token] -=
                  (float)
                      (count * sampling.frequencyPenalty() + sampling.presencePenalty()));
    }
  }

  private int choose() {
    boolean greedy = sampling.temperature() == 0;
    if (greedy) {
      int best = TokenChoice.best(scores);
      if (best >= 0 && (grammar == null || grammar.allows(best))) {
        return best;
      }
    }
    if (grammar != null) {
      grammar.restrict(scores);
    }
    int token =
        greedy ? TokenChoice.best(scores) : TokenChoice.draw(scores, sampling, random);
    if (token < 0) {
      throw grammar == null
          ? new EngineException(
              EngineException.Kind.COMPUTE_FAILED,
              "The model computed no usable number for any token; its file may be damaged.")
          : new EngineException(
              EngineException.Kind.BAD_GRAMMAR,
              "The grammar leaves no token possible after " + total() + " tokens.");
    }
    return token;
  }

  private int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Override
  public void close() {
    closed = true;
    if (grammar != null) {
      grammar.close();
    }
  }
}
