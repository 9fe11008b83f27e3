package dev.warmpath.ui.explain;

import dev.warmpath.explain.CacheHistory;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.lens.LensKey;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.prompt.model.ForecastLens;
import dev.warmpath.ui.requests.VerdictLabel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Why each request hit or missed, under the chosen lens, and what other lenses say of the selected
 * one. FX thread.
 */
public final class ExplainViewModel {
  /** Newest requests explained without being asked for: what a log shows, many times over. */
  private static final int UNASKED = 200;

  private final EngineFeed feed;
  private final Selection selection;
  private final LatestTask<List<LensRow>> comparing;
  private final ObjectProperty<Lens> lens;
  private final ObjectProperty<LensCatalog> catalog;
  private final ReadOnlyObjectWrapper<@Nullable Verdict> verdict = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<LensRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
  private final VerdictQueue queue;
  private final Set<Long> cold = new HashSet<>();
  private @Nullable Explanations explanations;
  private @Nullable AutoCloseable listening;
  private @Nullable List<Trace> others;
  private @Nullable Trace compared;

  /**
   * @param work runs explanations
   * @param fx receives their results
   * @param lenses the lenses to choose from; the local engine's is chosen first
   */
  public ExplainViewModel(
      EngineFeed feed, Selection selection, Executor work, Executor fx, LensCatalog lenses) {
    this.feed = feed;
    this.selection = selection;
    queue = new VerdictQueue(asker(), work, fx);
    comparing = new LatestTask<>(work, fx);
    catalog = new SimpleObjectProperty<>(lenses);
    lens = new SimpleObjectProperty<>(lenses.local());
    feed.model().addListener((p, was, is) -> follow(is));
    feed.traces().addListener((p, was, is) -> finished(is));
    selection.request().addListener((p, was, is) -> showSelected());
    lens.addListener((p, was, is) -> again());
    catalog.addListener((p, was, is) -> lensesChanged(is));
    follow(feed.model().get());
    others = null;
    finished(feed.traces().get());
  }

  private void follow(@Nullable LoadedModel model) {
    AutoCloseable before = listening;
    listening = null;
    explanations = null;
    queue.leave();
    if (before != null) {
      try {
        before.close();
      } catch (Exception e) {
        throw new IllegalStateException("the old engine's events could not be left", e);
      }
    }
    if (model != null) {
      CacheHistory history = new CacheHistory();
      listening = model.engine().onEvent(history::add);
      explanations = new Explanations(model, history);
      cold.clear();
      others = feed.traces().get(); // the feed shows the new engine's a moment later
      again();
    }
  }

  private void lensesChanged(LensCatalog now) {
    compared = null;
    lens.set(now.find(lens.get().id()).orElse(now.local()));
    showSelected();
  }

  /** Another engine or lens: nothing known so far holds. */
  private void again() {
    queue.again();
    compared = null;
    rows.set(List.of());
    finished(feed.traces().get());
    showSelected();
    revision.set(revision.get() + 1);
  }

  private void finished(List<Trace> traces) {
    if (traces == others) {
      return;
    }
    if (traces.isEmpty()) {
      queue.forget();
    }
    for (int i = Math.max(0, traces.size() - UNASKED); i < traces.size(); i++) {
      ask(traces.get(i));
    }
    showSelected();
  }

  /** Puts a trace before those that wait; unfinished ones come back with the next change. */
  private void ask(Trace trace) {
    boolean ran =
        trace.state() == Trace.State.DONE
            || trace.state() == Trace.State.CANCELLED && trace.phases().firstToken() > 0;
    boolean other = explanations == null || feed.traces().get() == others;
    if (!other && ran) {
      queue.ask(trace);
    }
  }

  private VerdictQueue.Asker asker() {
    return new VerdictQueue.Asker() {
      @Override
      public @Nullable Function<Trace, Verdict> explainer() {
        Explanations by = explanations;
        Lens under = lens.get();
        List<Trace> all = feed.traces().get();
        Set<Long> uncached = Set.copyOf(cold);
        return by == null ? null : trace -> by.explain(trace, all, uncached, under);
      }

      @Override
      public VerdictLabel label(long id, Verdict found) {
        return cold.contains(id)
            ? new VerdictLabel("cold run", VerdictLabel.Tone.COLD)
            : VerdictWords.label(found.cause());
      }

      @Override
      public void arrived() {
        revision.set(revision.get() + 1);
        showSelected();
      }
    };
  }

