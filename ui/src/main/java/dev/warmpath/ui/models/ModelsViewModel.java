package dev.warmpath.ui.models;

import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource.Device;
import dev.warmpath.ui.ports.ModelSource.ModelFacts;
import dev.warmpath.ui.ports.ModelSource;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The model in use and the ones to choose from. One model at a time: the old one is unloaded before
 * the next is loaded, so that memory for both is never needed. FX thread.
 */
public final class ModelsViewModel {
  private final Ports ports;
  private final EngineFeed feed;
  private final ReadOnlyObjectWrapper<LoadState> state =
      new ReadOnlyObjectWrapper<>(new LoadState.None());
  private final ReadOnlyObjectWrapper<@Nullable ModelFacts> facts = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ModelOptions> options =
      new ReadOnlyObjectWrapper<>();
  private final ObservableList<ModelFacts> choices = FXCollections.observableArrayList();
  private final ObservableList<Device> devices = FXCollections.observableArrayList();
  /** Held here: listeners on a wrapper nobody holds are lost with it. */
  private final ObservableList<ModelFacts> choicesShown =
      FXCollections.unmodifiableObservableList(choices);
  private final ObservableList<Device> devicesShown =
      FXCollections.unmodifiableObservableList(devices);
  private final LatestTask<List<ModelFacts>> describing;
  private final LatestTask<List<Device>> listing;
  private final @Nullable DownloadViewModel downloads;
  private ModelSource.@Nullable Loading loading;

  public ModelsViewModel(Ports ports, EngineFeed feed) {
    this.ports = ports;
    this.feed = feed;
    describing = new LatestTask<>(ports.work(), ports.fx());
    listing = new LatestTask<>(ports.work(), ports.fx());
    downloads =
        ports
            .models()
            .library()
            .map(library -> new DownloadViewModel(library, ports, this::refresh))
            .orElse(null);
  }

  /** Models to download; empty where nothing can be downloaded. */
  public Optional<DownloadViewModel> downloads() {
    return Optional.ofNullable(downloads);
  }

  public ReadOnlyObjectProperty<LoadState> state() {
    return state.getReadOnlyProperty();
  }

  /** Facts of the model in {@link #state}; null until its header was read. */
  public ReadOnlyObjectProperty<@Nullable ModelFacts> facts() {
    return facts.getReadOnlyProperty();
  }

  /** How the model in use was loaded; null when there is none. */
  public ReadOnlyObjectProperty<@Nullable ModelOptions> options() {
    return options.getReadOnlyProperty();
  }

  /** Gives a running engine what it can change without loading again: budget, expiry, mode. */
  public void tune(ModelOptions wanted) {
    ModelOptions now = options.get();
    LoadedModel loaded = feed.model().get();
    if (now == null || loaded == null) {
      return;
    }
    ModelOptions tuned =
        new ModelOptions(
            now.device(), now.context(), now.slots(), now.threads(), wanted.budgetBytes(),
            wanted.expiry(), wanted.exact());
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

  /** The demo model, the recent ones that still exist, and the downloaded ones. */
  public ObservableList<ModelFacts> choices() {
    return choicesShown;
  }

  public ObservableList<Device> devices() {
    return devicesShown;
  }

  public boolean isBundled(Path file) {
    return ports.models().bundled().filter(file::equals).isPresent();
  }

  /** Loads the model used last, or the one that comes with Warmpath. */
  public void loadUsual() {
    String last = ports.preferences().get(Settings.LAST_MODEL);
    Optional<Path> remembered = last.isEmpty() ? Optional.empty() : Optional.of(Path.of(last));
    remembered
        .filter(Files::isRegularFile)
        .or(ports.models()::bundled)
        .ifPresent(this::load);
  }

  /** Reads the headers of the files to choose from and asks for devices, in the background. */
  public void refresh() {
    List<Path> files = new ArrayList<>();
    ports.models().bundled().ifPresent(files::add);
    ports.preferences().get(Settings.RECENT_MODELS).stream()
        .filter(file -> !files.contains(file))
        .forEach(files::add);
    describing.submit(() -> described(files), choices::setAll, failure -> choices.clear());
    listing.submit(ports.models()::devices, devices::setAll, failure -> devices.clear());
  }

  public void browse() {
    ports.dialogs().open("Choose a model", FileDialogs.Kind.MODEL).ifPresent(this::load);
  }

  public void load(Path file) {
    cancel();
    unload();
    ModelOptions wanted = ModelOptions.from(ports.preferences());
    state.set(new LoadState.Loading(file, 0, ""));
    describe(file);
    ModelSource.Loading started =
        ports
            .models()
            .load(file, wanted, progress -> ports.fx().execute(() -> progressed(file, progress)));
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
    ready(file, ModelOptions.from(ports.preferences()), model);
  }

  /** Loads the same file again, with the settings of now. */
  public void reload() {
    switch (state.get()) {
      case LoadState.Ready(Path file, LoadedModel model) -> load(file);
      case LoadState.Failed(Path file, String message) -> load(file);
      case LoadState.Loading(Path file, double fraction, String note) -> load(file);
      case LoadState.None() -> loadUsual();
    }
  }

  public void cancel() {
    ModelSource.Loading running = loading;
    if (running != null) {
      loading = null;
      state.set(new LoadState.None());
      running.cancel();
    }
  }

  /** Frees the model and its cache. Does not wait: closing may take as long as a running chunk. */
  public void unload() {
    LoadedModel old = feed.model().get();
    if (old != null) {
      ports.endpoint().serve(null);
      feed.show(null);
      options.set(null);
      state.set(new LoadState.None());
      ports.work().execute(old.engine()::close);
    }
  }

  private void progressed(Path file, ModelSource.Progress progress) {
    if (loading != null && state.get() instanceof LoadState.Loading at && at.file().equals(file)) {
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
    ports.preferences().put(Settings.LAST_MODEL, file.toString());
    if (!isBundled(file)) {
      ports
          .preferences()
          .put(
              Settings.RECENT_MODELS,
              Settings.withRecent(ports.preferences().get(Settings.RECENT_MODELS), file));
    }
  }

  private void ready(Path file, ModelOptions wanted, LoadedModel model) {
    options.set(wanted);
    feed.show(model);
    state.set(new LoadState.Ready(file, model));
    ports.endpoint().serve(model);
  }

  private static LoadState failed(Path file, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
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
    LatestTask<ModelFacts> reading = new LatestTask<>(ports.work(), ports.fx());
    reading.submit(
        () -> ports.models().describe(file),
        read -> {
          if (current(file)) {
            facts.set(read);
          }
        },
        // The load itself reports what is wrong with the file, in more detail.
        failure -> facts.set(null));
  }

  private boolean current(Path file) {
    return switch (state.get()) {
      case LoadState.Loading at -> at.file().equals(file);
      case LoadState.Ready at -> at.file().equals(file);
      case LoadState.Failed at -> at.file().equals(file);
      case LoadState.None none -> false;
    };
  }

  private List<ModelFacts> described(List<Path> known) {
    Set<Path> files = new LinkedHashSet<>(known);
    ports.models().library().ifPresent(library -> files.addAll(library.downloaded()));
    List<ModelFacts> read = new ArrayList<>();
    for (Path file : files) {
      try {
        read.add(ports.models().describe(file));
      } catch (RuntimeException broken) {
        // A recent file that is gone or no model any more has nothing to offer: not listed.
        continue;
      }
    }
    return read;
  }
}
