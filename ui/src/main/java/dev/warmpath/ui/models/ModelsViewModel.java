package dev.warmpath.ui.models;

import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.template.TemplateHazards;
import dev.warmpath.ui.Causes;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.ModelSource.ModelFile;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A model in use: loaded, shown by its feed, freed. There is a main one, and a second one to
 * compare with. Each holds one model at a time: the old one is unloaded before the next is loaded,
 * so that memory for both is never needed. FX thread.
 */
public final class ModelsViewModel {
  private static final String SECOND = "second.";

  /** What a model is there for. */
  public enum Role {
    /** Prompts, the endpoint and the next start use it. */
    MAIN,
    /** Beside the main one; loaded only when both are predicted to fit. */
    SECOND
  }

  private final Ports ports;
  private final EngineFeed feed;
  private final ModelCatalog catalog;
  private final Role role;
  private final Preferences preferences;
  private final ReadOnlyObjectWrapper<LoadState> state =
      new ReadOnlyObjectWrapper<>(new LoadState.None());
  private final ReadOnlyObjectWrapper<@Nullable ModelFile> facts = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable List<TemplateHazards.Hazard>> hazards =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ModelOptions> options =
      new ReadOnlyObjectWrapper<>();
  private final LatestTask<ModelFile> describing;
  private final LatestTask<ModelFit> checking;
  private final LatestTask<ModelFile> looking;
  private final ReadOnlyObjectWrapper<LoadState.@Nullable Failed> refused =
      new ReadOnlyObjectWrapper<>();
  private final LatestTask<List<TemplateHazards.Hazard>> judging;
  private ModelSource.@Nullable Loading loading;

  /** Loads begun so far: one that was cancelled may still tell how far it is. */
  private int attempts;

  public ModelsViewModel(Ports ports, EngineFeed feed, ModelCatalog catalog, Role role) {
    this.ports = ports;
    this.feed = feed;
    this.catalog = catalog;
    this.role = role;
    preferences = role == Role.MAIN ? ports.preferences() : ports.preferences().aside(SECOND);
    describing = new LatestTask<>(ports.work(), ports.fx());
    checking = new LatestTask<>(ports.work(), ports.fx());
    looking = new LatestTask<>(ports.work(), ports.fx());
    judging = new LatestTask<>(ports.work(), ports.fx());
  }

  public Role role() {
    return role;
  }

  /** What there is to choose from. */
  public ModelCatalog catalog() {
    return catalog;
  }

  /** How the next load goes. */
  public Preferences preferences() {
    return preferences;
  }

  public ReadOnlyObjectProperty<LoadState> state() {
    return state.getReadOnlyProperty();
  }

  /** Facts of the model in {@link #state}; null until its header was read. */
  public ReadOnlyObjectProperty<@Nullable ModelFile> facts() {
    return facts.getReadOnlyProperty();
  }

  /** What its template risks, worst first; null until that is known. */
  public ReadOnlyObjectProperty<@Nullable List<TemplateHazards.Hazard>> hazards() {
    return hazards.getReadOnlyProperty();
  }

  /** A file that was not loaded because it is no model, while another one stayed; else null. */
  public ReadOnlyObjectProperty<LoadState.@Nullable Failed> refused() {
    return refused.getReadOnlyProperty();
  }

  /** How the model in use was loaded; null when there is none. */
  public ReadOnlyObjectProperty<@Nullable ModelOptions> options() {
    return options.getReadOnlyProperty();
  }

  /** How {@code file} would be loaded now. */
  public ModelOptions wanted(Path file) {
    return ModelOptions.from(preferences, file);
  }

  /** The file of the model in use or on its way; null when there is none. */
  public @Nullable Path file() {
    return switch (state.get()) {
      case LoadState.Loading at -> at.file();
      case LoadState.Ready at -> at.file();
      case LoadState.Failed at -> at.file();
      case LoadState.None none -> null;
    };
  }

  /** Gives a running engine what it can change without loading again: budget, expiry, mode. */
  public void tune() {
    ModelOptions now = options.get();
    LoadedModel loaded = feed.model().get();
    Path file = file();
    if (now == null || loaded == null || file == null) {
      return;
    }
    ModelOptions tuned = now.tuned(wanted(file));
    if (tuned.equals(now)) {
      return;
    }
    Engine engine = loaded.engine();
    engine.change(
        engine
            .settings()
            .withKvBudgetBytes(tuned.budgetBytes())
            .withTtl(tuned.expiry().isZero() ? null : tuned.expiry())
            .withMode(tuned.exact() ? EngineSettings.Mode.EXACT : EngineSettings.Mode.FAST));
    options.set(tuned);
  }

  /** Loads the model used last, or the one that comes with Warmpath. */
  public void loadUsual() {
    String last = preferences.get(Settings.LAST_MODEL);
    Optional<Path> remembered = last.isEmpty() ? Optional.empty() : Optional.of(Path.of(last));
    remembered
        .filter(Files::isRegularFile)
        .or(ports.models()::bundled)
        .ifPresent(this::load);
  }

  public void browse() {
    catalog.browse().ifPresent(this::load);
  }

