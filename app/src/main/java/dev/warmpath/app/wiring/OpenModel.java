package dev.warmpath.app.wiring;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.llama.RuntimeOptions;
import dev.warmpath.ui.ports.ModelOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which model to open and how. Immutable.
 *
 * @param model the GGUF file; null = the demo model
 * @param context tokens of one request; null = the model's own, at most {@link
 *     dev.warmpath.gguf.ModelFit#USUAL_CONTEXT}
 * @param slots requests that can run at the same time, 1 to {@value #MAX_SLOTS}
 * @param threads CPU threads; null = physical cores
 * @param device {@code auto}, {@code cpu} or a device's name
 * @param gpuLayers layers on the GPU; null = all that fit
 * @param kvType number format of the KV cache
 * @param flashAttention whether attention is fused
 * @param adapters LoRA files, applied in order
 * @param kvBudget bytes of host memory for KV rows; null = a quarter of what is free
 * @param ttl lifetime of an unused prefix; null = for ever
 * @param mode what reuse promises
 * @param keys what a cache key means
 */
public record OpenModel(
    @Nullable Path model, @Nullable Integer context, int slots, @Nullable Integer threads,
    String device, @Nullable Integer gpuLayers, ModelFacts.KvType kvType,
    ModelOptions.FlashAttention flashAttention, List<ModelOptions.Adapter> adapters,
    @Nullable Long kvBudget, @Nullable Duration ttl, EngineSettings.Mode mode,
    EngineSettings.Keys keys) {

  public static final int MAX_SLOTS = RuntimeOptions.MAX_SLOTS;

  public OpenModel {
    adapters = List.copyOf(adapters);
  }

  /** The device as the engine knows it; empty for the best one. */
  String deviceName() {
    return device.equalsIgnoreCase("auto") ? "" : device;
  }
}
