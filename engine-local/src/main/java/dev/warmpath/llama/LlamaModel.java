package dev.warmpath.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.warmpath.gguf.FileTypes;
import dev.warmpath.llama.binding.Layouts;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeHandle;
import dev.warmpath.llama.tokens.LlamaTokenizer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * A loaded GGUF model: weights, or vocabulary only. Thread-safe. Owns the native model and its
 * adapters; its contexts are counted and must be closed first.
 */
public final class LlamaModel implements AutoCloseable {
  private static final int META_BYTES = 1024;

  private final LlamaLibrary library;
  private final ModelOptions options;
  private final NativeHandle handle;
  private final List<MemorySegment> adapters;
  private final LoadedFacts facts;
  private final ModelLoading loading;
  private final AtomicInteger contexts = new AtomicInteger();
  private final LlamaTokenizer tokenizer;

  private LlamaModel(
      LlamaLibrary library, ModelOptions options, NativeHandle handle,
      List<MemorySegment> adapters, ModelLoading loading) {
    this.library = library;
    this.options = options;
    this.handle = handle;
    this.adapters = adapters;
    this.loading = loading;
    facts = handle.use(model -> readFacts(library.api(), model, options));
    tokenizer = new LlamaTokenizer(library.api(), handle, facts.preTokenizer());
  }

  /**
   * Loads a model.
   *
   * @param progress told the loaded part, 0 to 1, on the calling thread; false cancels
   * @throws EngineException BAD_MODEL, OUT_OF_MEMORY, CANCELLED or NO_NATIVE (unknown device)
   */
  public static LlamaModel open(
      LlamaLibrary library, ModelOptions options, DoublePredicate progress) {
    ModelLoading loading = new ModelLoading(library, options, progress);
    MemorySegment model = loading.load();
    LlamaApi api = library.api();
    List<MemorySegment> adapters = new ArrayList<>();
    NativeHandle handle =
        new NativeHandle(
            // Adapters belong to the model in llama.cpp and go with it.
            "model " + options.path().getFileName(), model, api::modelFree);
    try {
      for (ModelOptions.Adapter adapter : options.adapters()) {
        adapters.add(loading.loadAdapter(model, adapter));
      }
      return new LlamaModel(library, options, handle, adapters, loading);
    } catch (RuntimeException | Error e) {
      handle.close();
      throw e;
    }
  }

  /** As {@link #open(LlamaLibrary, ModelOptions, DoublePredicate)} without progress. */
  public static LlamaModel open(LlamaLibrary library, ModelOptions options) {
    return open(library, options, part -> true);
  }

  public LoadedFacts facts() {
    return facts;
  }

  public ModelOptions options() {
    return options;
  }

  public LlamaTokenizer tokenizer() {
    return tokenizer;
  }

  /** What the user should know about the loading: fewer layers on the device than wanted, … */
  public List<String> notes() {
    return loading.notes();
  }

  /** Adds what happened before this attempt. */
  void note(List<String> before) {
    loading.note(before);
  }

  /** Layers on {@link #device}; 0 on the CPU. */
  public int gpuLayers() {
    return loading.gpuLayers();
  }

  /** The device the layers are on; null for the CPU. */
  public @Nullable Device device() {
    return loading.device();
  }

  LlamaLibrary library() {
    return library;
  }

  NativeHandle handle() {
    return handle;
  }

  List<MemorySegment> adapters() {
    return adapters;
  }

  void contextOpened() {
    contexts.incrementAndGet();
  }

  void contextClosed() {
    contexts.decrementAndGet();
  }

  /**
   * Frees the weights; later calls do nothing.
   *
   * @throws IllegalStateException while a context of this model is open
   */
  @Override
  public void close() {
    int open = contexts.get();
    if (open > 0) {
      throw new IllegalStateException(
          handle.name() + " still has " + open + " open context(s); close them first");
    }
    handle.close();
  }

  private static LoadedFacts readFacts(LlamaApi api, MemorySegment model, ModelOptions options) {
    String architecture = meta(api, model, "general.architecture");
    boolean weights = !options.vocabularyOnly();
    int layers = (int) number(meta(api, model, architecture + ".block_count"));
    String template = api.modelTemplate(model);
    String name = meta(api, model, "general.name");
    int context =
        weights
            ? api.modelContext(model)
            : (int) number(meta(api, model, architecture + ".context_length"));
    return new LoadedFacts(
        name.isBlank() ? String.valueOf(options.path().getFileName()) : name,
        architecture, weights ? api.modelParameters(model) : 0,
        weights ? api.modelSize(model) : options.path().toFile().length(), context, layers,
        kvElements(api, model, architecture, layers), quantisation(api, model),
        weights && api.modelRecurrent(model), weights && api.modelHybrid(model),
        weights ? Math.max(0, api.modelWindow(model)) : 0, template == null ? "" : template,
        meta(api, model, "tokenizer.ggml.pre"));
  }

  /** 0 when the file gives per-layer arrays or nothing: then only the running context knows. */
  private static long kvElements(
      LlamaApi api, MemorySegment model, String architecture, int layers) {
    long heads = number(meta(api, model, architecture + ".attention.head_count"));
    long kvHeads = number(meta(api, model, architecture + ".attention.head_count_kv"));
    long width = number(meta(api, model, architecture + ".embedding_length"));
    if (heads <= 0 || width <= 0 || layers <= 0) {
      return 0;
    }
    long key = number(meta(api, model, architecture + ".attention.key_length"));
    long value = number(meta(api, model, architecture + ".attention.value_length"));
    long perHead = (key > 0 ? key : width / heads) + (value > 0 ? value : width / heads);
    return layers * (kvHeads > 0 ? kvHeads : heads) * perHead;
  }

  private static String quantisation(LlamaApi api, MemorySegment model) {
    String type = meta(api, model, "general.file_type");
    String name = type.matches("\\d{1,9}") ? FileTypes.name(Integer.parseInt(type)) : "";
    return type.isEmpty() ? "unknown" : name.isEmpty() ? "type " + type : name;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A scalar fact of the file as text; empty when the file does not have it. */
  static String meta(LlamaApi api, MemorySegment model, String key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(META_BYTES);
      int length = api.modelMeta(model, arena.allocateFrom(key), buffer, META_BYTES);
      int kept = Math.min(length, META_BYTES - 1);
      return length < 0
          ? ""
          : new String(buffer.asSlice(0, kept).toArray(JAVA_BYTE), StandardCharsets.UTF_8);
    }
  }

  /** Fills model parameters for a native load. */
  static MemorySegment params(
      LlamaApi api, Arena arena, ModelOptions options, int gpuLayers, MemorySegment devices) {
    MemorySegment params = api.modelDefaults(arena);
    params.set(JAVA_INT, Layouts.offset(Layouts.MODEL_PARAMS, "n_gpu_layers"), gpuLayers);
    params.set(ADDRESS, Layouts.offset(Layouts.MODEL_PARAMS, "devices"), devices);
    params.set(
        JAVA_BOOLEAN, Layouts.offset(Layouts.MODEL_PARAMS, "vocab_only"),
        options.vocabularyOnly());
    return params;
  }

  /** The adapters' scales in native memory. */
  MemorySegment scales(Arena arena) {
    MemorySegment scales = arena.allocate(JAVA_FLOAT, Math.max(1, adapters.size()));
    for (int i = 0; i < adapters.size(); i++) {
      scales.setAtIndex(JAVA_FLOAT, i, options.adapters().get(i).scale());
    }
    return scales;
  }
}
