package dev.warmpath.llama;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.HostMemory;
import dev.warmpath.gguf.ByteText;
import dev.warmpath.llama.binding.Layouts;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/** One attempt to load a model: checks, device choice, retries with fewer layers, messages. */
final class ModelLoading {
  private static final System.Logger LOG = System.getLogger(ModelLoading.class.getName());

  /** Part of a device's free memory that weights may take; the rest is for KV and computing. */
  private static final double DEVICE_SHARE = 0.8;

  /** Shares of the layers tried, one after the other, when the device runs out of memory. */
  private static final double[] LAYER_SHARES = {1, 0.75, 0.5, 0.25, 0};

  /** Lines of llama.cpp's log quoted in a message. */
  private static final int QUOTED_LINES = 4;

  private final LlamaLibrary library;
  private final ModelOptions options;
  private final DoublePredicate progress;
  private final List<String> notes = new ArrayList<>();
  private final Arena deviceArena = Arena.ofAuto();
  private boolean cancelled;
  private @Nullable Throwable progressFailure;
  private long mark;
  private int gpuLayers;
  private @Nullable Device device;

  ModelLoading(LlamaLibrary library, ModelOptions options, DoublePredicate progress) {
    this.library = library;
    this.options = options;
    this.progress = progress;
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  void note(List<String> before) {
    notes.addAll(before);
  }

  /** Layers on {@link #device}. */
  int gpuLayers() {
    return gpuLayers;
  }

  /** Where the layers went; null for the CPU. */
  @Nullable Device device() {
    return device;
  }

  /** The native model, never null. */
  MemorySegment load() {
    long size = ModelFile.check(options.path());
    if (options.vocabularyOnly()) {
      return orFail(attempt(0, null), size);
    }
    if (options.device().isEmpty()) {
      notes.addAll(library.fallbacks());
    }
    Device chosen = choose(library, options);
    if (chosen == null || options.gpuLayers() == 0) {
      return orFail(attempt(0, null), size);
    }
    return loadOnDevice(chosen, size);
  }

  /**
   * The device that layers will go to; null for the CPU.
   *
   * @throws EngineException NO_NATIVE when there is none of the wanted name
   */
  static @Nullable Device choose(LlamaLibrary library, ModelOptions options) {
    List<Device> devices = library.devices();
    String wanted = options.device();
    if (wanted.isEmpty()) {
      return devices.stream()
          .filter(Device::offloads)
          .max(
              Comparator.comparing((Device d) -> d.type() == Device.Type.GPU)
                  .thenComparing(Device::freeBytes))
          .orElse(null);
    }
    if (wanted.equalsIgnoreCase(ModelOptions.CPU)) {
      return null;
    }
    Device found =
        devices.stream()
            .filter(d -> d.name().equalsIgnoreCase(wanted))
            .findFirst()
            .orElseThrow(
                () ->
                    new EngineException(
                        EngineException.Kind.BAD_REQUEST,
                        "There is no device '" + wanted + "'. Devices here: "
                            + String.join(", ", devices.stream().map(Device::name).toList())
                            + "."));
    return found.offloads() ? found : null;
  }

  private MemorySegment loadOnDevice(Device chosen, long size) {
    int layers = layerCount();
    int wanted = options.gpuLayers() < 0 ? layers : Math.min(options.gpuLayers(), layers);
    double fits = chosen.freeBytes() == 0 ? 1 : DEVICE_SHARE * chosen.freeBytes() / size;
    int first = options.gpuLayers() < 0 ? (int) Math.min(wanted, wanted * fits) : wanted;
    if (first < wanted) {
      notes.add(fewer(chosen, first, wanted));
    }
    for (double share : LAYER_SHARES) {
      int count = (int) (first * share);
      MemorySegment model = attempt(count, count > 0 ? chosen : null);
      if (model.address() != 0) {
        gpuLayers = count;
        device = count > 0 ? chosen : null;
        if (share < 1) {
          String note =
              chosen.name() + " ran out of memory while loading: " + fewer(chosen, count, wanted);
          LOG.log(System.Logger.Level.WARNING, note);
          notes.add(note);
        }
        return model;
      }
      if (cancelled || !outOfMemory() || count == 0) {
        break;
      }
    }
    return orFail(MemorySegment.NULL, size);
  }

  private static String fewer(Device device, int count, int wanted) {
    return String.format(
        Locale.ROOT, "%d of %d layers are on %s (%s free), the rest runs on the CPU", count,
        wanted, device.name(), ByteText.of(device.freeBytes()));
  }

  /** Layers of the model and one for its output, as llama.cpp counts them. */
  private int layerCount() {
    try (LlamaModel vocabulary =
        LlamaModel.open(library, ModelOptions.vocabulary(options.path()))) {
      int layers = vocabulary.facts().layers();
      return layers <= 0 ? Short.MAX_VALUE : layers + 1;
    }
  }

  /**
   * A list of one device, or of none for the CPU: without a list llama.cpp takes every device, and
   * then computes long batches on them though no layer is there.
   */
  private MemorySegment nativeDevices(@Nullable Device device) {
    MemorySegment list = deviceArena.allocate(ADDRESS, 2);
    if (device != null) {
      list.setAtIndex(ADDRESS, 0, library.nativeDevice(device.name()));
    }
    return list;
  }

  private MemorySegment attempt(int gpuLayers, @Nullable Device device) {
    mark = library.nativeLog().mark();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment params =
          LlamaModel.params(
              library.api(), arena, options, gpuLayers, nativeDevices(device));
      params.set(
          ADDRESS, Layouts.offset(Layouts.MODEL_PARAMS, "progress_callback"),
          progressCallback(arena));
      return library.api().modelLoad(
          arena.allocateFrom(options.path().toAbsolutePath().toString()), params);
    }
  }

