package dev.warmpath.ui.ports;

import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How to load a model.
 *
 * @param device {@link ModelSource.Device#id}; empty = the best one
 * @param context tokens one request may use; 0 = what the model was trained for, at most {@link
 *     ModelFit#USUAL_CONTEXT}
 * @param slots requests that run at the same time, ≥ 1
 * @param threads CPU threads; 0 = one per core
 * @param kvType number format of keys and values
 * @param flashAttention whether attention is one fused step
 * @param adapters LoRA files, applied in order
 * @param budgetBytes most bytes of KV rows in host memory
 * @param expiry a prefix unused for so long is dropped; zero = never
 * @param exact true for bit-identical answers instead of token-exact reuse
 */
public record ModelOptions(
    String device, int context, int slots, int threads, ModelFacts.KvType kvType,
    FlashAttention flashAttention, List<Adapter> adapters, long budgetBytes, Duration expiry,
    boolean exact) {

  /** Whether attention is one fused step. */
  public enum FlashAttention { ON, OFF, AUTO }

  /**
   * A LoRA adapter.
   *
   * @param scale its strength; 1 = as trained
   */
  public record Adapter(Path file, double scale) {}

  public ModelOptions {
    adapters = List.copyOf(adapters);
  }

  /**
   * What the user chose.
   *
   * @param file the model: adapters are chosen for each
   */
  public static ModelOptions from(Preferences preferences, Path file) {
    return new ModelOptions(
        preferences.get(Settings.DEVICE),
        preferences.get(Settings.CONTEXT),
        preferences.get(Settings.SLOTS),
        preferences.get(Settings.THREADS),
        preferences.get(Settings.KV_TYPE),
        preferences.get(Settings.FLASH_ATTENTION),
        preferences.get(Settings.adapters(file)),
        preferences.get(Settings.KV_BUDGET),
        preferences.get(Settings.EXPIRY),
        preferences.get(Settings.EXACT));
  }

  /** The same with the three settings of {@code wanted} that a running engine can take over. */
  public ModelOptions tuned(ModelOptions wanted) {
    return new ModelOptions(
        device, context, slots, threads, kvType, flashAttention, adapters, wanted.budgetBytes,
        wanted.expiry, wanted.exact);
  }

  /** The same with at most so many bytes of rows. */
  public ModelOptions withBudget(long most) {
    return new ModelOptions(
        device, context, slots, threads, kvType, flashAttention, adapters,
        Math.min(budgetBytes, most), expiry, exact);
  }

  /** What the files take; 0 for one that is not there. */
  public static long bytes(List<Adapter> adapters) {
    return adapters.stream().mapToLong(adapter -> adapter.file().toFile().length()).sum();
  }

  /** What loading like this takes and what there is. */
  public ModelFit fit(ModelFacts facts, List<ModelSource.Device> devices) {
    return new ModelFit(
        facts,
        new ModelFit.Load(
            context, slots, kvType, device, -1, ModelFit.MICRO_BATCH,
            flashAttention != FlashAttention.OFF, bytes(adapters)),
        devices.stream().map(ModelSource.Device::room).toList());
  }
}
