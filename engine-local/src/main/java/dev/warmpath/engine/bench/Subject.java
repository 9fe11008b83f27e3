package dev.warmpath.engine.bench;

import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An engine under measurement, as its client sees it: random prompts, requests, and waiting for
 * what the engine does when it is idle. One thread.
 */
final class Subject {
  private static final Trace.Source SOURCE =
      new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "bench", "", Instant.EPOCH);

  /** Enough to keep a token from ever being chosen. */
  private static final double NEVER = -100;

  /** Idle write-back takes milliseconds; after this long something is broken. */
  private static final Duration IDLE_LIMIT = Duration.ofMinutes(1);

  private static final long POLL_NANOS = 1_000_000;

  private final LocalEngine engine;
  private final SplittableRandom random;
  private final int[] ordinary;
  private final Map<Integer, Double> noEnd;
  private int made;

  /** @param seed equal seeds give equal prompts on one model */
  Subject(LocalEngine engine, long seed) {
    this.engine = engine;
    random = new SplittableRandom(seed);
    Tokenizer tokenizer = engine.tokenizer();
    ordinary =
        IntStream.range(0, tokenizer.vocabularySize())
            .filter(id -> !tokenizer.isSpecial(id) && !tokenizer.endsGeneration(id))
            .toArray();
    noEnd = new HashMap<>();
    IntStream.range(0, tokenizer.vocabularySize())
        .filter(tokenizer::endsGeneration)
        .forEach(id -> noEnd.put(id, NEVER));
  }

  LocalEngine engine() {
    return engine;
  }

  /**
   * Random ordinary tokens. The first is another one each time, until the vocabulary is used up:
   * two results never match by chance.
   */
  int[] tokens(int count) {
    int[] tokens = random.ints(count, 0, ordinary.length).map(index -> ordinary[index]).toArray();
    tokens[0] = ordinary[made++ % ordinary.length];
    return tokens;
  }

  static int[] join(int[] prefix, int[] suffix) {
    int[] joined = Arrays.copyOf(prefix, prefix.length + suffix.length);
    System.arraycopy(suffix, 0, joined, prefix.length, suffix.length);
    return joined;
  }

  /** Greedy, and exactly {@code count} tokens: no token ends the answer. */
  Sampling answer(int count) {
    return withoutEnd(count, noEnd);
  }

  static Sampling withoutEnd(int count, Map<Integer, Double> bias) {
    return new Sampling(
        count, 0, 1, 0, 0, null, 0, 0, bias, List.of(), -1, null);
  }

  CompletionRequest request(int[] tokens, int answer, CompletionRequest.Cache cache) {
    int[] none = new int[tokens.length];
    return new CompletionRequest(
        Prompt.plain(""), new Tokens(tokens, none, none), answer(answer), "", "", cache, SOURCE,
        0);
  }

  /**
   * A request that ended.
   *
   * @param firstNanos from the submit to the moment the client had the first token
   * @param firstAt when that was, on the clock of {@link System#nanoTime}
   * @param lastAt when the client had the last token
   * @param trace what the engine says
   */
  record Ended(long firstNanos, long firstAt, long lastAt, Trace trace) {
    /** Tokens a second between the first and the last. */
    double tokensPerSecond() {
      return (trace.counts().completion() - 1) * 1e9 / (lastAt - firstAt);
    }
  }

  /** Sends a request and reads its answer to the end. */
  Ended run(int[] tokens, int answer, CompletionRequest.Cache cache) throws InterruptedException {
    CompletionRequest request = request(tokens, answer, cache);
    long start = System.nanoTime();
    return read(start, engine.submit(request));
  }

  Ended run(int[] tokens, int answer) throws InterruptedException {
    return run(tokens, answer, CompletionRequest.Cache.DEFAULT);
  }

  static Ended read(long start, Completion completion) throws InterruptedException {
    long first = 0;
    long last = 0;
    while (completion.take() != null) {
      last = System.nanoTime();
      first = first == 0 ? last : first;
    }
    return new Ended(first - start, first, last, get(completion.result()));
  }

  /** Runs work with the bare runtime; every slot is empty before and after. */
  <T> T alone(Function<? super ModelRuntime, ? extends T> work) throws InterruptedException {
    return get(engine.<T>alone(work));
  }

  static <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof EngineException known) {
        throw known;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Waits until the idle engine has copied what it knows of a prompt to host memory. */
  void settle(int[] tokens) {
    long end = System.nanoTime() + IDLE_LIMIT.toNanos();
    PrefixMatch match;
    do {
      match = engine.snapshot().peek(engine.namespace("", ""), tokens);
      if (match.hostMatched() == match.matched()) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    } while (System.nanoTime() < end);
    throw new IllegalStateException(
        match.matched() - match.hostMatched() + " of " + match.matched()
            + " cached tokens were not copied to host memory in " + IDLE_LIMIT
            + ". Free some, or measure a smaller model.");
  }
}
