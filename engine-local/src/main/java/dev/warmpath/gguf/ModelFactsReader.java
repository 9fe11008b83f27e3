package dev.warmpath.gguf;

import dev.warmpath.gguf.GgufHeader.Array;
import dev.warmpath.gguf.ModelFacts.Memory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Header to facts. Key names and defaults as llama.cpp reads them. */
public final class ModelFactsReader {
  /** More layers or heads than this are a broken file, not a model. */
  private static final long MAX_LAYERS = 10_000;

  private static final long MAX_WIDTH = 1L << 24;
  private static final Set<String> RECURRENT =
      Set.of("mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7");
  private static final Set<String> HYBRID =
      Set.of(
          "jamba", "falcon-h1", "plamo2", "granitehybrid", "lfm2", "lfm2moe", "nemotron_h",
          "nemotron_h_moe", "qwen3next", "kimi-linear", "qwen35", "qwen35moe");

  private final GgufHeader header;
  private final String architecture;

  private ModelFactsReader(GgufHeader header) {
    this.header = header;
    this.architecture = header.string("general.architecture").orElse("");
  }

  /** @throws GgufException as {@link GgufFile#read}, or when the file holds no model */
  public static ModelFacts read(Path file) {
    return of(GgufFile.read(file));
  }

  public static ModelFacts of(GgufHeader header) {
    ModelFactsReader reader = new ModelFactsReader(header);
    if (reader.architecture.isEmpty()) {
      throw new GgufException(
          header.file() + " names no architecture (general.architecture), so it is no model."
              + " Choose a model file.");
    }
    return reader.facts();
  }

  private long number(String key, long missing, long limit) {
    OptionalLong found = header.number(architecture + "." + key);
    long value = found.orElse(missing);
    if (value < 0 || value > limit) {
      throw new GgufException(
          header.file() + " says " + architecture + "." + key + " = "
              + Long.toUnsignedString(value) + "; at most " + limit + " makes sense. Download the"
              + " file again.");
    }
    return value;
  }

  private ModelFacts facts() {
    int layers = (int) number("block_count", 0, MAX_LAYERS);
    int embedding = (int) number("embedding_length", 0, MAX_WIDTH);
    int heads = (int) number("attention.head_count", 0, MAX_LAYERS);
    int headWidth = heads == 0 ? 0 : embedding / heads;
    int keyWidth = (int) number("attention.key_length", headWidth, MAX_WIDTH);
    int valueWidth = (int) number("attention.value_length", headWidth, MAX_WIDTH);
    int kvHeads = (int) number("attention.head_count_kv", heads, MAX_LAYERS);
    Memory memory = memory(heads);
    // With latent attention llama.cpp keeps one row per token; its value is a view of the key.
    boolean latent = header.number(architecture + ".attention.key_length_mla").isPresent();
    long headSum = memory == Memory.RECURRENT ? 0 : kvHeadSum(layers, kvHeads);
    long values = latent ? 0 : valueWidth;
    Array tokens =
        header.metadata().get("tokenizer.ggml.tokens") instanceof Array array ? array : null;
    long vocabulary =
        tokens != null ? tokens.count() : number("vocab_size", 0, 1L << 31);
    long tensorBytes = header.tensors().stream().mapToLong(GgufHeader.Tensor::bytes)
        .reduce(0, Math::addExact);
    return new ModelFacts(
        architecture, header.string("general.name").orElse(""),
        header.tensors().stream().mapToLong(GgufHeader.Tensor::items).reduce(0, Math::addExact),
        quantisation(), number("context_length", 0, 1L << 40), layers, embedding,
        (int) number("feed_forward_length", 0, MAX_WIDTH), heads, keyWidth,
        headSum * (keyWidth + values) * Short.BYTES,
        headSum == 0 ? 0 : q8(headSum * keyWidth) + q8(headSum * values),
        vocabulary, header.string("tokenizer.ggml.model").orElse(""),
        header.string("tokenizer.ggml.pre").orElse(""),
        text(tokens, header.number("tokenizer.ggml.bos_token_id")),
        text(tokens, header.number("tokenizer.ggml.eos_token_id")),
        header.string("tokenizer.chat_template").orElse(null),
        header.string("general.license").orElse(""), memory,
        memory == Memory.SLIDING_WINDOW ? (int) window() : 0, stateBytes(layers, embedding, memory),
        tensorBytes, header.fileBytes(), header.declaredEnd());
  }

