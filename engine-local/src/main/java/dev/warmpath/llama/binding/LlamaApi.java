package dev.warmpath.llama.binding;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.warmpath.engine.EngineException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libllama, libggml and libggml-base that Warmpath calls: a binding table, one
 * method per function. Nothing is validated here: a wrong argument can end the process.
 */
public final class LlamaApi {
  /** Longest text read from a native string whose end is found by its NUL: a chat template. */
  private static final long STRING_LIMIT_BYTES = 16L << 20;

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup symbols;

  private final MethodHandle logSet;
  private final MethodHandle loadBackends;
  private final MethodHandle backendInit;
  private final MethodHandle version;
  private final MethodHandle maxSequences;
  private final MethodHandle deviceCount;
  private final MethodHandle deviceGet;
  private final MethodHandle deviceName;
  private final MethodHandle deviceDescription;
  private final MethodHandle deviceType;
  private final MethodHandle deviceMemory;
  private final MethodHandle deviceRegistry;
  private final MethodHandle registryName;
  private final MethodHandle modelDefaults;
  private final MethodHandle contextDefaults;
  private final MethodHandle modelLoad;
  private final MethodHandle modelFree;
  private final MethodHandle modelVocab;
  private final MethodHandle modelContext;
  private final MethodHandle modelWindow;
  private final MethodHandle modelRecurrent;
  private final MethodHandle modelHybrid;
  private final MethodHandle modelSize;
  private final MethodHandle modelParameters;
  private final MethodHandle modelMeta;
  private final MethodHandle modelTemplate;
  private final MethodHandle adapterInit;
  private final MethodHandle setAdapters;
  private final MethodHandle contextInit;
  private final MethodHandle contextFree;
  private final MethodHandle contextMemory;
  private final MethodHandle contextPerSequence;
  private final MethodHandle decode;
  private final MethodHandle synchronize;
  private final MethodHandle logits;
  private final MethodHandle performance;
  private final MethodHandle memoryRemove;
  private final MethodHandle memoryClear;
  private final MethodHandle memoryFirst;
  private final MethodHandle memoryLast;
  private final MethodHandle stateSize;
  private final MethodHandle stateGet;
  private final MethodHandle stateSet;
  private final MethodHandle vocabType;
  private final MethodHandle vocabSize;
  private final MethodHandle vocabText;
  private final MethodHandle vocabAttributes;
  private final MethodHandle vocabEndsGeneration;
  private final MethodHandle vocabBos;
  private final MethodHandle vocabEos;
  private final MethodHandle vocabAddsBos;
  private final MethodHandle vocabAddsEos;
  private final MethodHandle tokenize;
  private final MethodHandle piece;
  private final MethodHandle grammar;
  private final MethodHandle samplerApply;
  private final MethodHandle samplerAccept;
  private final MethodHandle samplerFree;
  private final MethodHandle malloc;
  private final MethodHandle free;

