package dev.warmpath.app.bench;

import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.HostMemory;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.ui.ports.ModelOptions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a benchmark is asked to do. Immutable.
 *
 * @param model the model to measure; null = the benchmark's usual one
 * @param cacheFolder where the benchmark model is kept
 * @param threads computing threads; null = physical cores
 * @param device {@code auto}, {@code cpu} or a device's name
 * @param quick a smoke run: fewer and smaller rounds, figures without meaning
 * @param dump where {@code tree} writes its prompts; null = nowhere
 */
public record BenchOptions(
    @Nullable Path model, Path cacheFolder, @Nullable Integer threads, String device,
    boolean quick, @Nullable Path dump) {

  /** Least host memory for KV rows: more than any benchmark caches of its usual model. */
  private static final long LEAST_KV_BUDGET_BYTES = 1L << 31;

  /** The model asked for, or the one of random numbers. */
  Path modelOrRandom() {
    return model != null
        ? model
        : (quick ? BenchModel.TINY : BenchModel.STANDARD).in(cacheFolder);
  }

  /** Half of what is free, so that nothing is evicted of larger models either. */
  private static long kvBudgetBytes() {
    return Math.max(LEAST_KV_BUDGET_BYTES, HostMemory.freeBytes() / 2);
  }

  /** Nothing expires while it is measured. */
  OpenModel open(@Nullable Path file, int context, int slots) {
    return new OpenModel(
        file, context, slots, threads, device, null, ModelFacts.KvType.F16,
        ModelOptions.FlashAttention.ON, List.of(), kvBudgetBytes(), null,
        EngineSettings.Mode.FAST, EngineSettings.Keys.ISOLATE);
  }
}
