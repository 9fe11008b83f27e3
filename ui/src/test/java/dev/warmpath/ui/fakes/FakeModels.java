package dev.warmpath.ui.fakes;

import dev.warmpath.engine.EngineException;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.ports.ModelSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loads end when the test says so. */
public final class FakeModels implements ModelSource {
  public final List<Path> asked = new ArrayList<>();
  public final List<ModelOptions> options = new ArrayList<>();
  public final List<CompletableFuture<LoadedModel>> loads = new ArrayList<>();
  public final List<Consumer<Progress>> progress = new ArrayList<>();
  public int cancelled;
  public long freeBytes = 8_000_000_000L;
  public @Nullable Path demo = Path.of("/models/warmpath-demo-Q8_0.gguf");
  /** When set, every load ends at once with one of these. */
  public @Nullable Supplier<LoadedModel> instant;

  @Override
  public Optional<Path> bundled() {
    return Optional.ofNullable(demo);
  }

  @Override
  public ModelFile describe(Path file) {
    if (file.toString().contains("missing")) {
      throw new EngineException(EngineException.Kind.BAD_MODEL, "There is no file " + file);
    }
    return file.equals(demo)
        ? new ModelFile(
            file,
            "trained on synthetic help-desk text · for trying the cache, not for real answers",
            facts("Warmpath demo model", 6_800_000, 4096, 7_400_000))
        : new ModelFile(
            file, "",
            facts(file.getFileName().toString(), 1_700_000_000L, 32_768, 1_830_000_000L));
  }

  private static ModelFacts facts(String name, long parameters, int context, long bytes) {
    return new ModelFacts(
        "qwen2", name, parameters, "Q8_0", context, 6, 256, 768, 4, 64, 3072, 1632, 4096,
        "gpt2", "gpt-2", "", "<|im_end|>", "{% for message in messages %}…", "apache-2.0",
        ModelFacts.Memory.PLAIN, 0, 0, bytes, bytes, bytes);
  }

  @Override
  public List<Device> devices() {
    ModelFit.Room room = new ModelFit.Room("CPU", "CPU", ModelFit.Kind.HOST, freeBytes);
    return List.of(new Device("CPU", "CPU", 0, room));
  }

  @Override
  public Loading load(Path file, ModelOptions wanted, Consumer<Progress> heard) {
    asked.add(file);
    options.add(wanted);
    progress.add(heard);
    CompletableFuture<LoadedModel> result = new CompletableFuture<>();
    loads.add(result);
    if (instant != null) {
      result.complete(instant.get());
    }
    return new Loading() {
      @Override
      public CompletableFuture<LoadedModel> result() {
        return result;
      }

      @Override
      public void cancel() {
        cancelled++;
      }
    };
  }
}
