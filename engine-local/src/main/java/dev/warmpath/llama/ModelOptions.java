package dev.warmpath.llama;

import java.nio.file.Path;
import java.util.List;

/**
 * What to load and where to.
 *
 * @param path a GGUF file
 * @param gpuLayers layers to put on a GPU; −1 = as many as fit
 * @param device a {@link Device#name}; empty = the best GPU, or the CPU when there is none
 * @param adapters LoRA adapters, applied in order
 * @param vocabularyOnly true to load the tokenizer and the facts but no weights
 */
public record ModelOptions(
    Path path, int gpuLayers, String device, List<Adapter> adapters, boolean vocabularyOnly) {

  /** The device choice that never uses a GPU. */
  public static final String CPU = "CPU";

  /** More layers than any model has; larger numbers are typing errors. */
  private static final int MAX_LAYERS = 10_000;

  /**
   * A LoRA adapter.
   *
   * @param path its GGUF file
   * @param scale its strength; 1 = as trained
   */
  public record Adapter(Path path, float scale) {
    public Adapter {
      if (!Float.isFinite(scale)) {
        throw new IllegalArgumentException("adapter scale is " + scale + "; a number is needed");
      }
    }
  }

  public ModelOptions {
    adapters = List.copyOf(adapters);
    if (gpuLayers < -1 || gpuLayers > MAX_LAYERS) {
      throw new IllegalArgumentException(
          "GPU layers is " + gpuLayers + "; -1 (all that fit) to " + MAX_LAYERS + " is allowed");
    }
  }

  /** The whole model on the best device. */
  public static ModelOptions of(Path path) {
    return new ModelOptions(path, -1, "", List.of(), false);
  }

  /** Tokenizer and facts only. */
  public static ModelOptions vocabulary(Path path) {
    return new ModelOptions(path, 0, CPU, List.of(), true);
  }

  public ModelOptions withDevice(String newDevice) {
    return new ModelOptions(path, gpuLayers, newDevice, adapters, vocabularyOnly);
  }

  public ModelOptions withGpuLayers(int layers) {
    return new ModelOptions(path, layers, device, adapters, vocabularyOnly);
  }

  public ModelOptions withAdapters(List<Adapter> newAdapters) {
    return new ModelOptions(path, gpuLayers, device, newAdapters, vocabularyOnly);
  }
}
