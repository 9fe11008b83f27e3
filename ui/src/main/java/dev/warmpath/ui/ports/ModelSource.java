package dev.warmpath.ui.ports;

import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.ui.LoadedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Where models come from (port). Methods may be called on any thread. */
public interface ModelSource {

  /** The model that comes with Warmpath; empty when it is not installed. */
  Optional<Path> bundled();

  /** Models to download; empty where nothing can be downloaded. */
  default Optional<ModelLibrary> library() {
    return Optional.empty();
  }

  /**
   * What the file says about itself, from its header only. Blocks on the disk: call it on a worker.
   *
   * @throws dev.warmpath.engine.EngineException BAD_MODEL when it is no model file
   */
  ModelFile describe(Path file);

  /** Devices a model can run on, best first, never empty. May start drivers: call on a worker. */
  List<Device> devices();

  /**
   * Starts to load a model and returns at once.
   *
   * @param progress called on any thread, fraction ascending
   */
  Loading load(Path file, ModelOptions options, Consumer<Progress> progress);

  /** A load under way. */
  interface Loading {

    /**
     * The model; fails with an {@code EngineException} that says what to do, or is cancelled.
     * Completed on any thread.
     */
    CompletableFuture<LoadedModel> result();

    /** Gives up soon and frees what was loaded. Idempotent. */
    void cancel();
  }

  /**
   * How far a load got.
   *
   * @param fraction 0 to 1
   * @param note what is happening, short: {@code CPU (no GPU found: libvulkan.so.1 is missing)}
   */
  record Progress(double fraction, String note) {}

  /**
   * A place to compute.
   *
   * @param name for people: {@code NVIDIA RTX 4070}
   * @param backend {@code CPU}, {@code Vulkan}, {@code Metal}, {@code CUDA}
   * @param totalBytes all its memory; 0 when unknown
   * @param room its free memory; the id is what {@link ModelOptions#device} takes
   */
  record Device(String name, String backend, long totalBytes, ModelFit.Room room) {
    public String id() {
      return room.id();
    }
  }

  /**
   * A model file that can be loaded.
   *
   * @param file where it is
   * @param about one line for people: what it is for, its limits; may be empty
   * @param facts what its header says
   */
  record ModelFile(Path file, String about, ModelFacts facts) {
    /** As the file calls the model, or the file's own name. */
    public String name() {
      return facts.name().isBlank() ? file.getFileName().toString() : facts.name();
    }

    /** Tokens it was trained for; 0 when unknown. */
    public int trainedContext() {
      return (int) Math.min(Integer.MAX_VALUE, facts.contextTokens());
    }
  }
}
