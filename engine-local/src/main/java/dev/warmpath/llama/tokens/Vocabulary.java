package dev.warmpath.llama.tokens;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.warmpath.engine.EngineException;
import dev.warmpath.llama.binding.LlamaApi;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything about a model's tokens, read once from the native vocabulary. Immutable. */
final class Vocabulary {
  /** llama.h's llama_vocab_type. */
  static final int TYPE_NONE = 0;

  static final int TYPE_BPE = 2;

  private static final int TYPE_SENTENCE_PIECE = 1;

  /** llama.h's llama_token_attr. */
  private static final int UNKNOWN = 1;

  private static final int CONTROL = 1 << 3;
  private static final int USER_DEFINED = 1 << 4;
  private static final int LSTRIP = 1 << 7;
  private static final int RSTRIP = 1 << 8;

  /** First guess for a piece; longer ones are asked again. */
  private static final int PIECE_BYTES = 256;

  /**
   * Markers that some files list as user-defined although they steer the model as control tokens
   * do.
   */
  private static final Pattern MARKER = Pattern.compile("<[|｜].*[|｜]>", Pattern.DOTALL);

  final int type;
  final int size;
  final int bos;
  final int eos;
  final boolean addsBos;
  final boolean addsEos;
  private final byte[][] pieces;
  private final byte[][] specialTexts;
  private final int[] attributes;
  private final BitSet ends = new BitSet();
  private final BitSet forbidden = new BitSet();

  Vocabulary(LlamaApi api, MemorySegment vocab) {
    type = api.vocabType(vocab);
    if (type == TYPE_NONE) {
      throw new EngineException(
          EngineException.Kind.BAD_MODEL,
          "The model file has no tokenizer, so it cannot read text. Use a complete GGUF file.");
    }
    size = api.vocabSize(vocab);
    bos = api.vocabBos(vocab);
    eos = api.vocabEos(vocab);
    addsBos = bos >= 0 && api.vocabAddsBos(vocab);
    addsEos = eos >= 0 && api.vocabAddsEos(vocab);
    pieces = new byte[size][];
    specialTexts = new byte[size][];
    attributes = new int[size];
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(PIECE_BYTES);
      for (int id = 0; id < size; id++) {
        attributes[id] = api.vocabAttributes(vocab, id);
        pieces[id] = readPiece(api, vocab, id, buffer);
        ends.set(id, api.vocabEndsGeneration(vocab, id));
        if ((attributes[id] & (CONTROL | USER_DEFINED | UNKNOWN)) != 0) {
          readSpecial(api, vocab, id);
        }
      }
    }
    if (type == TYPE_SENTENCE_PIECE) {
      requireEveryByte();
    }
  }

  /** Without a token for a byte the native tokenizer throws, which would end the process. */
  private void requireEveryByte() {
    BitSet bytes = new BitSet();
    for (byte[] piece : pieces) {
      if (piece.length == 1) {
        bytes.set(piece[0] & 0xFF);
      }
    }
    int missing = bytes.nextClearBit(0);
    if (missing <= 0xFF) {
      throw new EngineException(
          EngineException.Kind.BAD_MODEL,
          String.format(
              Locale.ROOT,
              "The model's vocabulary has no token for the byte 0x%02X, so it cannot read every"
                  + " text. Convert the model again with byte fall-back.",
              missing));
    }
  }

  private static byte[] readPiece(
      LlamaApi api, MemorySegment vocab, int id, MemorySegment buffer) {
    int length = api.piece(vocab, id, buffer, PIECE_BYTES, false);
    if (length >= 0) {
      return buffer.asSlice(0, length).toArray(JAVA_BYTE);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment large = arena.allocate(-length);
      return large.asSlice(0, api.piece(vocab, id, large, -length, false)).toArray(JAVA_BYTE);
    }
  }

  private void readSpecial(LlamaApi api, MemorySegment vocab, int id) {
    String text = LlamaApi.string(api.vocabText(vocab, id));
    specialTexts[id] = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    boolean control = (attributes[id] & CONTROL) != 0;
    boolean marker = text != null && MARKER.matcher(text).matches();
    forbidden.set(id, control || isUserDefined(id) && marker);
  }

  byte[] piece(int id) {
    return pieces[id];
  }

  /** Text of a token that is matched as a whole; null for an ordinary one. */
  byte @Nullable [] specialText(int id) {
    return specialTexts[id];
  }

  /** The bytes a token stands for in a text, control tokens included. */
  byte[] spelling(int id) {
    return pieces[id].length == 0 && specialTexts[id] != null ? specialTexts[id] : pieces[id];
  }

  boolean isControl(int id) {
    return (attributes[id] & CONTROL) != 0;
  }

  boolean isUserDefined(int id) {
    return (attributes[id] & USER_DEFINED) != 0;
  }

  /** True for a token that text from outside the template must never become. */
  boolean isForbidden(int id) {
    return forbidden.get(id);
  }

  boolean stripsLeft(int id) {
    return (attributes[id] & LSTRIP) != 0;
  }

  boolean stripsRight(int id) {
    return (attributes[id] & RSTRIP) != 0;
  }

  boolean endsGeneration(int id) {
    return ends.get(id);
  }
}
