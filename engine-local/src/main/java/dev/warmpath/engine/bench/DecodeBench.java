package dev.warmpath.engine.bench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.ModelRuntime.Sampler;
import dev.warmpath.engine.local.LocalEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * {@code bench decode}: tokens a second of a bare loop, of the engine, of the engine with prompts
 * of others cached, and of several answers at once. One thread.
 */
public final class DecodeBench {
  /** Tokens of other prompts that are cached while an answer is generated. */
  public static final List<Integer> OCCUPIED = List.of(0, 8_192, 32_768);

  /** Answers at once. */
  public static final List<Integer> PARALLEL = List.of(1, 2, 4, 8);

  /** Slots every engine must have. */
  public static final int SLOTS = 8;

  /** What every engine's context must hold: a cached prompt and its answer. */
  public static final int CONTEXT = 2_304;

  /** Long enough for the smallest model on the fastest machine. */
  private static final int LONGEST_ANSWER = 1024;

  private static final int CACHED_PROMPT = 2_048;
  private static final int PROMPT_TOKENS = 32;

  /** Parallel answers start one prefill after another; this many tokens each let all overlap. */
  private static final int OVERLAP_TOKENS = 4;

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long SEED = 4;

  private DecodeBench() {}

  /**
   * @param answer tokens of a measured answer, at least 2
   * @param warmUp rounds before the measured ones: until the JVM has compiled the engine's loop, a
   *     token costs 0.1 ms more
   * @param rounds of bare and engine runs in turn, at least 1
   * @param parallelRounds of each number of parallel answers
   * @param occupiedShare part of {@link #OCCUPIED} that is really cached, 0 to 1; 1 but for a
   *     smoke run
   */
  public record Plan(
      int answer, int warmUp, int rounds, int parallelRounds, double occupiedShare) {
    public static final Plan FULL = new Plan(64, 24, 25, 7, 1);
    public static final Plan QUICK = new Plan(8, 1, 2, 1, 0.02);
  }

  /**
   * Tokens a second. {@code engineTps} is {@code bareTps} times the median of the pairs' ratios,
   * and the occupied speeds are {@code engineTps} times theirs, so that their quotients are the
   * medians of the pairs' ratios.
   *
   * @param occupied by cached tokens of other prompts
   * @param parallel of all answers together, by their number
   */
  public record Result(
      double bareTps, double engineTps, Map<Integer, Double> occupied,
      Map<Integer, Double> parallel) {}