  /** Links every function; a missing one is an EngineException that names it. */
  public LlamaApi(SymbolLookup symbols) {
    this.symbols = symbols;
    MemoryLayout p = ADDRESS;
    MemoryLayout i = JAVA_INT;
    MemoryLayout j = JAVA_LONG;
    MemoryLayout z = JAVA_BOOLEAN;
    logSet = procedure("llama_log_set", p, p);
    loadBackends = procedure("ggml_backend_load_all_from_path", p);
    backendInit = procedure("llama_backend_init");
    version = function("llama_version", p);
    maxSequences = function("llama_max_parallel_sequences", j);
    deviceCount = function("ggml_backend_dev_count", j);
    deviceGet = function("ggml_backend_dev_get", p, j);
    deviceName = function("ggml_backend_dev_name", p, p);
    deviceDescription = function("ggml_backend_dev_description", p, p);
    deviceType = function("ggml_backend_dev_type", i, p);
    deviceMemory = procedure("ggml_backend_dev_memory", p, p, p);
    deviceRegistry = function("ggml_backend_dev_backend_reg", p, p);
    registryName = function("ggml_backend_reg_name", p, p);
    modelDefaults = function("llama_model_default_params", Layouts.MODEL_PARAMS);
    contextDefaults = function("llama_context_default_params", Layouts.CONTEXT_PARAMS);
    modelLoad = function("llama_model_load_from_file", p, p, Layouts.MODEL_PARAMS);
    modelFree = procedure("llama_model_free", p);
    modelVocab = function("llama_model_get_vocab", p, p);
    modelContext = function("llama_model_n_ctx_train", i, p);
    modelWindow = function("llama_model_n_swa", i, p);
    modelRecurrent = function("llama_model_is_recurrent", z, p);
    modelHybrid = function("llama_model_is_hybrid", z, p);
    modelSize = function("llama_model_size", j, p);
    modelParameters = function("llama_model_n_params", j, p);
    modelMeta = function("llama_model_meta_val_str", i, p, p, p, j);
    modelTemplate = function("llama_model_chat_template", p, p, p);
    adapterInit = function("llama_adapter_lora_init", p, p, p);
    setAdapters = function("llama_set_adapters_lora", i, p, p, j, p);
    contextInit = function("llama_init_from_model", p, p, Layouts.CONTEXT_PARAMS);
    contextFree = procedure("llama_free", p);
    contextMemory = function("llama_get_memory", p, p);
    contextPerSequence = function("llama_n_ctx_seq", i, p);
    decode = function("llama_decode", i, p, Layouts.BATCH);
    synchronize = procedure("llama_synchronize", p);
    logits = function("llama_get_logits_ith", p, p, i);
    performance = function("llama_perf_context", Layouts.PERF_CONTEXT, p);
    memoryRemove = function("llama_memory_seq_rm", z, p, i, i, i);
    memoryClear = procedure("llama_memory_clear", p, z);
    memoryFirst = function("llama_memory_seq_pos_min", i, p, i);
    memoryLast = function("llama_memory_seq_pos_max", i, p, i);
    stateSize = function("llama_state_seq_get_size", j, p, i);
    stateGet = function("llama_state_seq_get_data", j, p, p, j, i);
    stateSet = function("llama_state_seq_set_data", j, p, p, j, i);
    vocabType = function("llama_vocab_type", i, p);
    vocabSize = function("llama_vocab_n_tokens", i, p);
    vocabText = function("llama_vocab_get_text", p, p, i);
    vocabAttributes = function("llama_vocab_get_attr", i, p, i);
    vocabEndsGeneration = function("llama_vocab_is_eog", z, p, i);
    vocabBos = function("llama_vocab_bos", i, p);
    vocabEos = function("llama_vocab_eos", i, p);
    vocabAddsBos = function("llama_vocab_get_add_bos", z, p);
    vocabAddsEos = function("llama_vocab_get_add_eos", z, p);
    tokenize = function("llama_tokenize", i, p, p, i, p, i, z, z);
    piece = function("llama_token_to_piece", i, p, i, p, i, i, z);
    grammar = function("llama_sampler_init_grammar", p, p, p, p);
    samplerApply = procedure("llama_sampler_apply", p, p);
    samplerAccept = procedure("llama_sampler_accept", p, i);
    samplerFree = procedure("llama_sampler_free", p);
    malloc = link(standard("malloc"), FunctionDescriptor.of(ADDRESS, JAVA_LONG));
    free = link(standard("free"), FunctionDescriptor.ofVoid(ADDRESS));
  }

