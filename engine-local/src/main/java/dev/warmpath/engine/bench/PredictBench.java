package dev.warmpath.engine.bench;

import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code bench predict}: the time to first token that was expected just before a request ran,
 * beside the measured one, over a mix of new prompts, continued ones, branches and repeats. One
 * thread.
 */
public final class PredictBench {
  /** What the engine's context must hold: the longest prompt and its answer. */
  public static final int CONTEXT = 2_304;

  private static final int LONGEST = 2_048;
  private static final int ANSWER = 4;
  private static final long SEED = 5;

  private PredictBench() {}

  /**
   * @param warmUp requests before the measured ones: the JVM compiles, the model learns
   * @param requests measured ones, at least 1
   * @param longest tokens of a new prompt or of a continuation
   */
  public record Plan(int warmUp, int requests, int longest) {
    public static final Plan FULL = new Plan(60, 100, 600);
    public static final Plan QUICK = new Plan(6, 10, 60);
  }

  /** Errors relative to the measured time, in percent. */
  public record Result(double medianErrorPct, double p90ErrorPct) {}

  public static Result run(LocalEngine engine, Plan plan) throws InterruptedException {
    Subject subject = new Subject(engine, SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    List<int[]> sent = new ArrayList<>();
    List<Double> errors = new ArrayList<>();
    for (int i = 0; i < plan.warmUp() + plan.requests(); i++) {
      int[] prompt = prompt(subject, random, sent, plan.longest());
      Subject.Ended ended = subject.run(prompt, ANSWER);
      sent.add(prompt);
      Trace.Prediction expected = ended.trace().prediction();
      if (i >= plan.warmUp()) {
        errors.add(error(expected, ended.trace().phases().firstToken()));
      }
      if (random.nextBoolean()) {
        subject.settle(prompt); // a client that thinks; the others send again at once
      }
    }
    return new Result(Statistics.median(errors), Statistics.percentile(errors, 90));
  }

  private static double error(Trace.@Nullable Prediction expected, long measured) {
    if (expected == null) {
      throw new IllegalStateException("nothing was predicted after the warm-up");
    }
    return 100.0 * Math.abs(expected.firstTokenNanos() - measured) / measured;
  }

  private static int[] prompt(
      Subject subject, SplittableRandom random, List<int[]> sent, int longest) {
    int fresh = 1 + random.nextInt(longest);
    if (sent.isEmpty()) {
      return subject.tokens(fresh);
    }
    int[] earlier = sent.get(random.nextInt(sent.size()));
    return switch (random.nextInt(4)) {
      case 0 -> subject.tokens(fresh);
      case 1 -> earlier;
      case 2 -> {
        int kept = 1 + random.nextInt(earlier.length);
        yield limited(Subject.join(Arrays.copyOf(earlier, kept), subject.tokens(fresh)));
      }
      default -> limited(Subject.join(sent.getLast(), subject.tokens(1 + fresh / 4)));
    };
  }

  private static int[] limited(int[] prompt) {
    return prompt.length > LONGEST ? Arrays.copyOf(prompt, LONGEST) : prompt;
  }
}
