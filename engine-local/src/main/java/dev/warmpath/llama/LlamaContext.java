package dev.warmpath.llama;

import static dev.warmpath.gguf.ModelFacts.CELL_STEP;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.llama.binding.Layouts;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeHandle;
import dev.warmpath.llama.rows.SlotMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * One native context: device memory in streams, one per slot, and the batch that feeds it. One
 * thread uses and closes it; only {@link #abort} comes from others. Arguments are checked by
 * {@link LlamaRuntime}.
 */
final class LlamaContext implements SlotMemory, AutoCloseable {
  /** Outputs of one batch: every slot's next token and a few positions a comparison wants. */
  private static final int MIN_OUTPUTS = 8;

  private static final int NONE = -1;

  private final LlamaModel model;
  private final LlamaApi api;
  private final Arena arena = Arena.ofShared();
  private final NativeHandle handle;
  private final MemorySegment memory;
  private final MemorySegment batch;
  private final MemorySegment tokens;
  private final MemorySegment positions;
  private final MemorySegment sequences;
  private final MemorySegment outputs;
  private final int slots;
  private final int outputLimit;
  private volatile boolean decoding;
  private volatile boolean aborted;
  private int lastEvaluated;
  private long evaluated;

  /**
   * @throws EngineException OUT_OF_MEMORY when the device has no room for the KV memory
   */
  LlamaContext(LlamaModel model, RuntimeOptions options, int context) {
    this.model = model;
    api = model.library().api();
    slots = options.slots();
    outputLimit = Math.max(slots, MIN_OUTPUTS);
    long mark = model.library().nativeLog().mark();
    MemorySegment params = params(options, context);
    MemorySegment address = model.handle().use(weights -> api.contextInit(weights, params));
    if (address.address() == 0) {
      arena.close();
      throw refused(model, options, context, mark);
    }
    handle = new NativeHandle("context of " + model.handle().name(), address, this::free);
    model.contextOpened();
    memory = api.contextMemory(address);
    int capacity = options.batch();
    batch = arena.allocate(Layouts.BATCH);
    tokens = arena.allocate(JAVA_INT, capacity);
    positions = arena.allocate(JAVA_INT, capacity);
    sequences = arena.allocate(JAVA_INT, capacity);
    outputs = arena.allocate(JAVA_BYTE, capacity);
    linkBatch(capacity);
    applyAdapters(address);
  }

  private void free(MemorySegment address) {
    api.contextFree(address);
    model.contextClosed();
    arena.close();
  }

  private MemorySegment params(RuntimeOptions options, int context) {
    int perSlot = (context + CELL_STEP - 1) / CELL_STEP * CELL_STEP;
    MemorySegment params = api.contextDefaults(arena);
    set(params, "n_ctx", Math.multiplyExact(perSlot, slots));
    set(params, "n_batch", options.batch());
    set(params, "n_ubatch", options.ubatch());
    set(params, "n_seq_max", slots);
    set(params, "n_outputs_max", outputLimit);
    set(params, "n_threads", options.tokenThreads(model.facts().sizeBytes()));
    set(params, "n_threads_batch", options.batchThreads());
    set(params, "flash_attn_type", options.flashAttention().number());
    set(params, "type_k", options.kvType().type().id());
    set(params, "type_v", options.kvType().type().id());
    set(params, "kv_unified", false);
    set(params, "swa_full", true);
    set(params, "no_perf", false);
    params.set(ADDRESS, at(Layouts.CONTEXT_PARAMS, "abort_callback"), abortCallback());
    return params;
  }

  private static void set(MemorySegment params, String field, int value) {
    params.set(JAVA_INT, at(Layouts.CONTEXT_PARAMS, field), value);
  }

  private static void set(MemorySegment params, String field, boolean value) {
    params.set(JAVA_BOOLEAN, at(Layouts.CONTEXT_PARAMS, field), value);
  }

  private static long at(StructLayout layout, String field) {
    return Layouts.offset(layout, field);
  }

  private MemorySegment abortCallback() {
    try {
      var target =
          MethodHandles.lookup()
              .bind(
                  this, "isAborted", MethodType.methodType(boolean.class, MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(target, FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS), arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unused") // called by native code; one volatile read, which cannot throw
  private boolean isAborted(MemorySegment data) {
    return aborted;
  }

  private void linkBatch(int capacity) {
    MemorySegment counts = arena.allocate(JAVA_INT, capacity);
    MemorySegment pointers = arena.allocate(ADDRESS, capacity);
    for (int i = 0; i < capacity; i++) {
      counts.setAtIndex(JAVA_INT, i, 1);
      pointers.setAtIndex(ADDRESS, i, sequences.asSlice((long) i * Integer.BYTES, 4));
    }
    batch.set(ADDRESS, at(Layouts.BATCH, "token"), tokens);
    batch.set(ADDRESS, at(Layouts.BATCH, "pos"), positions);
    batch.set(ADDRESS, at(Layouts.BATCH, "n_seq_id"), counts);
    batch.set(ADDRESS, at(Layouts.BATCH, "seq_id"), pointers);
    batch.set(ADDRESS, at(Layouts.BATCH, "logits"), outputs);
  }

  private void applyAdapters(MemorySegment address) {
    List<MemorySegment> adapters = model.adapters();
    if (adapters.isEmpty()) {
      return;
    }
    try (Arena call = Arena.ofConfined()) {
      MemorySegment list = call.allocate(ADDRESS, adapters.size());
      for (int i = 0; i < adapters.size(); i++) {
        list.setAtIndex(ADDRESS, i, adapters.get(i));
      }
      if (api.setAdapters(address, list, adapters.size(), model.scales(call)) != 0) {
        handle.close();
        throw new EngineException(
            EngineException.Kind.BAD_MODEL,
            "The adapters cannot be used together with this model.");
      }
    }
  }

  private static EngineException refused(
      LlamaModel model, RuntimeOptions options, int context, long mark) {
    String said = String.join(" | ", model.library().nativeLog().problemsSince(mark));
    boolean memory = said.contains("alloc") || said.contains("memory");
    return new EngineException(
        memory ? EngineException.Kind.OUT_OF_MEMORY : EngineException.Kind.BAD_MODEL,
        model.handle().name() + " cannot be run with a context of " + context + " tokens in "
            + options.slots() + " slots"
            + (memory ? ": there is not enough memory; choose less context or fewer slots" : "")
            + ". llama.cpp says: " + said);
  }

  int outputLimit() {
    return outputLimit;
  }

  int contextPerSlot() {
    return api.contextPerSequence(handle.open());
  }

  /** llama_decode's code for the batch. */
  int decode(Batch source) {
    MemorySegment context = handle.open();
    int size = source.size();
    MemorySegment.copy(source.tokens(), 0, tokens, JAVA_INT, 0, size);
    MemorySegment.copy(source.positions(), 0, positions, JAVA_INT, 0, size);
    for (int i = 0; i < size; i++) {
      sequences.setAtIndex(JAVA_INT, i, source.slot(i));
      outputs.set(JAVA_BYTE, i, (byte) (source.output(i) ? 1 : 0));
    }
    batch.set(JAVA_INT, 0, size);
    aborted = false;
    decoding = true;
    try {
      return api.decode(context, batch);
    } finally {
      decoding = false;
    }
  }

  /** Any thread; without effect when nothing is being decoded. */
  void abort() {
    if (decoding) {
      aborted = true;
    }
  }

  int first(int slot) {
    handle.open();
    return api.memoryFirst(memory, slot);
  }

  int last(int slot) {
    handle.open();
    return api.memoryLast(memory, slot);
  }

  /** Drops positions from {@code from} on; false when this memory cannot. */
  boolean remove(int slot, int from) {
    handle.open();
    return api.memoryRemove(memory, slot, from, NONE);
  }

  void empty(int slot) {
    handle.open();
    api.memoryRemove(memory, slot, NONE, NONE);
  }

  void emptyAll() {
    handle.open();
    api.memoryClear(memory, false);
  }

  /** Logits of the batch's token {@code index}, native memory valid until the next decode. */
  MemorySegment logits(int index) {
    MemorySegment logits = api.logits(handle.open(), index);
    if (logits.address() == 0) {
      throw new EngineException(
          EngineException.Kind.COMPUTE_FAILED, "The library has no logits for token " + index);
    }
    return logits.reinterpret((long) model.tokenizer().vocabularySize() * Float.BYTES);
  }

  void copyLogits(int index, float[] target) {
    MemorySegment.copy(logits(index), JAVA_FLOAT, 0, target, 0, target.length);
  }

  @Override
  public long stateBytes(int slot) {
    return api.stateSize(handle.open(), slot);
  }

  @Override
  public long readState(int slot, MemorySegment target) {
    return api.stateGet(handle.open(), target, target.byteSize(), slot);
  }

  @Override
  public long writeState(int slot, MemorySegment source) {
    return api.stateSet(handle.open(), source, source.byteSize(), slot);
  }

  /** Tokens the library counts as evaluated since the context was made. */
  long evaluated() {
    MemorySegment context = handle.open();
    api.synchronize(context);
    try (Arena call = Arena.ofConfined()) {
      MemorySegment counters = api.performance(call, context);
      int now =
          counters.get(JAVA_INT, at(Layouts.PERF_CONTEXT, "n_p_eval"))
              + counters.get(JAVA_INT, at(Layouts.PERF_CONTEXT, "n_eval"));
      evaluated += now - lastEvaluated; // 32-bit counters that wrap: the difference is right
      lastEvaluated = now;
      return evaluated;
    }
  }

  /**
   * @throws IllegalStateException after {@link #close}
   */
  void requireOpen() {
    handle.open();
  }

  /** False for a model that keeps nothing between tokens: an embedding or diffusion model. */
  boolean hasMemory() {
    return memory.address() != 0;
  }

  @Override
  public void close() {
    handle.close();
  }
}