  /** @param engines one for each of {@link #OCCUPIED}, equal in everything */
  public static Result run(List<LocalEngine> engines, Plan plan)
      throws InterruptedException {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < OCCUPIED.size(); i++) {
      Subject subject = new Subject(engines.get(i), SEED);
      occupy(subject, (int) (OCCUPIED.get(i) * plan.occupiedShare()));
      subjects.add(subject);
    }
    List<Double> bare = new ArrayList<>();
    List<List<Double>> ratios = new ArrayList<>();
    OCCUPIED.forEach(tokens -> ratios.add(new ArrayList<>()));
    for (int round = -plan.warmUp(); round < plan.rounds(); round++) {
      int[] prompt = subjects.getFirst().tokens(PROMPT_TOKENS);
      double bareTps = bare(subjects.getFirst(), prompt, plan.answer());
      double engineTps = engine(subjects.getFirst(), prompt, plan.answer());
      if (round >= 0) {
        bare.add(bareTps);
        ratios.getFirst().add(engineTps / bareTps);
      }
      for (int i = 1; i < subjects.size() && round >= -1; i++) {
        double before = engine(subjects.getFirst(), prompt, plan.answer());
        double occupied = engine(subjects.get(i), prompt, plan.answer());
        if (round >= 0) {
          ratios.get(i).add(occupied / before);
        }
      }
    }
    double bareTps = Statistics.median(bare);
    double engineTps = bareTps * Statistics.median(ratios.getFirst());
    Map<Integer, Double> occupied = new LinkedHashMap<>();
    occupied.put(OCCUPIED.getFirst(), engineTps);
    for (int i = 1; i < OCCUPIED.size(); i++) {
      occupied.put(OCCUPIED.get(i), engineTps * Statistics.median(ratios.get(i)));
    }
    return new Result(bareTps, engineTps, occupied, parallel(subjects.getFirst(), plan));
  }

  /**
   * Caches prompts of others, {@code tokens} in all.
   *
   * @throws IllegalStateException when not all of them stay: the figure would be of fewer
   */
  private static void occupy(Subject subject, int tokens) throws InterruptedException {
    for (int left = tokens; left > 0; left -= CACHED_PROMPT) {
      int[] prompt = subject.tokens(Math.min(CACHED_PROMPT, left));
      subject.run(prompt, 1);
      subject.settle(prompt);
    }
    CacheSnapshot.Totals cached = subject.engine().snapshot().totals();
    if (cached.hostTokens() < tokens) {
      throw new IllegalStateException(
          cached.hostTokens() + " of " + tokens + " tokens stay cached in "
              + cached.budgetBytes()
              + " bytes of host memory. Free some, or measure a smaller model.");
    }
  }

  private static double bare(Subject subject, int[] prompt, int answer)
      throws InterruptedException {
    return subject.alone(
        runtime -> {
          BareLoop loop = new BareLoop(runtime);
          loop.feed(prompt, 0);
          try (Sampler sampler = runtime.sampler(subject.answer(answer))) {
            int first = sampler.sample(0).token();
            long start = System.nanoTime();
            loop.generate(sampler, first, prompt.length, answer - 1);
            return (answer - 1) * NANOS_PER_SECOND / (System.nanoTime() - start);
          }
        });
  }

  private static double engine(Subject subject, int[] prompt, int answer)
      throws InterruptedException {
    Subject.Ended ended = subject.run(prompt, answer);
    if (ended.trace().counts().completion() != answer) {
      throw new IllegalStateException(
          ended.trace().counts().completion() + " tokens were generated, not " + answer);
    }
    return ended.tokensPerSecond();
  }

  private static Map<Integer, Double> parallel(Subject subject, Plan plan)
      throws InterruptedException {
    Map<Integer, List<Double>> measured = new LinkedHashMap<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = -1; round < plan.parallelRounds(); round++) {
        for (int count : PARALLEL) {
          int answer = Math.max(plan.answer(), count * OVERLAP_TOKENS);
          double tps = together(subject, readers, count, answer);
          while (Double.isNaN(tps) && answer < LONGEST_ANSWER) {
            answer *= 2;
            tps = together(subject, readers, count, answer);
          }
          if (Double.isNaN(tps)) {
            throw new IllegalStateException(
                count + " answers of " + answer + " tokens were never generated at one time");
          }
          if (round >= 0) {
            measured.computeIfAbsent(count, none -> new ArrayList<>()).add(tps);
          }
        }
      }
    }
    Map<Integer, Double> medians = new LinkedHashMap<>();
    measured.forEach((count, values) -> medians.put(count, Statistics.median(values)));
    return medians;
  }

  /**
   * Tokens a second while all answers run: from the last first token to the first last one; NaN
   * when a small model ended one answer before the last one began.
   */
  private static double together(
      Subject subject, ExecutorService readers, int count, int answer)
      throws InterruptedException {
    List<Future<long[]>> reading = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Completion completion =
          subject.engine().submit(
              subject.request(
                  subject.tokens(PROMPT_TOKENS), answer, CompletionRequest.Cache.DEFAULT));
      reading.add(readers.submit(arrivals(completion, answer)));
    }
    List<long[]> arrivals = new ArrayList<>();
    for (Future<long[]> each : reading) {
      arrivals.add(joined(each));
    }
    long from = arrivals.stream().mapToLong(times -> times[0]).max().orElseThrow();
    long to = arrivals.stream().mapToLong(times -> times[answer - 1]).min().orElseThrow();
    if (from >= to) {
      return Double.NaN;
    }
    long tokens = 0;
    for (long[] times : arrivals) {
      for (long time : times) {
        tokens += time > from && time <= to ? 1 : 0;
      }
    }
    return tokens * NANOS_PER_SECOND / (to - from);
  }

  private static Callable<long[]> arrivals(Completion completion, int answer) {
    return () -> {
      long[] times = new long[answer];
      for (int i = 0; i < answer; i++) {
        if (completion.take() == null) {
          throw new IllegalStateException(i + " tokens were generated, not " + answer);
        }
        times[i] = System.nanoTime();
      }
      Subject.get(completion.result());
      return times;
    };
  }

  private static long[] joined(Future<long[]> reading) throws InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