  private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return link(find(name), FunctionDescriptor.of(result, arguments));
  }

  private MethodHandle procedure(String name, MemoryLayout... arguments) {
    return link(find(name), FunctionDescriptor.ofVoid(arguments));
  }

  private MethodHandle link(MemorySegment address, FunctionDescriptor descriptor) {
    return linker.downcallHandle(address, descriptor);
  }

  private MemorySegment find(String name) {
    return symbols
        .find(name)
        .orElseThrow(
            () ->
                new EngineException(
                    EngineException.Kind.NO_NATIVE,
                    "The llama.cpp library has no function " + name
                        + ": it is not version v0.4.0. Build Warmpath again to fetch the pinned"
                        + " one, or correct WARMPATH_NATIVES."));
  }

  private MemorySegment standard(String name) {
    return linker
        .defaultLookup()
        .find(name)
        .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
  }

  /** Linking and marshalling errors only: native code throws nothing that arrives here. */
  private static RuntimeException broken(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof RuntimeException exception) {
      throw exception;
    }
    return new IllegalStateException("a native call could not be made", cause);
  }

  // Handles are invoked through the few shapes below, so that each function is one line.

  private static void call(MethodHandle handle, MemorySegment a) {
    try {
      handle.invokeExact(a);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static MemorySegment pointer(MethodHandle handle, MemorySegment a) {
    try {
      return (MemorySegment) handle.invokeExact(a);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static int integer(MethodHandle handle, MemorySegment a) {
    try {
      return (int) handle.invokeExact(a);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static int integer(MethodHandle handle, MemorySegment a, int b) {
    try {
      return (int) handle.invokeExact(a, b);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static boolean flag(MethodHandle handle, MemorySegment a) {
    try {
      return (boolean) handle.invokeExact(a);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  private static long number(MethodHandle handle, MemorySegment a) {
    try {
      return (long) handle.invokeExact(a);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** The text at a NUL-terminated native string; null for a null pointer. */
  public static @Nullable String string(MemorySegment address) {
    return address.address() == 0
        ? null
        : address.reinterpret(STRING_LIMIT_BYTES).getString(0, StandardCharsets.UTF_8);
  }

  public void logSet(MemorySegment callback) {
    try {
      logSet.invokeExact(callback, MemorySegment.NULL);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void loadBackends(MemorySegment folder) {
    call(loadBackends, folder);
  }

  public void backendInit() {
    try {
      backendInit.invokeExact();
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public @Nullable String version() {
    try {
      return string((MemorySegment) version.invokeExact());
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public long maxSequences() {
    try {
      return (long) maxSequences.invokeExact();
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public long deviceCount() {
    try {
      return (long) deviceCount.invokeExact();
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment deviceGet(long index) {
    try {
      return (MemorySegment) deviceGet.invokeExact(index);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public @Nullable String deviceName(MemorySegment device) {
    return string(pointer(deviceName, device));
  }

  public @Nullable String deviceDescription(MemorySegment device) {
    return string(pointer(deviceDescription, device));
  }

  public int deviceType(MemorySegment device) {
    return integer(deviceType, device);
  }

  public void deviceMemory(MemorySegment device, MemorySegment free, MemorySegment total) {
    try {
      deviceMemory.invokeExact(device, free, total);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public @Nullable String deviceBackend(MemorySegment device) {
    MemorySegment registry = pointer(deviceRegistry, device);
    return registry.address() == 0 ? null : string(pointer(registryName, registry));
  }

  public MemorySegment modelDefaults(SegmentAllocator allocator) {
    try {
      return (MemorySegment) modelDefaults.invokeExact(allocator);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment contextDefaults(SegmentAllocator allocator) {
    try {
      return (MemorySegment) contextDefaults.invokeExact(allocator);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment modelLoad(MemorySegment path, MemorySegment params) {
    try {
      return (MemorySegment) modelLoad.invokeExact(path, params);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void modelFree(MemorySegment model) {
    call(modelFree, model);
  }

  public MemorySegment modelVocab(MemorySegment model) {
    return pointer(modelVocab, model);
  }

  public int modelContext(MemorySegment model) {
    return integer(modelContext, model);
  }

  public int modelWindow(MemorySegment model) {
    return integer(modelWindow, model);
  }

  public boolean modelRecurrent(MemorySegment model) {
    return flag(modelRecurrent, model);
  }

  public boolean modelHybrid(MemorySegment model) {
    return flag(modelHybrid, model);
  }

  public long modelSize(MemorySegment model) {
    return number(modelSize, model);
  }

  public long modelParameters(MemorySegment model) {
    return number(modelParameters, model);
  }

  public int modelMeta(MemorySegment model, MemorySegment key, MemorySegment buffer, long size) {
    try {
      return (int) modelMeta.invokeExact(model, key, buffer, size);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public @Nullable String modelTemplate(MemorySegment model) {
    try {
      return string((MemorySegment) modelTemplate.invokeExact(model, MemorySegment.NULL));
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment adapterInit(MemorySegment model, MemorySegment path) {
    try {
      return (MemorySegment) adapterInit.invokeExact(model, path);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public int setAdapters(
      MemorySegment context, MemorySegment adapters, long count, MemorySegment scales) {
    try {
      return (int) setAdapters.invokeExact(context, adapters, count, scales);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment contextInit(MemorySegment model, MemorySegment params) {
    try {
      return (MemorySegment) contextInit.invokeExact(model, params);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void contextFree(MemorySegment context) {
    call(contextFree, context);
  }

  public MemorySegment contextMemory(MemorySegment context) {
    return pointer(contextMemory, context);
  }

  public int contextPerSequence(MemorySegment context) {
    return integer(contextPerSequence, context);
  }

  public int decode(MemorySegment context, MemorySegment batch) {
    try {
      return (int) decode.invokeExact(context, batch);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void synchronize(MemorySegment context) {
    call(synchronize, context);
  }

  public MemorySegment logits(MemorySegment context, int index) {
    try {
      return (MemorySegment) logits.invokeExact(context, index);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment performance(SegmentAllocator allocator, MemorySegment context) {
    try {
      return (MemorySegment) performance.invokeExact(allocator, context);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public boolean memoryRemove(MemorySegment memory, int sequence, int from, int to) {
    try {
      return (boolean) memoryRemove.invokeExact(memory, sequence, from, to);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void memoryClear(MemorySegment memory, boolean data) {
    try {
      memoryClear.invokeExact(memory, data);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public int memoryFirst(MemorySegment memory, int sequence) {
    return integer(memoryFirst, memory, sequence);
  }

  public int memoryLast(MemorySegment memory, int sequence) {
    return integer(memoryLast, memory, sequence);
  }

  public long stateSize(MemorySegment context, int sequence) {
    try {
      return (long) stateSize.invokeExact(context, sequence);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public long stateGet(MemorySegment context, MemorySegment target, long size, int sequence) {
    try {
      return (long) stateGet.invokeExact(context, target, size, sequence);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public long stateSet(MemorySegment context, MemorySegment source, long size, int sequence) {
    try {
      return (long) stateSet.invokeExact(context, source, size, sequence);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public int vocabType(MemorySegment vocab) {
    return integer(vocabType, vocab);
  }

  public int vocabSize(MemorySegment vocab) {
    return integer(vocabSize, vocab);
  }

  public MemorySegment vocabText(MemorySegment vocab, int token) {
    try {
      return (MemorySegment) vocabText.invokeExact(vocab, token);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public int vocabAttributes(MemorySegment vocab, int token) {
    return integer(vocabAttributes, vocab, token);
  }

  public boolean vocabEndsGeneration(MemorySegment vocab, int token) {
    try {
      return (boolean) vocabEndsGeneration.invokeExact(vocab, token);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public int vocabBos(MemorySegment vocab) {
    return integer(vocabBos, vocab);
  }

  public int vocabEos(MemorySegment vocab) {
    return integer(vocabEos, vocab);
  }

  public boolean vocabAddsBos(MemorySegment vocab) {
    return flag(vocabAddsBos, vocab);
  }

  public boolean vocabAddsEos(MemorySegment vocab) {
    return flag(vocabAddsEos, vocab);
  }

  /** Negative result: minus the number of tokens that {@code out} would have to hold. */
  public int tokenize(
      MemorySegment vocab, MemorySegment text, int bytes, MemorySegment out, int capacity,
      boolean addSpecial, boolean parseSpecial) {
    try {
      return (int)
          tokenize.invokeExact(vocab, text, bytes, out, capacity, addSpecial, parseSpecial);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  /** Negative result: minus the number of bytes that {@code out} would have to hold. */
  public int piece(
      MemorySegment vocab, int token, MemorySegment out, int capacity, boolean special) {
    try {
      return (int) piece.invokeExact(vocab, token, out, capacity, 0, special);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public MemorySegment grammar(MemorySegment vocab, MemorySegment text, MemorySegment root) {
    try {
      return (MemorySegment) grammar.invokeExact(vocab, text, root);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void samplerApply(MemorySegment sampler, MemorySegment candidates) {
    try {
      samplerApply.invokeExact(sampler, candidates);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void samplerAccept(MemorySegment sampler, int token) {
    try {
      samplerAccept.invokeExact(sampler, token);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void samplerFree(MemorySegment sampler) {
    call(samplerFree, sampler);
  }

  /** The C library's malloc: a null pointer when there is no memory. Not cleared. */
  public MemorySegment malloc(long bytes) {
    try {
      MemorySegment memory = (MemorySegment) malloc.invokeExact(bytes);
      return memory.address() == 0 ? memory : memory.reinterpret(bytes);
    } catch (Throwable t) {
      throw broken(t);
    }
  }

  public void free(MemorySegment memory) {
    call(free, memory);
  }
}