  private MemorySegment progressCallback(Arena arena) {
    try {
      var target =
          MethodHandles.lookup()
              .bind(
                  this, "onProgress",
                  MethodType.methodType(boolean.class, float.class, MemorySegment.class));
      return Linker.nativeLinker()
          .upcallStub(
              target, FunctionDescriptor.of(JAVA_BOOLEAN, JAVA_FLOAT, ADDRESS), arena);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unused") // called by native code
  private boolean onProgress(float part, MemorySegment data) {
    try {
      cancelled |= !progress.test(part);
    } catch (RuntimeException | Error e) {
      // Must not leave the upcall: stops the load and is thrown again from load().
      progressFailure = e;
      cancelled = true;
    }
    return !cancelled;
  }

  private MemorySegment orFail(MemorySegment model, long size) {
    if (progressFailure != null) {
      if (model.address() != 0) {
        library.api().modelFree(model);
      }
      throw new EngineException(
          EngineException.Kind.CANCELLED, "Loading stopped: its progress display failed.",
          progressFailure);
    }
    if (cancelled) {
      if (model.address() != 0) {
        library.api().modelFree(model);
      }
      throw new EngineException(
          EngineException.Kind.CANCELLED, "Loading " + options.path() + " was cancelled.");
    }
    if (model.address() == 0) {
      throw failure(size);
    }
    return model;
  }

  private boolean outOfMemory() {
    return String.join(" ", problems()).toLowerCase(Locale.ROOT)
        .matches("(?s).*(unable to allocate|failed to allocate|out of memory|outofdevicememory).*");
  }

  private List<String> problems() {
    return library.nativeLog().problemsSince(mark);
  }

  private EngineException failure(long size) {
    List<String> problems = problems();
    String said = String.join(" | ", problems.subList(0, Math.min(QUOTED_LINES, problems.size())));
    String all = String.join(" ", problems);
    if (outOfMemory()) {
      return new EngineException(
          EngineException.Kind.OUT_OF_MEMORY,
          "There is not enough memory for " + options.path() + ": it needs at least "
              + ByteText.of(size) + ", " + ByteText.of(HostMemory.freeBytes())
              + " is available on the host. llama.cpp says: " + said);
    }
    String reason;
    if (all.contains("unknown model architecture")) {
      reason = " has an architecture that llama.cpp " + library.version() + " does not support";
    } else if (all.contains("not within the file bounds") || all.contains("failed to read")
        || all.contains("unexpectedly reached end of file")) {
      reason = " is damaged or truncated (" + size + " bytes); download it again";
    } else {
      reason = " cannot be loaded: it is damaged, truncated or of an unsupported kind";
    }
    return new EngineException(
        EngineException.Kind.BAD_MODEL,
        options.path() + reason + ". llama.cpp says: " + (said.isEmpty() ? "nothing" : said));
  }

  /** A loaded adapter, never null. */
  MemorySegment loadAdapter(MemorySegment model, ModelOptions.Adapter adapter) {
    ModelFile.check(adapter.path());
    long before = library.nativeLog().mark();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment loaded =
          library.api().adapterInit(
              model, arena.allocateFrom(adapter.path().toAbsolutePath().toString()));
      if (loaded.address() == 0) {
        throw new EngineException(
            EngineException.Kind.BAD_MODEL,
            adapter.path() + " cannot be used as an adapter of " + options.path()
                + ". llama.cpp says: "
                + String.join(" | ", library.nativeLog().problemsSince(before)));
      }
      return loaded;
    }
  }
}
