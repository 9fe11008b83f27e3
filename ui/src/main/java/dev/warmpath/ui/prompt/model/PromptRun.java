package dev.warmpath.ui.prompt.model;

import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.Sampling;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.Causes;
import dev.warmpath.ui.prompt.text.SegmentText;
import dev.warmpath.workspace.Workspace;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One request sent from the editor: its answer as it grows, what was forecast, what happened. The
 * window polls it once per pulse. FX thread.
 */
public final class PromptRun {
  /** Pieces taken per poll, so that a burst of tokens can't hold a pulse. */
  private static final int MOST_CHUNKS = 256;

  private final Forecast forecast;
  private final boolean cold;
  private final Engine engine;
  private final Completion completion;
  private final SegmentText answer = new SegmentText("");
  private final ReadOnlyObjectWrapper<@Nullable Trace> trace = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<String> problem = new ReadOnlyObjectWrapper<>("");
  private boolean ended;

  private PromptRun(Forecast forecast, boolean cold, Engine engine, Completion completion) {
    this.forecast = forecast;
    this.cold = cold;
    this.engine = engine;
    this.completion = completion;
  }

  /**
   * Submits a prompt; never blocks.
   *
   * @param forecast made from freshly filled variables
   * @param cold true for a run without any cache
   * @throws EngineException when the engine refuses at once
   * @throws IllegalArgumentException when the workspace's sampling is out of range
   */
  public static PromptRun submit(Forecast forecast, boolean cold, Clock clock) {
    Forecast.Prepared prepared = forecast.prepared();
    Engine engine = prepared.model().engine();
    CompletionRequest request =
        new CompletionRequest(
            prepared.prompt(),
            prepared.tokens(),
            sampling(prepared.workspace().sampling()),
            "",
            prepared.workspace().cacheKey(),
            cold ? CompletionRequest.Cache.OFF : CompletionRequest.Cache.DEFAULT,
            new Trace.Source(
                Trace.Source.Kind.EDITOR, "editor", engine.info().model(), clock.instant()),
            prepared.nanos());
    return new PromptRun(forecast, cold, engine, engine.submit(request));
  }

  /** The workspace's settings with the engine's defaults where it says nothing. */
  public static Sampling sampling(Workspace.Sampling saved) {
    return new Sampling(
        Objects.requireNonNullElse(saved.maxTokens(), Sampling.DEFAULT_MAX_TOKENS),
        Objects.requireNonNullElse(saved.temperature(), 0.0),
        Objects.requireNonNullElse(saved.topP(), 1.0),
        0, 0, saved.seed(), 0, 0, Map.of(), saved.stop(), -1, null);
  }

  /** Takes what the engine produced since the last call. */
  public void poll() {
    if (ended) {
      return;
    }
    StringBuilder grown = new StringBuilder();
    boolean done = completion.result().isDone();
    Completion.Chunk chunk = completion.poll();
    for (int taken = 0; chunk != null; taken++) {
      grown.append(chunk.text());
      if (taken >= MOST_CHUNKS && !done) {
        break;
      }
      chunk = completion.poll();
    }
    append(grown.toString());
    engine.traces().find(completion.id()).ifPresent(trace::set);
    if (done) {
      end();
    }
  }

  private void end() {
    ended = true;
    try {
      Trace last = completion.result().join();
      trace.set(last);
      // A stop text cut the answer short after pieces of it were shown: the trace has it exactly.
      if (!last.text().contentEquals(answer.chars())) {
        answer.replace(0, answer.length(), last.text());
      }
    } catch (CompletionException e) {
      Throwable cause = Causes.of(e);
      problem.set(Objects.requireNonNullElse(cause.getMessage(), cause.toString()));
    }
  }

  private void append(String text) {
    if (!text.isEmpty()) {
      answer.replace(answer.length(), answer.length(), text);
    }
  }

  /** Asks the engine to stop; the end shows in a later poll. */
  public void cancel() {
    completion.cancel();
  }

  /** What was expected when it was sent. */
  public Forecast forecast() {
    return forecast;
  }

  /** True for a run that used no cache. */
  public boolean cold() {
    return cold;
  }

  public long id() {
    return completion.id();
  }

  /** The answer so far. */
  public SegmentText answer() {
    return answer;
  }

  /** The newest state of the request; null before the engine recorded it. */
  public ReadOnlyObjectProperty<@Nullable Trace> trace() {
    return trace.getReadOnlyProperty();
  }

  /** Why it failed; empty when it did not. */
  public ReadOnlyObjectProperty<String> problem() {
    return problem.getReadOnlyProperty();
  }

  public boolean ended() {
    return ended;
  }
}