  /**
   * Loads {@code file} in place of the model in use. What is no model at all is refused first: the
   * model in use and its cache stay.
   */
  public void load(Path file) {
    refused.set(null);
    if (role == Role.MAIN && state.get() instanceof LoadState.Ready) {
      looking.submit(
          () -> ports.models().describe(file),
          known -> replace(file),
          failure -> {
            if (failed(file, failure) instanceof LoadState.Failed why) {
              refused.set(why);
            }
          });
      return;
    }
    replace(file);
  }

  private void replace(Path file) {
    cancel();
    unload();
    ModelOptions wanted = wanted(file);
    state.set(new LoadState.Loading(file, 0, ""));
    describe(file);
    if (role == Role.MAIN) {
      start(file, wanted);
      return;
    }
    checking.submit(
        () -> wanted.fit(ports.models().describe(file).facts(), ports.models().devices()),
        fit -> startBeside(file, wanted, fit),
        failure -> state.set(failed(file, failure)));
  }

  /** Refuses what is predicted not to fit: running out of memory would take the first one along. */
  private void startBeside(Path file, ModelOptions wanted, ModelFit fit) {
    Optional<String> refusal = fit.refusal(new ModelFile(file, "", fit.facts()).name());
    if (refusal.isPresent()) {
      state.set(new LoadState.Failed(file, refusal.get()));
      return;
    }
    // The other half of what is left is for the first model's rows.
    long rows = Math.max(Settings.LEAST_BUDGET, (fit.free() - fit.need().total()) / 2);
    start(file, fit.free() > 0 ? wanted.withBudget(rows) : wanted);
  }

  private void start(Path file, ModelOptions wanted) {
    int attempt = ++attempts;
    ModelSource.Loading started =
        ports
            .models()
            .load(
                file, wanted,
                progress -> ports.fx().execute(() -> progressed(attempt, file, progress)));
    loading = started;
    started
        .result()
        .whenComplete(
            (model, failure) ->
                ports.fx().execute(() -> ended(started, file, wanted, model, failure)));
  }

  /** Shows a model that somebody else loaded. */
  public void adopt(Path file, LoadedModel model) {
    cancel();
    unload();
    state.set(new LoadState.Loading(file, 1, ""));
    describe(file);
    ready(file, wanted(file), model);
  }

  /** Loads the same file again, with the settings of now. */
  public void reload() {
    Path file = file();
    if (file != null) {
      load(file);
    } else if (role == Role.MAIN) {
      loadUsual();
    }
  }

  public void cancel() {
    checking.cancel();
    looking.cancel();
    if (state.get() instanceof LoadState.Loading) {
      state.set(new LoadState.None());
    }
    ModelSource.Loading running = loading;
    if (running != null) {
      loading = null;
      running.cancel();
    }
  }

  /** Frees the model and its cache. Does not wait: closing may take as long as a running chunk. */
  public void unload() {
    LoadedModel old = feed.model().get();
    if (old != null) {
      serve(null);
      feed.show(null);
      judging.cancel();
      hazards.set(null);
      options.set(null);
      state.set(new LoadState.None());
      ports.work().execute(old.engine()::close);
    }
  }

  private void serve(@Nullable LoadedModel model) {
    if (role == Role.MAIN) {
      ports.endpoint().serve(model);
    }
  }

  private void progressed(int attempt, Path file, ModelSource.Progress progress) {
    if (attempt == attempts && loading != null) {
      state.set(new LoadState.Loading(file, progress.fraction(), progress.note()));
    }
  }

  private void ended(
      ModelSource.Loading which, Path file, ModelOptions wanted, @Nullable LoadedModel model,
      @Nullable Throwable failure) {
    if (loading != which) {
      if (model != null) {
        ports.work().execute(model.engine()::close);
      }
      return;
    }
    loading = null;
    if (model == null) {
      state.set(failed(file, failure));
      return;
    }
    ready(file, wanted, model);
    catalog.used(file);
    if (role == Role.MAIN) {
      preferences.put(Settings.LAST_MODEL, file.toString());
    }
  }

  private void ready(Path file, ModelOptions wanted, LoadedModel model) {
    options.set(wanted);
    feed.show(model);
    state.set(new LoadState.Ready(file, model));
    judging.submit(
        () -> TemplateHazards.of(model.template()),
        hazards::set,
        failure ->
            hazards.set(
                List.of(
                    new TemplateHazards.Hazard(
                        "unknown", "The template could not be judged",
                        String.valueOf(failure.getMessage()), 0, 0))));
    serve(model);
  }

  private static LoadState failed(Path file, @Nullable Throwable failure) {
    Throwable cause = failure == null ? null : Causes.of(failure);
    if (cause instanceof CancellationException) {
      return new LoadState.None();
    }
    String message = cause == null ? null : cause.getMessage();
    return new LoadState.Failed(
        file,
        message == null
            ? "The model could not be loaded. Run “warmpath doctor” to see why."
            : message);
  }

  private void describe(Path file) {
    facts.set(null);
    describing.submit(
        () -> ports.models().describe(file),
        facts::set,
        // The load itself reports what is wrong with the file, in more detail.
        failure -> facts.set(null));
  }
}
