package dev.warmpath.engine;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import dev.warmpath.trace.TraceLog;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A model with its prefix cache (port). Thread-safe: every method, from any thread. */
public interface Engine extends AutoCloseable {

  EngineInfo info();

  Tokenizer tokenizer();

  /**
   * Queues a request.
   *
   * @throws EngineException at once when it can never run (context exceeded, queue full, closed)
   */
  Completion submit(CompletionRequest request);

  /** The namespace a request with this account and key lives in, under the current key mode. */
  Namespace namespace(String account, String cacheKey);

  /** The newest published cache. Never blocks. */
  CacheSnapshot snapshot();

  TraceLog traces();

  /**
   * What a request with this prompt would reuse: the snapshot's look-up, in exact mode cut to whole
   * chunks, and for a model that cannot rewind cut to what can be continued from its end, whole
   * saved states included. Changes nothing.
   */
  PrefixMatch forecast(CacheSnapshot snapshot, Namespace namespace, int[] prompt);

  /**
   * Expected time to first token when all of a match is reused, from the latency model.
   *
   * @return null before enough requests ran to know
   */
  Trace.@Nullable Prediction predict(PrefixMatch match);

  /** Calls back on the engine thread for every event; must be quick. Close to stop. */
  Subscription onEvent(Consumer<CacheEvent> listener);

  /** Drops every unpinned prefix of {@code namespace}, or of all when null. */
  CompletableFuture<Void> clear(@Nullable Namespace namespace);

  /**
   * Drops everything unpinned that begins with all of {@code branch}, from its last token on.
   *
   * @param branch a path of at least 1 token
   * @return tokens dropped
   */
  CompletableFuture<Integer> clear(Namespace namespace, int[] branch);

  /** Keeps (or no longer keeps) the cached prefix of {@code tokens} from eviction and expiry. */
  CompletableFuture<Integer> pin(Namespace namespace, int[] tokens, boolean pinned);

  EngineStatus status();

  /** Limits and mode in force. */
  EngineSettings settings();

  /** New settings for requests submitted from now on; limits apply to the cache at once. */
  CompletableFuture<Void> change(EngineSettings settings);

  /** Ends running requests, frees the model. Idempotent. */
  @Override
  void close();

  /** A listener that is called until this is closed; closing again does nothing. */
  @FunctionalInterface
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * What the engine is doing now.
   *
   * @param running requests in slots
   * @param waiting requests in the queue
   * @param prefillTokensPerSecond measured lately; NaN before the first request
   * @param decodeTokensPerSecond measured lately; NaN before the first request
   */
  record EngineStatus(
      int running, int waiting, double prefillTokensPerSecond, double decodeTokensPerSecond) {}
}
