package dev.warmpath.llama;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.HostMemory;
import dev.warmpath.gguf.GgufException;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFacts.KvType;
import dev.warmpath.gguf.ModelFacts.MemoryNeed;
import dev.warmpath.gguf.ModelFactsReader;
import dev.warmpath.llama.RuntimeOptions.FlashAttention;
import java.io.File;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a model that cannot fit before any weight is read. llama.cpp itself would find out late,
 * or not at all: the system hands out KV memory page by page, and ends the process when there is no
 * more.
 *
 * @param facts from the file's header
 * @param options how it would run
 * @param adapterBytes weights beside the model's own
 */
record MemoryCheck(ModelFacts facts, RuntimeOptions options, long adapterBytes) {
  /** llama.cpp rounds a sequence's cells up to this. */
  private static final long CONTEXT_STEP = 256;

  /** Part of what the weights leave that KV and computing may take; the rest is for the system. */
  private static final double SHARE = 0.9;

  /**
   * Where a model goes.
   *
   * @param device null for the CPU alone
   * @param layers wanted on the device; negative for as many as fit
   * @param hostFreeBytes what the host can give
   */
  record Place(@Nullable Device device, int layers, long hostFreeBytes) {
    private boolean known() {
      return device != null && device.freeBytes() > 0;
    }
  }

  /**
   * Checks a model file against this machine.
   *
   * @throws EngineException OUT_OF_MEMORY with what is needed, what is free and what would fit
   */
  static void run(LlamaLibrary library, ModelOptions model, RuntimeOptions options) {
    ModelFacts facts;
    try {
      facts = ModelFactsReader.read(model.path());
    } catch (GgufException unreadable) {
      return; // the load says what is wrong with the file, or can read what this reader cannot
    }
    long adapters =
        model.adapters().stream()
            .map(ModelOptions.Adapter::path)
            .mapToLong(path -> new File(path.toString()).length())
            .sum();
    Device device = model.gpuLayers() == 0 ? null : ModelLoading.choose(library, model);
    new MemoryCheck(facts, options, adapters)
        .require(new Place(device, model.gpuLayers(), HostMemory.freeBytes()));
  }

  /** Tokens one slot will hold. */
  int context() {
    return options.contextOf((int) Math.min(Integer.MAX_VALUE, facts.contextTokens()));
  }

  void require(Place place) {
    Device device = place.device();
    if (device != null && !place.known()) {
      return; // a device that does not tell its memory is tried
    }
    MemoryNeed need = need(context());
    if (device == null) {
      require(need, 1, need.compute(), place.hostFreeBytes(), "in this computer's memory");
      return;
    }
    String onDevice = "on " + device.name();
    if (place.layers() < 0) {
      boolean shared = device.type() == Device.Type.INTEGRATED_GPU;
      long both =
          shared
              ? Math.max(device.freeBytes(), place.hostFreeBytes())
              : device.freeBytes() + place.hostFreeBytes();
      require(need, 1, need.compute(), both, onDevice + " and in this computer's memory together");
      return;
    }
    // llama.cpp counts the output as one more layer.
    double share = Math.min(1, place.layers() / (double) (facts.layers() + 1));
    require(
        need, share, need.compute(), device.freeBytes(),
        onDevice + " for " + place.layers() + " of " + (facts.layers() + 1) + " layers");
    require(need, 1 - share, 0, place.hostFreeBytes(), "in this computer's memory for the rest");
  }

  private MemoryNeed need(long context) {
    KvType type = KvType.valueOf(options.kvType().name());
    MemoryNeed need = facts.memoryNeed(context, options.slots(), type, options.ubatch());
    long scores =
        options.flashAttention() == FlashAttention.OFF
            ? Float.BYTES * context * options.ubatch() * Math.max(1, facts.heads())
            : 0;
    return new MemoryNeed(
        need.weights() + adapterBytes, need.kv(), saturatedSum(need.compute(), scores));
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE / 4 - b ? Long.MAX_VALUE / 4 : a + b;
  }

  private void require(
      MemoryNeed need, double share, long compute, long freeBytes, String where) {
    double wanted = share * ((double) need.weights() + need.kv()) + compute;
    if (fits(need, share, compute, freeBytes)) {
      return;
    }
    long fits = contextThatFits(share, compute > 0, freeBytes);
    String name = facts.name().isEmpty() ? facts.architecture() : facts.name();
    String advice =
        fits > 0
            ? "A context of " + fits + " tokens would fit; fewer parallel requests allow more."
            : "No context would fit: close other programs, or choose a smaller model or"
                + " quantisation.";
    throw new EngineException(
        EngineException.Kind.OUT_OF_MEMORY,
        String.format(
            Locale.ROOT,
            "%s needs %s %s (weights %s, KV of %d x %d tokens %s, computing %s) and %s is free. %s",
            name, HostMemory.text((long) wanted), where,
            HostMemory.text((long) (share * need.weights())), options.slots(), context(),
            HostMemory.text((long) (share * need.kv())), HostMemory.text(compute),
            HostMemory.text(freeBytes), advice));
  }

  private static boolean fits(MemoryNeed need, double share, long compute, long freeBytes) {
    return share * need.kv() + compute <= SHARE * (freeBytes - share * need.weights());
  }

  /** The largest multiple of {@link #CONTEXT_STEP} that would be accepted; 0 for none. */
  private long contextThatFits(double share, boolean computes, long freeBytes) {
    long low = 0;
    long high = context() / CONTEXT_STEP;
    while (low < high) {
      long middle = (low + high + 1) / 2;
      MemoryNeed need = need(middle * CONTEXT_STEP);
      if (fits(need, share, computes ? need.compute() : 0, freeBytes)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low * CONTEXT_STEP;
  }
}
