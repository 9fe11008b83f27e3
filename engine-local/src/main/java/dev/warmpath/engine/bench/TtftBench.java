package dev.warmpath.engine.bench;

import dev.warmpath.cache.KvRows;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.ModelRuntime.Sampler;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bench ttft}: time to first token of a long cached prefix and a short new suffix, beside
 * the bare decode call of the same suffix in the same state. The engine has one slot. One thread.
 */
public final class TtftBench {
  public static final int PREFIX_TOKENS = 4_000;
  public static final int SUFFIX_TOKENS = 40;

  /** What the engine's context must hold: the prompt and the answer. */
  public static final int CONTEXT = 4_352;

  private static final double NANOS_PER_MS = 1e6;
  private static final long SEED = 3;

  private TtftBench() {}

  /**
   * @param prefixTokens cached tokens; {@link #PREFIX_TOKENS} but for a smoke run
   * @param warmUp rounds before the measured ones, for the JVM to compile
   * @param rounds pairs of a bare run and an engine run, at least 1
   * @param coldRounds runs that reuse nothing, at least 1
   */
  public record Plan(int prefixTokens, int warmUp, int rounds, int coldRounds) {
    public static final Plan FULL = new Plan(PREFIX_TOKENS, 10, 25, 3);
    public static final Plan QUICK = new Plan(200, 1, 2, 1);
  }

  /**
   * Medians in milliseconds; ratios are medians of the pairs' ratios, the bare time of a pair being
   * the mean of the bare runs before and after the engine's.
   */
  public record Result(
      double coldMs, double warmInPlaceMs, double warmRestoredMs, double rawSuffixMs,
      double inPlaceRatio, double restoredRatio) {}

  /**
   * @throws IllegalStateException when a run did not reuse exactly the prefix in the way it should
   */
  public static Result run(LocalEngine engine, Plan plan) throws InterruptedException {
    Subject subject = new Subject(engine, SEED);
    int[] prefix = subject.tokens(plan.prefixTokens());
    List<Double> cold = new ArrayList<>();
    for (int i = 0; i < plan.coldRounds(); i++) {
      int[] prompt = Subject.join(prefix, subject.tokens(SUFFIX_TOKENS));
      cold.add(
          subject.run(prompt, 1, CompletionRequest.Cache.OFF).firstNanos() / NANOS_PER_MS);
    }
    KvRows rows = subject.alone(runtime -> compute(runtime, prefix));
    try {
      return warm(subject, plan, prefix, rows, Statistics.median(cold));
    } finally {
      subject.alone(
          runtime -> {
            rows.release();
            return true;
          });
    }
  }

  private static Result warm(
      Subject subject, Plan plan, int[] prefix, KvRows rows, double coldMs)
      throws InterruptedException {
    subject.run(Subject.join(prefix, subject.tokens(SUFFIX_TOKENS)), 1);
    List<Double> raw = new ArrayList<>();
    List<Double> restored = new ArrayList<>();
    List<Double> inPlace = new ArrayList<>();
    for (int round = -plan.warmUp(); round < plan.rounds(); round++) {
      raw.add(raw(subject, prefix, rows));
      restored.add(restored(subject, prefix));
      inPlace.add(inPlace(subject, prefix));
    }
    raw.add(raw(subject, prefix, rows));
    for (List<Double> values : List.of(raw, restored, inPlace)) {
      values.subList(0, plan.warmUp()).clear();
    }
    return new Result(
        coldMs, Statistics.median(inPlace), Statistics.median(restored), Statistics.median(raw),
        ratio(inPlace, raw), ratio(restored, raw));
  }

  private static double ratio(List<Double> values, List<Double> raw) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / ((raw.get(i) + raw.get(i + 1)) / 2));
    }
    return Statistics.median(ratios);
  }

  private static KvRows compute(ModelRuntime runtime, int[] prefix) {
    new BareLoop(runtime).feed(prefix, 0);
    KvRows rows = runtime.save(0, 0, prefix.length);
    if (rows == null) {
      throw new IllegalStateException(
          "there is no host memory for the rows of " + prefix.length + " tokens");
    }
    return rows;
  }

  /**
   * The suffix after the prefix with bare calls. A first, unmeasured suffix puts the device's
   * memory into the state it has after a request in the same slot.
   */
  private static double raw(Subject subject, int[] prefix, KvRows rows)
      throws InterruptedException {
    int[] first = Subject.join(prefix, subject.tokens(SUFFIX_TOKENS));
    int[] measured = Subject.join(prefix, subject.tokens(SUFFIX_TOKENS));
    return subject.alone(
        runtime -> {
          BareLoop bare = new BareLoop(runtime);
          if (!runtime.restore(0, List.of(rows))) {
            throw new IllegalStateException("the device refused the prefix's rows");
          }
          bare.feed(first, prefix.length);
          bare.truncate(prefix.length);
          try (Sampler sampler = runtime.sampler(subject.answer(1))) {
            long start = System.nanoTime();
            bare.feed(measured, prefix.length);
            sampler.sample(0);
            return (System.nanoTime() - start) / NANOS_PER_MS;
          }
        });
  }

  /** The bare run before has emptied the slot. */
  private static double restored(Subject subject, int[] prefix) throws InterruptedException {
    return warm(subject, prefix, true);
  }

  /** The request before has left the prefix in the slot. */
  private static double inPlace(Subject subject, int[] prefix) throws InterruptedException {
    return warm(subject, prefix, false);
  }

  private static double warm(Subject subject, int[] prefix, boolean restored)
      throws InterruptedException {
    int[] prompt = Subject.join(prefix, subject.tokens(SUFFIX_TOKENS));
    Subject.Ended ended = subject.run(prompt, 1);
    Trace.Counts counts = ended.trace().counts();
    int reused = restored ? counts.restored() : counts.inPlace();
    if (reused != prefix.length || counts.computed() != SUFFIX_TOKENS) {
      throw new IllegalStateException(
          "expected " + prefix.length + " tokens "
              + (restored ? "restored" : "continued in place") + " and " + SUFFIX_TOKENS
              + " computed, but found " + counts);
    }
    subject.settle(prompt);
    return ended.firstNanos() / NANOS_PER_MS;
  }
}
