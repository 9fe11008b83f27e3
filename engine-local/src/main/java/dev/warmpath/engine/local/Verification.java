package dev.warmpath.engine.local;

import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * Runs a prompt cold and warm and compares what came out: the greedy tokens, and the logits they
 * were chosen from.
 *
 * <p>In fast mode last bits of the logits may differ, because a warm run computes fewer tokens at
 * once and floating-point sums depend on that; equal tokens are then a property of the prompt's
 * margins, not a promise. In exact mode every batch of the warm run is a batch of the cold run, so
 * on a CPU with a fixed number of threads every bit must be equal.
 */
public final class Verification {
  /** Answer tokens compared when nothing is said. */
  public static final int DEFAULT_TOKENS = 32;

  /** Most answer tokens: the logits of each are kept (600 kB for 150,000 token ids). */
  public static final int MOST_TOKENS = 128;

  private final LocalEngine engine;

  public Verification(LocalEngine engine) {
    this.engine = engine;
  }

  /**
   * A warm run beside the cold one.
   *
   * @param sameTokens whether both answers are equal
   * @param firstDifference index of the first answer token that differs; -1 for none
   * @param largestLogitDifference over all token ids, up to and with the first difference
   * @param bitIdentical whether every compared logit has the same bits
   * @param compared answer positions compared
   * @param trace the warm run
   */
  public record Comparison(
      boolean sameTokens, int firstDifference, double largestLogitDifference,
      boolean bitIdentical, int compared, Trace trace) {}

  /**
   * What was found in one mode.
   *
   * @param mode of all three runs
   * @param cold the run that reused nothing
   * @param inPlace the same prompt again, continued in its slot
   * @param restored the same prompt again, from rows in host memory
   */
  public record Result(
      EngineSettings.Mode mode, Trace cold, Comparison inPlace, Comparison restored) {
    /** Equal tokens; in exact mode equal bits, too. */
    public boolean passed() {
      boolean tokens = inPlace.sameTokens && restored.sameTokens;
      boolean bits = inPlace.bitIdentical && restored.bitIdentical;
      return tokens && (bits || mode == EngineSettings.Mode.FAST);
    }
  }

  private record Run(Trace trace, List<float[]> logits) {}

  /**
   * Three runs in a namespace of their own, which is cleared afterwards. Blocks until they ended;
   * not for the engine thread.
   *
   * @param request the prompt; its sampling is replaced by a greedy one
   * @param answerTokens how many tokens to compare, 1 to {@link #MOST_TOKENS}
   * @throws EngineException when a run failed
   */
  public Result run(CompletionRequest request, int answerTokens, EngineSettings.Mode mode)
      throws InterruptedException {
    if (answerTokens < 1 || answerTokens > MOST_TOKENS) {
      throw new IllegalArgumentException(
          answerTokens + " answer tokens to verify; 1 to " + MOST_TOKENS + " are possible");
    }
    CompletionRequest greedy =
        new CompletionRequest(
            request.prompt(), request.tokens(), Sampling.greedy(answerTokens), request.account(),
            request.cacheKey(), request.cache(), request.source(), request.tokenizeNanos());
    boolean exact = mode == EngineSettings.Mode.EXACT;
    Namespace own =
        new Namespace(engine.info().modelId(), "verify", UUID.randomUUID().toString());
    try {
      Run cold = run(greedy, own, exact, false, true);
      Comparison inPlace = compare(cold, run(greedy, own, exact, true, true));
      Comparison restored = compare(cold, run(greedy, own, exact, true, false));
      return new Result(mode, cold.trace, inPlace, restored);
    } finally {
      engine.clear(own);
    }
  }

  private Run run(
      CompletionRequest request, Namespace namespace, boolean exact, boolean reads,
      boolean inPlace)
      throws InterruptedException {
    List<float[]> logits = new ArrayList<>();
    RunTerms terms = new RunTerms(namespace, exact, reads, true, inPlace, logits::add);
    Completion completion = engine.submit(request, terms);
    try {
      return new Run(completion.result().get(), logits);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EngineException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stop) {
      completion.cancel();
      throw stop;
    }
  }

  private static Comparison compare(Run cold, Run warm) {
    int[] expected = cold.trace.generated();
    int[] found = warm.trace.generated();
    int difference = Arrays.mismatch(expected, found);
    int both = Math.min(cold.logits.size(), warm.logits.size());
    int compared = difference < 0 ? both : Math.min(both, difference + 1);
    double largest = 0;
    boolean identical = cold.logits.size() == warm.logits.size();
    for (int i = 0; i < compared; i++) {
      float[] a = cold.logits.get(i);
      float[] b = warm.logits.get(i);
      for (int id = 0; id < a.length; id++) {
        if (Float.floatToRawIntBits(a[id]) != Float.floatToRawIntBits(b[id])) {
          identical = false;
          double apart = Math.abs((double) a[id] - b[id]);
          largest = Math.max(largest, Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart);
        }
      }
    }
    boolean same = difference < 0 && cold.trace.finish() == warm.trace.finish();
    return new Comparison(
        same, difference, largest, identical && same, compared, warm.trace);
  }
}
