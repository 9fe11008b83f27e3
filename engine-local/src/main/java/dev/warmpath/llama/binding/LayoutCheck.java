package dev.warmpath.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.warmpath.engine.EngineException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Proves at start-up that the library has the struct layouts this code was written for: its
 * default-params calls must return every documented default at its place, and write nothing beyond.
 * The structs are returned into a large buffer full of a pattern, so that a library with larger
 * structs is found out and cannot write over foreign memory.
 */
final class LayoutCheck {
  /** Room for any struct a different version may return. */
  private static final int BUFFER_BYTES = 4096;

  private static final byte PATTERN = (byte) 0xA5;

  /** Documented limit of this version; the batch's sequence ids depend on it. */
  private static final long MAX_SEQUENCES = 256;

  private static final Map<String, Object> MODEL_DEFAULTS =
      Map.ofEntries(
          Map.entry("devices", 0L),
          Map.entry("tensor_buft_overrides", 0L),
          Map.entry("n_gpu_layers", -1),
          Map.entry("split_mode", 1),
          Map.entry("load_mode", -1),
          Map.entry("lazy_mode", 1),
          Map.entry("main_gpu", 0),
          Map.entry("tensor_split", 0L),
          Map.entry("progress_callback", 0L),
          Map.entry("progress_callback_user_data", 0L),
          Map.entry("kv_overrides", 0L),
          Map.entry("vocab_only", (byte) 0),
          Map.entry("check_tensors", (byte) 0),
          Map.entry("use_extra_bufts", (byte) 1),
          Map.entry("no_host", (byte) 0),
          Map.entry("no_alloc", (byte) 0));

  private static final Map<String, Object> CONTEXT_DEFAULTS =
      Map.ofEntries(
          Map.entry("n_ctx", 512),
          Map.entry("n_batch", 2048),
          Map.entry("n_ubatch", 512),
          Map.entry("n_seq_max", 1),
          Map.entry("rope_scaling_type", -1),
          Map.entry("pooling_type", -1),
          Map.entry("attention_type", -1),
          Map.entry("flash_attn_type", -1),
          Map.entry("rope_freq_base", 0f),
          Map.entry("rope_freq_scale", 0f),
          Map.entry("cb_eval", 0L),
          Map.entry("cb_eval_user_data", 0L),
          Map.entry("type_k", 1),
          Map.entry("type_v", 1),
          Map.entry("abort_callback", 0L),
          Map.entry("abort_callback_data", 0L),
          Map.entry("embeddings", (byte) 0),
          Map.entry("offload_kqv", (byte) 1),
          Map.entry("no_perf", (byte) 1),
          Map.entry("op_offload", (byte) 1),
          Map.entry("swa_full", (byte) 1),
          Map.entry("kv_unified", (byte) 0),
          Map.entry("samplers", 0L),
          Map.entry("n_samplers", 0L),
          Map.entry("ctx_other", 0L));

  private LayoutCheck() {}

  /**
   * @throws EngineException NO_NATIVE that lists expected and actual values
   */
  static void run(LlamaApi api) {
    List<String> wrong = new ArrayList<>();
    compare(wrong, "llama_model_params", Layouts.MODEL_PARAMS, MODEL_DEFAULTS, api::modelDefaults);
    compare(
        wrong, "llama_context_params", Layouts.CONTEXT_PARAMS, CONTEXT_DEFAULTS,
        api::contextDefaults);
    if (api.maxSequences() != MAX_SEQUENCES) {
      wrong.add(
          "llama_max_parallel_sequences: expected " + MAX_SEQUENCES + ", actual "
              + api.maxSequences());
    }
    if (!wrong.isEmpty()) {
      throw new EngineException(
          EngineException.Kind.NO_NATIVE,
          "The llama.cpp library (" + api.version() + ") does not have the layouts of v0.4.0: "
              + String.join("; ", wrong)
              + ". Build Warmpath again to fetch the pinned one, or correct WARMPATH_NATIVES.");
    }
  }

  static void compare(
      List<String> wrong, String name, StructLayout layout, Map<String, Object> expected,
      Consumer<SegmentAllocator> defaults) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(BUFFER_BYTES, 64);
      buffer.fill(PATTERN);
      defaults.accept((size, alignment) -> buffer.asSlice(0, size));
      for (var field : new TreeMap<>(expected).entrySet()) {
        long at = Layouts.offset(layout, field.getKey());
        Object actual =
            switch (field.getValue()) {
              case Integer i -> (Object) buffer.get(JAVA_INT, at);
              case Long l ->
                  layout.select(MemoryLayout.PathElement.groupElement(field.getKey()))
                          instanceof AddressLayout
                      ? buffer.get(ADDRESS, at).address()
                      : buffer.get(JAVA_LONG, at);
              case Float f -> buffer.get(JAVA_FLOAT, at);
              default -> buffer.get(JAVA_BYTE, at);
            };
        if (!actual.equals(field.getValue())) {
          wrong.add(
              name + "." + field.getKey() + ": expected " + field.getValue() + ", actual "
                  + actual);
        }
      }
      long end = BUFFER_BYTES;
      while (end > 0 && buffer.get(JAVA_BYTE, end - 1) == PATTERN) {
        end--;
      }
      if (end > layout.byteSize()) {
        wrong.add(
            name + ": expected " + layout.byteSize() + " bytes, actual at least " + end);
      }
    }
  }
}
