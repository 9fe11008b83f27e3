package dev.warmpath.app.http.inspect;

import dev.warmpath.engine.Engine;
import dev.warmpath.explain.CacheHistory;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.explain.Explanations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why requests hit or missed, by the rules of the local engine. Thread-safe: cache events are noted
 * on the engine's thread, verdicts are found on the asking one, one at a time.
 */
public final class Verdicts {
  private final Lens lens = LensCatalog.bundled().local();
  private @Nullable Explanations explanations;
  private Engine.@Nullable Subscription subscription;

  /** Follows the cache of this model from now on; null for none. */
  public synchronized void watch(@Nullable LoadedModel model) {
    if (subscription != null) {
      subscription.close();
    }
    CacheHistory history = new CacheHistory();
    explanations = model == null ? null : new Explanations(model, history);
    subscription = model == null ? null : model.engine().onEvent(history::add);
  }

  private synchronized @Nullable Explanations current() {
    return explanations;
  }

  /**
   * The verdict of a trace as JSON values; null for a request that did not run to its first token.
   *
   * @param all the traces that may be compared with, in order of id
   */
  @Nullable Map<String, @Nullable Object> of(Trace trace, List<Trace> all) {
    boolean ran =
        trace.state() == Trace.State.DONE
            || trace.state() == Trace.State.CANCELLED && trace.phases().firstToken() > 0;
    Explanations by = current();
    if (!ran || by == null) {
      return null;
    }
    Verdict verdict = by.explain(trace, all, Set.of(), lens);
    Map<String, @Nullable Object> json = ExplainResult.json(verdict);
    json.put("title", verdict.title());
    json.put("detail", verdict.detail());
    json.put("compared_with", verdict.baseline() == 0 ? null : verdict.baseline());
    json.put("evicted_by", verdict.by() == 0 ? null : verdict.by());
    json.put(
        "lost_ms", verdict.lostMillis().isPresent() ? verdict.lostMillis().getAsDouble() : null);
    json.put("confidence", verdict.confidence());
    return json;
  }
}