  private static long q8(long items) {
    return TensorType.Q8_0.bytes(items);
  }

  private String text(@Nullable Array tokens, OptionalLong id) {
    return tokens != null && tokens.itemType() == ValueType.STRING && id.isPresent()
            && id.getAsLong() >= 0 && id.getAsLong() < tokens.count()
        ? GgufFile.stringAt(header, tokens, id.getAsLong())
        : "";
  }

  /** KV heads of all layers together; layers that share another's KV have none of their own. */
  private long kvHeadSum(int layers, int kvHeads) {
    Object value = header.metadata().get(architecture + ".attention.head_count_kv");
    if (value instanceof Array array && array.numbers().size() == array.count()) {
      return array.numbers().stream().limit(layers)
          .mapToLong(heads -> Math.clamp(heads.longValue(), 0L, MAX_LAYERS)).sum();
    }
    long shared = number("attention.shared_kv_layers", 0, MAX_LAYERS);
    return Math.max(0, layers - shared) * kvHeads;
  }

  private long window() {
    return number("attention.sliding_window", 0, 1L << 31);
  }

  private boolean has(String key) {
    return header.metadata().containsKey(architecture + "." + key);
  }

  private Memory memory(int heads) {
    boolean state =
        has("ssm.state_size") || has("ssm.conv_kernel") || has("wkv.head_size")
            || has("shortconv.l_cache") || has("kda.head_dim");
    if (RECURRENT.contains(architecture) || state && heads == 0) {
      return Memory.RECURRENT;
    }
    if (HYBRID.contains(architecture) || state) {
      return Memory.HYBRID;
    }
    return window() > 0 ? Memory.SLIDING_WINDOW : Memory.PLAIN;
  }

  /** F32 state of all recurrent layers, for the families that name their sizes. */
  private long stateBytes(int layers, int embedding, Memory memory) {
    if (memory == Memory.PLAIN || memory == Memory.SLIDING_WINDOW) {
      return 0;
    }
    long recurrent = layers;
    Object kv = header.metadata().get(architecture + ".attention.head_count_kv");
    if (memory == Memory.HYBRID && kv instanceof Array array) {
      recurrent = array.numbers().stream().filter(heads -> heads.longValue() == 0).count();
    }
    long inner = number("ssm.inner_size", 0, MAX_WIDTH);
    long size = number("ssm.state_size", 0, MAX_WIDTH);
    long kernel = number("ssm.conv_kernel", number("shortconv.l_cache", 1, 1024), 1024);
    long groups = number("ssm.group_count", 0, MAX_WIDTH);
    long wkv = number("wkv.head_size", 0, MAX_WIDTH);
    long width = inner > 0 ? inner + 2 * groups * size : has("shortconv.l_cache") ? embedding : 0;
    long perLayer = Math.max(0, kernel - 1) * width + inner * size;
    perLayer += wkv > 0 ? (wkv + 2) * embedding : 0;
    return Math.multiplyExact(recurrent, 4 * perLayer);
  }

  private String quantisation() {
    int type = (int) header.number("general.file_type").orElse(-1);
    String named = FileTypes.name(type);
    if (!named.isEmpty()) {
      return named;
    }
    Map<TensorType, Long> bytes = new EnumMap<>(TensorType.class);
    List<GgufHeader.Tensor> tensors = header.tensors();
    tensors.forEach(tensor -> bytes.merge(tensor.type(), tensor.bytes(), Long::sum));
    return bytes.entrySet().stream().max(Map.Entry.comparingByValue())
        .map(entry -> entry.getKey().name()).orElse("");
  }
}
