package dev.warmpath.engine.local;

import dev.warmpath.cache.EvictionPolicy;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.latency.LatencyModel;
import dev.warmpath.token.Tokenizer;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The platform thread that owns a runtime from load to close. Its getters may be called on any
 * thread; what the runtime and the cache offer belongs to the thread itself.
 */
final class EngineThread {
  private final Inbox inbox = new Inbox();
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Throwable failure;
  private @Nullable ModelRuntime runtime;
  private @Nullable EngineInfo info;
  private @Nullable Tokenizer tokenizer;
  private @Nullable PrefixCache cache;
  private @Nullable LatencyModel latency;
  private @Nullable EngineLoop loop;

  /** How the engine is set up. */
  record Parts(
      EngineSettings settings, EvictionPolicy policy, Clocks clocks, Admission admission) {}

  private EngineThread(Supplier<? extends ModelRuntime> loader, Parts parts) {
    thread = Thread.ofPlatform().name("engine").daemon(true).unstarted(() -> live(loader, parts));
  }

  /** Starts the thread and waits until the model is loaded. */
  static EngineThread start(Supplier<? extends ModelRuntime> loader, Parts parts) {
    EngineThread started = new EngineThread(loader, parts);
    started.thread.start();
    awaitUninterruptibly(started.loaded);
    if (started.failure instanceof RuntimeException failure) {
      throw failure;
    }
    if (started.failure instanceof Error failure) {
      throw failure;
    }
    return started;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void live(Supplier<? extends ModelRuntime> loader, Parts parts) {
    try (ModelRuntime owned = load(loader, parts)) {
      if (owned != null) {
        loaded.countDown();
        loop().run();
        loop().upkeep().clearForGood();
      }
    } finally {
      inbox.close();
      loaded.countDown();
    }
  }

  private @Nullable ModelRuntime load(Supplier<? extends ModelRuntime> loader, Parts parts) {
    ModelRuntime owned = null;
    try {
      owned = loader.get();
      setUp(owned, parts);
      return owned;
    } catch (RuntimeException | Error broken) {
      failure = broken;
      if (owned != null) {
        owned.close();
      }
      return null;
    }
  }

  private void setUp(ModelRuntime owned, Parts parts) {
    EngineSettings settings = parts.settings();
    runtime = owned;
    info = owned.info();
    tokenizer = owned.tokenizer();
    cache =
        new PrefixCache(
            owned.store(), new PrefixCache.Limits(settings.kvBudgetBytes(), settings.ttl()),
            parts.clocks().wall(), parts.policy(), owned.info().slots());
    latency =
        new LatencyModel(
            Math.min(owned.chunk(), owned.batchLimit()), EngineSettings.EXACT_CHUNK,
            owned.info().bytesPerToken());
    loop =
        new EngineLoop(
            new EngineLoop.Parts(
                owned, cache, inbox, latency, parts.clocks(), parts.admission()),
            settings.batching());
  }

  /** A request was cancelled: wakes the loop, and shortens its running chunk where possible. */
  void cancelled(long request) {
    inbox.wake();
    if (loop().isComputing(request)) {
      runtime().abort();
    }
  }

  /** Ends every request, closes the runtime and waits for that. Idempotent. */
  void close() {
    inbox.close();
    if (thread.isAlive()) {
      runtime().abort();
    }
    if (Thread.currentThread() == thread) {
      return; // a listener closes its own engine: the loop ends after this step
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Inbox inbox() {
    return inbox;
  }

  ModelRuntime runtime() {
    return Objects.requireNonNull(runtime);
  }

  EngineInfo info() {
    return Objects.requireNonNull(info);
  }

  Tokenizer tokenizer() {
    return Objects.requireNonNull(tokenizer);
  }

  PrefixCache cache() {
    return Objects.requireNonNull(cache);
  }

  LatencyModel latency() {
    return Objects.requireNonNull(latency);
  }

  EngineLoop loop() {
    return Objects.requireNonNull(loop);
  }
}
