package dev.warmpath.engine;

import dev.warmpath.trace.Trace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submitted request: its token stream and its end. Thread-safe; one reader of the stream. */
public interface Completion {

  /** Trace id. */
  long id();

  /**
   * One generated token.
   *
   * @param token its id
   * @param text whole characters this token completed; empty while a character is incomplete or a
   *     stop text may be forming
   * @param logprob natural-log probability; NaN when not asked for
   * @param alternatives the likeliest tokens, most likely first; empty when not asked for
   */
  record Chunk(int token, String text, double logprob, List<TokenLogprob> alternatives) {}

  /** A candidate token and its natural-log probability. */
  record TokenLogprob(int token, double logprob) {}

  /** Next chunk if one is ready, else null; never blocks. */
  @Nullable Chunk poll();

  /** Waits for the next chunk; null at the end of the stream: {@link #result} is done then. */
  @Nullable Chunk take() throws InterruptedException;

  /** Ends the request within one prefill chunk; safe to call at any time, any number of times. */
  void cancel();

  /**
   * The final trace, also after a cancel; fails with an {@link EngineException} when the request
   * failed. Completed by the engine thread: dependents must be quick or async.
   */
  CompletableFuture<Trace> result();
}
