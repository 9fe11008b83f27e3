package dev.warmpath.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.EvictionPolicy;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** An engine on a fake runtime, with what tests need around it. */
final class TestEngine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final FakeRuntime runtime;
  final LocalEngine engine;
  final AtomicLong wallSeconds = new AtomicLong();

  /** Device time: real time plus what the fake's work would have taken. */
  private final AtomicLong workNanos = new AtomicLong();

  TestEngine(Function<AtomicLong, FakeRuntime> loader, EngineSettings settings) {
    AtomicReference<FakeRuntime> made = new AtomicReference<>();
    Clocks clocks =
        new Clocks(
            () -> Instant.ofEpochSecond(wallSeconds.get()),
            () -> System.nanoTime() + workNanos.get());
    engine =
        new LocalEngine(
            () -> {
              made.set(loader.apply(workNanos));
              return made.get();
            },
            settings, EvictionPolicy.DEFAULT, clocks);
    runtime = made.get();
  }

  static TestEngine plain(int slots) {
    return new TestEngine(work -> FakeRuntime.plain(slots, work), settings());
  }

  static EngineSettings settings() {
    return EngineSettings.withBudget(100_000_000);
  }

  static CompletionRequest request(String text, int maxTokens) {
    return request(text, Sampling.greedy(maxTokens), "", CompletionRequest.Cache.DEFAULT);
  }

  static CompletionRequest request(
      String text, Sampling sampling, String key, CompletionRequest.Cache cache) {
    return request(new FakeTokenizer().tokenize(text), sampling, key, cache);
  }

  static CompletionRequest request(
      Tokens tokens, Sampling sampling, String key, CompletionRequest.Cache cache) {
    Trace.Source source =
        new Trace.Source(Trace.Source.Kind.COMMAND_LINE, "test", "fake", Instant.EPOCH);
    return new CompletionRequest(
        Prompt.plain("?"), tokens, sampling, "", key, cache, source, 1_000);
  }

  Trace run(CompletionRequest request) {
    return await(engine.submit(request));
  }

  Trace run(String text, int maxTokens) {
    return run(request(text, maxTokens));
  }

  static Trace await(Completion completion) {
    return await(completion.result());
  }

  static <T> T await(java.util.concurrent.Future<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(failed);
    } catch (InterruptedException | java.util.concurrent.TimeoutException late) {
      throw new AssertionError("nothing after " + PATIENCE, late);
    }
  }

  /** Waits until the condition holds, looking again whenever the engine had a turn. */
  void awaitThat(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still false after " + PATIENCE);
      }
      await(engine.evaluatedTokens());
      Thread.onSpinWait();
    }
  }

  /** Writes every slot back and empties it: what is cached afterwards has rows. */
  void emptySlots() {
    await(engine.alone(bare -> null));
  }

  /** Stops the engine thread in its next decode call until the gate opens. */
  Gate gate() {
    Gate gate = new Gate();
    runtime.script =
        batch -> {
          gate.reached.countDown();
          try {
            gate.open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
          }
          return null;
        };
    return gate;
  }

  /** A closed gate in front of the decode calls. */
  static final class Gate {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    void awaitReached() {
      try {
        assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException stop) {
        throw new AssertionError(stop);
      }
    }

    void open() {
      open.countDown();
    }
  }

  /** Nothing is held any more: no pins, no running request, no sampler; the books balance. */
  void assertNothingLeaks() {
    await(engine.check());
    assertThat(engine.status().running()).isZero();
    assertThat(engine.status().waiting()).isZero();
    assertThat(engine.snapshot().totals().pinnedTokens()).isZero();
    assertThat(engine.snapshot().slots()).noneMatch(slot -> slot.busy());
    assertThat(runtime.samplers()).isZero();
    await(engine.clear(null));
    assertThat(engine.snapshot().totals().tokens()).isZero();
    assertThat(runtime.references()).isZero();
    assertThat(runtime.store().usedBytes()).isZero();
  }

  @Override
  public void close() {
    engine.close();
  }
}