  private void showSelected() {
    Long id = selection.request().get();
    Trace trace = id == null || feed.traces().get() == others ? null : feed.find(id);
    if (trace == null || !trace.state().ended()) {
      verdict.set(null);
      rows.set(List.of());
      compared = null;
      return;
    }
    queue.recall(trace);
    ask(trace);
    verdict.set(queue.verdict(trace.id()));
    compare(trace);
  }

  private void compare(Trace trace) {
    Explanations by = explanations;
    if (by == null || trace == compared) {
      return;
    }
    compared = trace;
    List<Trace> all = feed.traces().get();
    Set<Long> uncached = Set.copyOf(cold);
    LensCatalog among = catalog.get();
    comparing.submit(
        () -> by.rows(trace, all, uncached, among),
        found -> {
          if (compared == trace) {
            rows.set(found);
          }
        },
        failure -> {
          throw new IllegalStateException("the lenses could not be compared", failure);
        });
  }

  /** A request was asked to use no cache: its miss needs no cause. */
  public void ranCold(long id) {
    cold.add(id);
  }

  /** True for a request that was asked to use no cache. */
  boolean isCold(long id) {
    return cold.contains(id);
  }

  /** The verdict on a request, if it is known by now. */
  public @Nullable Verdict verdictOf(long id) {
    return queue.verdict(id);
  }

  /** A few words for the request log; null while there is no explanation. */
  public @Nullable VerdictLabel label(Trace trace) {
    VerdictLabel known = queue.label(trace.id());
    if (known == null) {
      ask(trace);
    }
    return known;
  }

  /** The same as a function that is another one after every change, so that rows are drawn anew. */
  public Function<Trace, @Nullable VerdictLabel> labels() {
    return trace -> label(trace);
  }

  /** Grows whenever verdicts arrived or no longer hold. */
  public ReadOnlyLongProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** The selected request's verdict; null while there is none. */
  public ReadOnlyObjectProperty<@Nullable Verdict> verdict() {
    return verdict.getReadOnlyProperty();
  }

  /** Why the explanation of a request failed; empty when it did not. */
  String problemOf(long id) {
    return queue.problem(id);
  }

  /** The selected request under the other lenses. */
  public ReadOnlyObjectProperty<List<LensRow>> rows() {
    return rows.getReadOnlyProperty();
  }

  /** Whose rules verdicts and the forecast follow. */
  public ObjectProperty<Lens> lens() {
    return lens;
  }

  /** What can be chosen; setting it keeps the chosen lens by its id. */
  public ObjectProperty<LensCatalog> catalog() {
    return catalog;
  }

  public Selection selection() {
    return selection;
  }

  /**
   * Plans the chosen lens's cache markers for the selected request, on any thread; null where there
   * is no request or the lens has no markers.
   */
  @Nullable Callable<BreakpointPlan> markerPlan() {
    Explanations by = explanations;
    Trace trace = compared;
    Lens under = lens.get();
    boolean markers =
        under.cited(LensKey.MARKER).isKnown() && under.cited(LensKey.BREAKPOINTS_MAX).isKnown();
    if (by == null || trace == null || !markers) {
      return null;
    }
    List<Trace> all = feed.traces().get();
    Set<Long> uncached = Set.copyOf(cold);
    return () -> by.plan(trace, all, uncached, under);
  }

  /**
   * Judges prompts by the chosen lens and the requests so far, on any thread; null for the local
   * engine's, whose cache itself says what hits.
   */
  public @Nullable ForecastLens forecastLens() {
    Explanations by = explanations;
    Lens under = lens.get();
    if (by == null || Explanations.isLocal(under)) {
      return null;
    }
    List<Trace> all = feed.traces().get();
    Set<Long> uncached = Set.copyOf(cold);
    return prepared -> by.forecast(prepared, all, uncached, under);
  }
}
