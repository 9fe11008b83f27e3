package dev.warmpath.gguf;

import org.jspecify.annotations.Nullable;

/**
 * What a model file says about its model; 0 and empty text where it says nothing.
 *
 * @param architecture llama.cpp's name, such as {@code qwen2}
 * @param parameters numbers in all tensors
 * @param quantisation name of the main storage type, such as {@code Q4_K_M}
 * @param contextTokens tokens the model was trained for
 * @param headWidth width of one attention head's key
 * @param kvBytesF16 bytes of KV per token when stored as F16; {@code kvBytesQ8} as Q8_0
 * @param bosText text of the token that starts a text; empty when the file names none
 * @param slidingWindow tokens that sliding-window layers see; 0 without such layers
 * @param stateBytes memory of one sequence's recurrent state; 0 for plain attention
 * @param tensorBytes bytes of all tensors
 * @param declaredBytes file size the header asks for; more than {@code fileBytes} when cut short
 */
public record ModelFacts(
    String architecture, String name, long parameters, String quantisation, long contextTokens,
    int layers, int embedding, int feedForward, int heads, int headWidth,
    long kvBytesF16, long kvBytesQ8, long vocabulary, String tokenizerModel, String tokenizerPre,
    String bosText, String eosText, @Nullable String chatTemplate, String licence, Memory memory,
    int slidingWindow, long stateBytes, long tensorBytes, long fileBytes, long declaredBytes) {

  /** What the model remembers of its prompt. */
  public enum Memory {
    /** One KV row per token and layer. */
    PLAIN,
    /** Some layers see a window only. */
    SLIDING_WINDOW,
    /** Some layers keep a running state. */
    HYBRID,
    /** All layers keep a running state. */
    RECURRENT
  }

  /**
   * True when tokens can be dropped from the end and single rows be kept. A running state cannot
   * forget, and of a window llama.cpp saves the last cells only.
   */
  public boolean canRewind() {
    return memory == Memory.PLAIN;
  }

  /** True when the file ends before its last tensor does. */
  public boolean truncated() {
    return declaredBytes > fileBytes;
  }

  /** How KV rows are stored. */
  public enum KvType {
    F16(TensorType.F16),
    Q8_0(TensorType.Q8_0);

    private final TensorType type;

    KvType(TensorType type) {
      this.type = type;
    }

    /** ggml's type of a K or V row's numbers. */
    public TensorType type() {
      return type;
    }
  }

  public long kvBytes(KvType type) {
    return type == KvType.F16 ? kvBytesF16 : kvBytesQ8;
  }

  /**
   * Predicted memory, in bytes.
   *
   * @param compute an estimate of scratch memory; the other two are exact but for padding
   */
  public record MemoryNeed(long weights, long kv, long compute) {
    public long total() {
      return weights + kv + compute;
    }
  }

  /** llama.cpp rounds the cells of a sequence up to this many tokens. */
  public static final int CELL_STEP = 256;

  /**
   * What loading with {@code slots} sequences of {@code context} tokens each will take.
   *
   * @param microBatch tokens computed at once (llama.cpp's n_ubatch, 512 by default)
   */
  public MemoryNeed memoryNeed(long context, int slots, KvType type, int microBatch) {
    long cells = (Math.max(0, context) + CELL_STEP - 1) / CELL_STEP * CELL_STEP;
    long kv = saturated(saturated(cells, kvBytes(type)), slots) + saturated(stateBytes, slots);
    long perToken = 4L * (8L * embedding + 3L * feedForward + 2L * heads * headWidth);
    long compute = saturated(microBatch, perToken) + saturated(4L * slots, vocabulary);
    return new MemoryNeed(tensorBytes, Math.max(0, kv), Math.max(0, compute));
  }

  private static long saturated(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high != 0 || low < 0 ? Long.MAX_VALUE / 4 : Math.min(low, Long.MAX_VALUE / 4);
  }
}
