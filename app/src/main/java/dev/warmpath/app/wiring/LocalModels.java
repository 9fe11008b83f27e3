package dev.warmpath.app.wiring;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.llama.LlamaLibrary;
import dev.warmpath.llama.RuntimeOptions;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.ModelLibrary;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Models in files, run by the local engine. Any thread. */
public final class LocalModels implements ModelSource {
  private final Executor work;
  private final ModelLibrary library;

  /**
   * @param work where loading blocks; a thread per load, not the pool of the forecasts
   * @param library models to download
   */
  public LocalModels(Executor work, ModelLibrary library) {
    this.work = work;
    this.library = library;
  }

  @Override
  public Optional<ModelLibrary> library() {
    return Optional.of(library);
  }

  @Override
  public Optional<Path> bundled() {
    return Resources.demoModel();
  }

  @Override
  public ModelFile describe(Path file) {
    return new ModelFile(
        file, Resources.isDemo(file) ? Resources.ABOUT_DEMO : "", ModelReport.facts(file));
  }

  @Override
  public List<Device> devices() {
    return LlamaLibrary.load().devices().stream()
        .map(
            device ->
                new Device(
                    device.description(), device.backend(), device.totalBytes(),
                    device.room()))
        .toList();
  }

  @Override
  public Loading load(Path file, ModelOptions options, Consumer<Progress> progress) {
    AtomicBoolean cancelled = new AtomicBoolean();
    CompletableFuture<LoadedModel> result = new CompletableFuture<>();
    work.execute(
        () -> {
          try {
            String note = note();
            progress.accept(new Progress(0, note));
            Wiring.Opened opened =
                Wiring.open(
                    wish(file, options),
                    part -> {
                      progress.accept(new Progress(part, note));
                      return !cancelled.get();
                    });
            if (cancelled.get() || !result.complete(opened.model())) {
              opened.close();
              result.cancel(false);
            }
          } catch (RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return new Loading() {
      @Override
      public CompletableFuture<LoadedModel> result() {
        return result;
      }

      @Override
      public void cancel() {
        cancelled.set(true);
      }
    };
  }

  private static String note() {
    List<String> fallbacks = LlamaLibrary.load().fallbacks();
    return fallbacks.isEmpty() ? "" : "CPU (" + fallbacks.getFirst() + ")";
  }

  private static OpenModel wish(Path file, ModelOptions options) {
    return new OpenModel(
        file, options.context() == 0 ? null : options.context(), options.slots(),
        options.threads() == 0 ? RuntimeOptions.threadsBesideWindow() : options.threads(),
        options.device(), null, options.kvType(), options.flashAttention(), options.adapters(),
        options.budgetBytes(),
        options.expiry().isZero() ? null : options.expiry(),
        options.exact() ? EngineSettings.Mode.EXACT : EngineSettings.Mode.FAST,
        EngineSettings.Keys.ISOLATE);
  }
}
