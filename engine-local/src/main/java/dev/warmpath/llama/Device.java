package dev.warmpath.llama;

import dev.warmpath.gguf.ModelFit;

/**
 * Something llama.cpp can compute on.
 *
 * @param name the backend's short name: {@code Vulkan0}, {@code CPU}
 * @param description what the hardware calls itself
 * @param backend {@code CPU}, {@code Vulkan}, {@code CUDA}, {@code Metal}
 * @param type what kind of device
 * @param freeBytes memory not in use now; 0 when unknown
 * @param totalBytes all memory; 0 when unknown
 */
public record Device(
    String name, String description, String backend, Type type, long freeBytes, long totalBytes) {

  /** Kinds in llama.cpp's order: the ordinal is its number. */
  public enum Type {
    CPU,
    GPU,
    INTEGRATED_GPU,
    ACCELERATOR
  }

  /** Its free memory, as a place for a model. */
  public ModelFit.Room room() {
    ModelFit.Kind kind =
        switch (type) {
          case GPU -> ModelFit.Kind.DEVICE;
          case INTEGRATED_GPU -> ModelFit.Kind.SHARED;
          case CPU, ACCELERATOR -> ModelFit.Kind.HOST;
        };
    return new ModelFit.Room(name, description, kind, freeBytes);
  }

  /** True when model layers can be put on it. */
  public boolean offloads() {
    return type == Type.GPU || type == Type.INTEGRATED_GPU;
  }
}
