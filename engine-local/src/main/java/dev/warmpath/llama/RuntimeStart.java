package dev.warmpath.llama;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.gguf.ByteText;
import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.rows.LlamaKvStore;
import dev.warmpath.llama.rows.LlamaState;
import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens once when a runtime starts: memory check, model, context, self-check.
 *
 * @param store the KV store
 * @param state row transfer; null when only snapshots work
 * @param rewind what the check found
 * @param notes why it is not ROWS, and what loading had to say
 */
record RuntimeStart(
    LlamaKvStore store, @Nullable LlamaState state, Rewind rewind, List<String> notes) {
  private static final System.Logger LOG = System.getLogger(RuntimeStart.class.getName());

  /** Part of the free memory that KV may take; the rest is for computing and everything else. */
  private static final double KV_SHARE = 0.9;

  /** Hexadecimal digits of a model's identity: enough that two models never meet. */
  private static final int IDENTITY_BYTES = 8;

  static LlamaRuntime open(
      LlamaLibrary library, ModelOptions modelOptions, RuntimeOptions options,
      DoublePredicate progress) {
    if (modelOptions.vocabularyOnly()) {
      throw new IllegalArgumentException("a vocabulary cannot be run; load the whole model");
    }
    MemoryCheck.run(library, modelOptions, options);
    List<String> retries = new ArrayList<>();
    ModelOptions tried = modelOptions;
    while (true) {
      LlamaModel model = LlamaModel.open(library, tried, progress);
      try {
        model.note(retries);
        return start(model, options);
      } catch (EngineException e) {
        int layers = model.gpuLayers();
        Device device = model.device();
        model.close();
        if (e.kind() != EngineException.Kind.OUT_OF_MEMORY || device == null) {
          throw e;
        }
        // The weights fit the device but not with the context: half the layers, down to none.
        String note = fewerLayers(device, layers);
        LOG.log(System.Logger.Level.WARNING, note);
        retries.add(note);
        tried = modelOptions.withGpuLayers(layers / 2);
      } catch (RuntimeException | Error e) {
        model.close();
        throw e;
      }
    }
  }

  static String fewerLayers(Device device, int layers) {
    return String.format(
        Locale.ROOT, "%s has no room for the context beside %d layers: %d are tried", device.name(),
        layers, layers / 2);
  }

  private static LlamaRuntime start(LlamaModel model, RuntimeOptions options) {
    int context = options.contextOf(model.facts().trainingContext());
    checkDevice(model, options, context);
    LlamaContext made = new LlamaContext(model, options, context);
    try {
      if (!made.hasMemory()) {
        throw new EngineException(
            EngineException.Kind.BAD_MODEL,
            model.facts().name() + " (" + model.facts().architecture()
                + ") generates no text one token after another: it has no KV memory. Choose a"
                + " text generation model.");
      }
      return new LlamaRuntime(model, made, options, Math.min(context, made.contextPerSlot()));
    } catch (RuntimeException | Error e) {
      made.close();
      throw e;
    }
  }

  /** What is free on a device is known for sure once the weights are there. */
  private static void checkDevice(LlamaModel model, RuntimeOptions options, int context) {
    Device device = model.device();
    long perToken = options.kvType().type().bytes(model.facts().kvElementsPerToken());
    long free = device == null ? 0 : deviceFree(model, device.name());
    double layers = Math.min(1, model.gpuLayers() / (model.facts().layers() + 1.0));
    double needed = layers * perToken * context * options.slots();
    if (device != null && perToken > 0 && free > 0 && needed > free * KV_SHARE) {
      throw new EngineException(
          EngineException.Kind.OUT_OF_MEMORY,
          String.format(
              Locale.ROOT,
              "A context of %d tokens in %d slots needs %s for KV and %s is free on %s. Choose"
                  + " fewer parallel requests, less context or fewer layers on the device.",
              context, options.slots(), ByteText.of((long) needed), ByteText.of(free),
              device.name()));
    }
  }

  private static long deviceFree(LlamaModel model, String name) {
    return model.library().devices().stream()
        .filter(device -> device.name().equals(name))
        .mapToLong(Device::freeBytes)
        .findFirst()
        .orElse(0);
  }

  /** The self-check: finds out what the memory allows. */
  static RuntimeStart run(
      LlamaRuntime runtime, LlamaModel model, LlamaContext context, RuntimeOptions options) {
    LlamaApi api = model.library().api();
    List<String> notes = new ArrayList<>(model.notes());
    SelfCheck check = new SelfCheck(runtime, model.device() == null);
    LoadedFacts facts = model.facts();
    int wanted = options.contextOf(facts.trainingContext());
    if (facts.trainingContext() > 0 && wanted > facts.trainingContext()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The context of %,d tokens is longer than the %,d this model was trained for:"
                  + " answers to longer prompts may be nonsense",
              wanted, facts.trainingContext()));
    }
    if (facts.rewinds()) {
      LlamaState state = rowState(runtime, context, api, check);
      if (state != null) {
        LlamaKvStore store = new LlamaKvStore(api, state.bytesPerToken(), options.kvLimitBytes());
        if (check.rows(state, store)) {
          return new RuntimeStart(store, state, Rewind.ROWS, notes);
        }
        state.close();
      }
      notes.add(
          (check.reason() == null
                  ? "KV rows failed the start-up check: the library's state format is unknown"
                  : check.reason())
              + "; whole snapshots are used");
    } else {
      notes.add(
          "This model cannot rewind ("
              + (facts.slidingWindow() > 0
                  ? "attention window of " + facts.slidingWindow() + " tokens"
                  : facts.hybrid() ? "hybrid" : "recurrent")
              + "): only whole snapshots are reused, continued from their end");
    }
    long perToken = Math.max(1, options.kvType().type().bytes(facts.kvElementsPerToken()));
    LlamaKvStore store = new LlamaKvStore(api, perToken, options.kvLimitBytes());
    runtime.checkWith(store);
    if (check.snapshots()) {
      return new RuntimeStart(store, null, Rewind.SNAPSHOT, notes);
    }
    notes.add(check.reason() + "; nothing is reused");
    return new RuntimeStart(store, null, Rewind.NONE, notes);
  }

  private static @Nullable LlamaState rowState(
      LlamaRuntime runtime, LlamaContext context, LlamaApi api, SelfCheck check) {
    if (!check.fill()) {
      runtime.emptyAll();
      return null;
    }
    MemorySegment sample = Arena.ofAuto().allocate(context.stateBytes(0));
    long written = context.readState(0, sample);
    runtime.emptyAll();
    return LlamaState.of(context, api, sample.asSlice(0, written));
  }

  static EngineInfo info(
      LlamaModel model, RuntimeOptions options, int capacity, RuntimeStart start) {
    Device device = model.device();
    LoadedFacts facts = model.facts();
    String name =
        device == null
            ? model.library().devices().stream()
                .filter(d -> d.type() == Device.Type.CPU)
                .map(Device::description)
                .findFirst()
                .orElse("CPU")
            : device.description();
    return new EngineInfo(
        facts.name(), identity(model, options, capacity),
        facts.parameters(), facts.quantisation(), name,
        device == null ? "CPU" : device.backend(), capacity, options.slots(),
        start.store().bytesPerToken(), start.rewind(), start.notes());
  }

  /** Changes whenever KV computed before could not be used again. */
  private static String identity(
      LlamaModel model, RuntimeOptions options, int capacity) {
    StringBuilder facts = new StringBuilder(file(model.options().path()));
    for (ModelOptions.Adapter adapter : model.options().adapters()) {
      facts.append('|').append(file(adapter.path())).append('*').append(adapter.scale());
    }
    facts.append('|').append(options.kvType()).append('|').append(options.flashAttention());
    facts.append('|').append(capacity).append('|').append(options.ubatch());
    facts.append('|').append(model.device() == null ? "CPU" : model.device().name());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(facts.toString().getBytes(StandardCharsets.UTF_8));
      return model.facts().name() + "-" + HexFormat.of().formatHex(hash, 0, IDENTITY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String file(Path path) {
    File file = path.toAbsolutePath().normalize().toFile();
    return file + ":" + file.length() + ":" + file.lastModified();
  }
}
