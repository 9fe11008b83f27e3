package dev.warmpath.engine.local;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The stream between the engine thread, which writes, and one reader. */
final class LiveCompletion implements Completion {
  private static final Chunk END = new Chunk(-1, "", Double.NaN, List.of());

  private final long id;
  private final Runnable wake;
  private final LinkedBlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
  private final CompletableFuture<Trace> result = new CompletableFuture<>();
  private volatile boolean cancelled;

  /** @param wake tells the engine that a cancel is waiting */
  LiveCompletion(long id, Runnable wake) {
    this.id = id;
    this.wake = wake;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public @Nullable Chunk poll() {
    return withoutEnd(chunks.poll());
  }

  @Override
  public @Nullable Chunk take() throws InterruptedException {
    return withoutEnd(chunks.take());
  }

  private @Nullable Chunk withoutEnd(@Nullable Chunk chunk) {
    if (chunk == END) {
      chunks.add(END); // every later read finds the end again
      return null;
    }
    return chunk;
  }

  @Override
  public void cancel() {
    if (!cancelled && !result.isDone()) {
      cancelled = true;
      wake.run();
    }
  }

  boolean cancelled() {
    return cancelled;
  }

  @Override
  public CompletableFuture<Trace> result() {
    return result;
  }

  void emit(Chunk chunk) {
    chunks.add(chunk);
  }

  /** The result first, so that a reader who sees the end finds it. */
  void end(Trace trace) {
    result.complete(trace);
    chunks.add(END);
  }

  void fail(EngineException failure) {
    result.completeExceptionally(failure);
    chunks.add(END);
  }
}
