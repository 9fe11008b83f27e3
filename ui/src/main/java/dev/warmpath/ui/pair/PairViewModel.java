package dev.warmpath.ui.pair;

import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.prompt.PromptViewModel;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.Forecaster;
import dev.warmpath.ui.prompt.model.PromptRun;
import dev.warmpath.ui.tree.PrefixTreeViewModel;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One prompt on two models. What the editor sends to the first is sent to the second when the first
 * has ended: side by side in time, each would slow the other down and no time would be its own. FX
 * thread.
 */
public final class PairViewModel {
  /** A model and what it holds. */
  public record Half(EngineFeed feed, ModelsViewModel models) {
    @Nullable LoadedModel loaded() {
      return feed.model().get();
    }
  }

  /** The two of them. */
  public record Halves(Half first, Half second) {}

  private final Half left;
  private final Half right;
  private final PromptViewModel prompt;
  private final PrefixTreeViewModel tree;
  private final Clock clock;
  private final Forecaster forecaster = new Forecaster();
  private final LatestTask<Forecast> forecasts;
  private final LatestTask<Forecast> sends;
  private final ReadOnlyObjectWrapper<PairSheet> first =
      new ReadOnlyObjectWrapper<>(PairSheet.NONE);
  private final ReadOnlyObjectWrapper<PairSheet> second =
      new ReadOnlyObjectWrapper<>(PairSheet.NONE);
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
  private @Nullable Forecast forecast;
  private @Nullable PromptRun waiting;
  private boolean preparing;
  private @Nullable PromptRun run;
  private String problem = "";

  /**
   * @param prompt what is sent; its runs are repeated on the second model
   * @param tree of the second model
   */
  public PairViewModel(
      Ports ports, Halves halves, PromptViewModel prompt, PrefixTreeViewModel tree) {
    left = halves.first();
    right = halves.second();
    this.prompt = prompt;
    this.tree = tree;
    clock = ports.clock();
    forecasts = new LatestTask<>(ports.work(), ports.fx());
    sends = new LatestTask<>(ports.work(), ports.fx());
    prompt.run().addListener((p, old, now) -> sent(now));
    prompt.forecast().addListener((p, old, now) -> foresee());
    right.feed().model().addListener((p, old, now) -> modelChanged());
    right.feed().snapshot().addListener((p, old, now) -> foresee());
  }

  private void modelChanged() {
    sends.cancel();
    preparing = false;
    waiting = null;
    run = null;
    problem = "";
    foresee();
  }

  /** What the second model would find of the prompt, off the FX thread. */
  private void foresee() {
    LoadedModel loaded = right.loaded();
    Forecast of = prompt.forecast().get();
    if (loaded == null || of == null) {
      forecasts.cancel();
      forecast = null;
      tree.prompt().set(null);
      return;
    }
    forecasts.submit(forecasting(of.prepared(), loaded), this::foreseen, failure -> {
      // The template of this model refuses the prompt: sending it says why.
      forecast = null;
      tree.prompt().set(null);
    });
  }

  private Callable<Forecast> forecasting(Forecast.Prepared prepared, LoadedModel loaded) {
    return () ->
        forecaster.forecast(
            forecaster.prepare(prepared.workspace(), prepared.composition(), loaded),
            loaded.engine().snapshot());
  }

  private void foreseen(Forecast now) {
    forecast = now;
    tree.prompt().set(new PrefixTreeViewModel.PromptPath(now.match(), now.tokens().ids()));
  }

  private void sent(@Nullable PromptRun now) {
    if (right.loaded() == null) {
      return;
    }
    cancel();
    problem = "";
    if (now == null) {
      run = null;
    } else {
      waiting = now;
      running.set(true);
    }
  }

  /** Takes over what changed on the second model, and sends to it when its turn has come. */
  public void tick() {
    right.feed().poll();
    tree.tick();
    PromptRun next = waiting;
    boolean free = !preparing && (run == null || run.ended());
    if (next != null && next.ended() && free) {
      waiting = null;
      repeat(next);
    }
    if (run != null) {
      run.poll();
    }
    running.set(preparing || waiting != null || run != null && !run.ended());
    show(
        first,
        PairSheet.of(
            left.loaded(), left.models().options().get(), prompt.forecast().get(),
            prompt.run().get(), ""));
    show(second, secondSheet());
  }

  private PairSheet secondSheet() {
    String state =
        waiting != null ? "waiting for the first model" : preparing ? "making its tokens" : "";
    PairSheet sheet =
        PairSheet.of(right.loaded(), right.models().options().get(), forecast, run, state);
    return problem.isEmpty() ? sheet : sheet.failed(problem);
  }

  private static void show(ReadOnlyObjectWrapper<PairSheet> where, PairSheet now) {
    if (!now.equals(where.get())) {
      where.set(now);
    }
  }

  private void repeat(PromptRun of) {
    LoadedModel loaded = right.loaded();
    Trace ended = of.trace().get();
    boolean cancelled = ended != null && ended.state() == Trace.State.CANCELLED;
    if (loaded == null || cancelled) {
      return;
    }
    preparing = true;
    sends.submit(
        forecasting(of.forecast().prepared(), loaded), ready -> submit(ready, of.cold()),
        this::refused);
  }

  private void submit(Forecast ready, boolean cold) {
    preparing = false;
    try {
      run = PromptRun.submit(ready, cold, clock);
    } catch (EngineException | IllegalArgumentException e) {
      refused(e);
    }
  }

  private void refused(Exception why) {
    preparing = false;
    run = null;
    problem = Objects.requireNonNullElse(why.getMessage(), why.toString());
  }

  /** Stops the second model's request, or does not start it. */
  public void cancel() {
    waiting = null;
    sends.cancel();
    preparing = false;
    if (run != null && !run.ended()) {
      run.cancel();
    }
  }

  /** Frees the second model, its rows and its tree. */
  public void close() {
    cancel();
    right.models().cancel();
    right.models().unload();
  }

  /** Loads, unloads and describes the second model. */
  public ModelsViewModel models() {
    return right.models();
  }

  /** The second model's tree. */
  public PrefixTreeViewModel tree() {
    return tree;
  }

  /** True while the second model has something to do, or will have. */
  public ReadOnlyBooleanProperty running() {
    return running.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<PairSheet> first() {
    return first.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<PairSheet> second() {
    return second.getReadOnlyProperty();
  }
}
