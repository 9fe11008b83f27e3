package dev.warmpath.ui.fakes;

import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A submitted request; the test plays the engine. */
public final class PlayedCompletion implements Completion {
  private final FakeEngine engine;
  private final CompletionRequest request;
  private final long id;
  private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
  private final CompletableFuture<Trace> result = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final int hits;
  public boolean cancelled;

  PlayedCompletion(FakeEngine engine, CompletionRequest request, long id) {
    this.engine = engine;
    this.request = request;
    this.id = id;
    Namespace namespace = engine.namespace(request.account(), request.cacheKey());
    boolean off = request.cache() == CompletionRequest.Cache.OFF;
    hits = off ? 0 : engine.snapshot().peek(namespace, request.tokens().ids()).matched();
    engine.traces().put(trace(Trace.State.PREFILL));
  }

  /** The model says this. */
  public void say(String piece) {
    text.append(piece);
    chunks.add(new Chunk(0, piece, Double.NaN, List.of()));
    engine.traces().put(trace(Trace.State.DECODE));
  }

  /** The answer ends; the prompt stays cached unless the request was a cold run. */
  public void finish() {
    end(Trace.State.DONE);
    if (request.cache() != CompletionRequest.Cache.OFF) {
      engine.cache(
          engine.namespace(request.account(), request.cacheKey()), request.tokens().ids(),
          request.tokens().size());
    }
  }

  public void fail(EngineException why) {
    result.completeExceptionally(why);
  }

  private void end(Trace.State state) {
    engine.traces().put(trace(state));
    result.complete(trace(state));
  }

  private Trace trace(Trace.State state) {
    int tokens = request.tokens().size();
    boolean first = !text.isEmpty();
    Trace.Phases phases =
        first
            ? new Trace.Phases(
                0, 0, 0, 0, FakeEngine.prefill(tokens - hits), 50_000_000,
                FakeEngine.firstToken(tokens - hits), 100_000_000, List.of())
            : Trace.Phases.NONE;
    return new Trace(
        id, request.source(), engine.namespace(request.account(), request.cacheKey()),
        request.prompt(), request.tokens(),
        new Trace.Counts(tokens, 0, hits, tokens - hits, Math.max(1, text.length() / 4), 0),
        phases, null, state, Trace.Finish.STOP, null, new int[0], text.toString(), 0);
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public @Nullable Chunk poll() {
    return chunks.poll();
  }

  @Override
  public @Nullable Chunk take() {
    return chunks.poll();
  }

  @Override
  public void cancel() {
    cancelled = true;
    if (!result.isDone()) {
      end(Trace.State.CANCELLED);
    }
  }

  @Override
  public CompletableFuture<Trace> result() {
    return result;
  }
}
