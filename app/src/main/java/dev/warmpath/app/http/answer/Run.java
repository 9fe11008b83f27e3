package dev.warmpath.app.http.answer;

import dev.warmpath.app.http.chat.SamplingFields;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The completions of one request, in the order of its choices. */
public final class Run {
  private final List<Completion> completions;

  private Run(List<Completion> completions) {
    this.completions = List.copyOf(completions);
  }

  /**
   * Submits all choices of all prompts, or none of them.
   *
   * @param requests one per prompt, in order
   * @param choices answers per prompt; each has a seed of its own
   * @param onGone registers what to do when the client leaves
   * @throws EngineException when one cannot be queued; the others are cancelled
   */
  public static Run start(
      Engine engine, List<CompletionRequest> requests, int choices, Consumer<Runnable> onGone) {
    List<Completion> started = new ArrayList<>();
    try {
      for (CompletionRequest request : requests) {
        for (int i = 0; i < choices; i++) {
          started.add(engine.submit(i == 0 ? request : choice(request, i)));
        }
      }
    } catch (EngineException e) {
      started.forEach(Completion::cancel);
      throw e;
    }
    Run run = new Run(started);
    onGone.accept(run::cancel);
    return run;
  }

  private static CompletionRequest choice(CompletionRequest first, int index) {
    return new CompletionRequest(
        first.prompt(), first.tokens(), SamplingFields.forChoice(first.sampling(), index),
        first.account(), first.cacheKey(), first.cache(), first.source(), first.tokenizeNanos());
  }

  public List<Completion> completions() {
    return completions;
  }

  /** The trace id that the response names: the first choice's. */
  public long id() {
    return completions.getFirst().id();
  }

  /** Ends all of them. */
  public void cancel() {
    completions.forEach(Completion::cancel);
  }
}
