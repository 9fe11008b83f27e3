package dev.warmpath.llama;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.HostMemory;
import dev.warmpath.gguf.GgufException;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFactsReader;
import dev.warmpath.gguf.ModelFit;
import dev.warmpath.llama.RuntimeOptions.FlashAttention;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Refuses a model that {@link ModelFit} says cannot fit this machine, before it is loaded. */
final class MemoryCheck {
  private MemoryCheck() {}

  /** @throws EngineException OUT_OF_MEMORY with what is needed, what is free and what would fit */
  static void run(LlamaLibrary library, ModelOptions model, RuntimeOptions options) {
    ModelFacts facts;
    try {
      facts = ModelFactsReader.read(model.path());
    } catch (GgufException unreadable) {
      return; // the load says what is wrong with the file, or can read what this reader cannot
    }
    Device device = model.gpuLayers() == 0 ? null : ModelLoading.choose(library, model);
    List<ModelFit.Room> rooms = new ArrayList<>();
    rooms.add(
        new ModelFit.Room(
            ModelOptions.CPU, ModelOptions.CPU, ModelFit.Kind.HOST, HostMemory.freeBytes()));
    if (device != null) {
      rooms.add(device.room());
    }
    ModelFit fit = new ModelFit(facts, load(model, options, device == null), rooms);
    String name = facts.name().isEmpty() ? facts.architecture() : facts.name();
    fit.refusal(name)
        .ifPresent(
            why -> {
              throw new EngineException(EngineException.Kind.OUT_OF_MEMORY, why);
            });
  }

  private static ModelFit.Load load(ModelOptions model, RuntimeOptions options, boolean host) {
    long adapters =
        model.adapters().stream()
            .map(ModelOptions.Adapter::path)
            .mapToLong(path -> new File(path.toString()).length())
            .sum();
    return new ModelFit.Load(
        options.context(), options.slots(), options.kvType(), "", host ? 0 : model.gpuLayers(),
        options.ubatch(), options.flashAttention() != FlashAttention.OFF, adapters);
  }
}
