package dev.warmpath.llama;

import dev.warmpath.gguf.ModelFacts.KvType;
import dev.warmpath.gguf.ModelFit;
import java.util.Locale;

/**
 * How a model is run.
 *
 * @param context tokens one request may use, prompt and answer; 0 = the model's training context,
 *     at most {@link ModelFit#USUAL_CONTEXT}
 * @param slots requests that can run at the same time, 1 to {@value #MAX_SLOTS}
 * @param threads computing threads; 0 = one per physical core; single tokens of a very small model
 *     are computed by one
 * @param kvType how K and V are kept
 * @param flashAttention whether attention is computed by the fused kernel
 * @param batch most tokens of one decode call
 * @param ubatch tokens computed at once
 * @param kvLimitBytes most host memory for KV rows; saving more fails as if memory were full
 */
public record RuntimeOptions(
    int context, int slots, int threads, KvType kvType, FlashAttention flashAttention, int batch,
    int ubatch, long kvLimitBytes) {

  /** llama.cpp's own limit of sequences is 256; each slot has a whole context of KV memory. */
  public static final int MAX_SLOTS = 64;

  /** Far above any machine's cores; more is a typing error. */
  private static final int MAX_THREADS = 512;

  /**
   * A model with fewer bytes of weights reads them in about a millisecond a token: a second thread
   * gains less than waking it and waiting for it costs, above all beside a busy JVM.
   */
  private static final long LONE_THREAD_BYTES = 16 << 20;


  private static final int MAX_BATCH = 1 << 16;

  /** llama.cpp's numbers: −1 auto, 0 off, 1 on. */
  public enum FlashAttention {
    AUTO(-1),
    OFF(0),
    ON(1);

    private final int number;

    FlashAttention(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  public RuntimeOptions {
    check("context", context, 0, ModelFit.MOST_CONTEXT);
    check("slots", slots, 1, MAX_SLOTS);
    check("threads", threads, 0, MAX_THREADS);
    check("batch", batch, 1, MAX_BATCH);
    check("ubatch", ubatch, 1, batch);
    if (kvType == KvType.Q8_0 && flashAttention == FlashAttention.OFF) {
      throw new IllegalArgumentException(
          "KV type Q8_0 needs flash attention; choose F16 or switch flash attention on");
    }
    if (kvLimitBytes < 0) {
      throw new IllegalArgumentException("KV limit is " + kvLimitBytes + " bytes; 0 or more");
    }
  }

  private static void check(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s is %d; %d to %d is allowed", name, value, low, high));
    }
  }

  /** Threads that leave a core to the window: painting waits for a computing thread otherwise. */
  public static int threadsBesideWindow() {
    return Math.max(1, PhysicalCores.count() - 1);
  }

  /** Threads that compute a batch of several tokens. */
  int batchThreads() {
    return threads == 0 ? PhysicalCores.count() : threads;
  }

  /**
   * Threads that compute a single token.
   *
   * @param weightBytes bytes of the model's tensors
   */
  int tokenThreads(long weightBytes) {
    return weightBytes < LONE_THREAD_BYTES ? 1 : batchThreads();
  }

  /**
   * Tokens one request may use with these options.
   *
   * @param trained tokens the model was trained for; 0 when unknown
   */
  int contextOf(int trained) {
    return (int) ModelFit.contextOf(context, trained);
  }

  /** Default context, four slots, F16, flash attention on, chunks of 512. */
  public static RuntimeOptions defaults() {
    return new RuntimeOptions(
        0, 4, 0, KvType.F16, FlashAttention.ON, 2048, ModelFit.MICRO_BATCH, Long.MAX_VALUE);
  }

  public RuntimeOptions withContext(int tokens) {
    return new RuntimeOptions(
        tokens, slots, threads, kvType, flashAttention, batch, ubatch, kvLimitBytes);
  }

  public RuntimeOptions withSlots(int count) {
    return new RuntimeOptions(
        context, count, threads, kvType, flashAttention, batch, ubatch, kvLimitBytes);
  }

  public RuntimeOptions withThreads(int count) {
    return new RuntimeOptions(
        context, slots, count, kvType, flashAttention, batch, ubatch, kvLimitBytes);
  }

  public RuntimeOptions withKvType(KvType type) {
    return new RuntimeOptions(
        context, slots, threads, type, flashAttention, batch, ubatch, kvLimitBytes);
  }

  public RuntimeOptions withFlashAttention(FlashAttention setting) {
    return new RuntimeOptions(
        context, slots, threads, kvType, setting, batch, ubatch, kvLimitBytes);
  }

  public RuntimeOptions withBatch(int tokens, int atOnce) {
    return new RuntimeOptions(
        context, slots, threads, kvType, flashAttention, tokens, atOnce, kvLimitBytes);
  }

  public RuntimeOptions withKvLimit(long bytes) {
    return new RuntimeOptions(
        context, slots, threads, kvType, flashAttention, batch, ubatch, bytes);
  }
}
