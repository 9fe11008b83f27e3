package dev.warmpath.llama;

import dev.warmpath.engine.EngineException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads a GGUF header only to refuse what llama.cpp answers with an assertion, which would end the
 * process: doubled vocabulary entries, layer counts and rope sizes out of range, norms of a type
 * that cannot be multiplied, data beyond the file's end. Everything it takes is bounded by the
 * file's size. What llama.cpp itself reports as an error is left to it.
 */
final class HeaderScan {
  /** llama.cpp's LLAMA_MAX_LAYERS. */
  private static final int MAX_LAYERS = 512;

  private static final int MAX_DIMENSIONS = 4;
  private static final int DEFAULT_ALIGNMENT = 32;

  /** Longest string kept: keys, names and tokens are far shorter, templates are skipped. */
  private static final int KEPT_BYTES = 4096;

  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final String TOKENS = "tokenizer.ggml.tokens";

  /** Bytes of GGUF's scalar types 0 to 12; 0 for string and array. */
  private static final int[] SCALAR_BYTES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

  /** ggml type → elements per block, bytes per block; types not here are llama.cpp's to judge. */
  private static final Map<Integer, int[]> BLOCKS =
      Map.ofEntries(
          Map.entry(0, new int[] {1, 4}), Map.entry(1, new int[] {1, 2}),
          Map.entry(2, new int[] {32, 18}), Map.entry(3, new int[] {32, 20}),
          Map.entry(6, new int[] {32, 22}), Map.entry(7, new int[] {32, 24}),
          Map.entry(8, new int[] {32, 34}), Map.entry(10, new int[] {256, 84}),
          Map.entry(11, new int[] {256, 110}), Map.entry(12, new int[] {256, 144}),
          Map.entry(13, new int[] {256, 176}), Map.entry(14, new int[] {256, 210}),
          Map.entry(30, new int[] {1, 2}));

  private static final Set<Integer> NORM_TYPES = Set.of(0, 1);

  private final Path path;
  private final long size;
  private final InputStream in;
  private final Map<String, Long> numbers = new HashMap<>();
  private String architecture = "";
  private long at;

  private HeaderScan(Path path, long size, InputStream in) {
    this.path = path;
    this.size = size;
    this.in = in;
  }

  /**
   * @param size the file's size in bytes
   * @throws EngineException BAD_MODEL that says what is wrong
   */
  static void check(Path path, long size) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      new HeaderScan(path, size, in).scan();
    } catch (EOFException e) {
      throw new EngineException(
          EngineException.Kind.BAD_MODEL,
          path + " is truncated: its header goes on beyond its " + size
              + " bytes; download it again.", e);
    }
  }

  private void scan() throws IOException {
    number(4);
    number(4);
    long tensors = number(8);
    long pairs = number(8);
    for (long i = 0; i < pairs; i++) {
      String key = string();
      value(key, (int) number(4));
    }
    checkNumbers();
    long end = 0;
    for (long i = 0; i < tensors; i++) {
      end = Math.max(end, tensor());
    }
    long alignment = Math.max(1, numbers.getOrDefault("general.alignment", 0L));
    alignment = numbers.containsKey("general.alignment") ? alignment : DEFAULT_ALIGNMENT;
    long data = (at + alignment - 1) / alignment * alignment;
    if (tensors > 0 && end > size - data) {
      throw bad(
          "is truncated: its tensors need " + (data + end) + " bytes and it has " + size
              + "; download it again");
    }
  }

  private void value(String key, int type) throws IOException {
    if (type == STRING) {
      String text = string();
      if (key.equals("general.architecture")) {
        architecture = text;
      }
    } else if (type == ARRAY) {
      array(key);
    } else {
      long number = number(scalarBytes(key, type));
      numbers.put(key, number);
    }
  }

  private void array(String key) throws IOException {
    int type = (int) number(4);
    long count = number(8);
    if (type == ARRAY) {
      throw bad("has arrays of arrays in '" + key + "', which no model has");
    }
    if (type != STRING) {
      long bytes = scalarBytes(key, type);
      if (count < 0 || count > size / bytes) {
        throw bad("announces " + Long.toUnsignedString(count) + " values in '" + key + "'");
      }
      skip(count * bytes);
      return;
    }
    if (count < 0 || count > size / Long.BYTES) {
      throw bad("announces " + Long.toUnsignedString(count) + " texts in '" + key + "'");
    }
    Set<String> seen = new HashSet<>();
    for (long i = 0; i < count; i++) {
      String text = string();
      if (key.equals(TOKENS) && !seen.add(asRead(text, i))) {
        throw bad("is damaged: its vocabulary has the token '" + text + "' twice");
      }
    }
  }

  /** The library ends a token at its first NUL and names the empty ones by their number. */
  private static String asRead(String token, long index) {
    int end = token.indexOf('\0');
    String read = end < 0 ? token : token.substring(0, end);
    return read.isEmpty() ? "[EMPTY_" + index + "]" : read;
  }

  private int scalarBytes(String key, int type) {
    int bytes = type >= 0 && type < SCALAR_BYTES.length ? SCALAR_BYTES[type] : 0;
    if (bytes == 0) {
      throw bad("is damaged: '" + key + "' is of the unknown type " + type);
    }
    return bytes;
  }

  private void checkNumbers() {
    range("block_count", 1, MAX_LAYERS);
    range("nextn_predict_layers", 0, MAX_LAYERS);
    long width = numbers.getOrDefault(architecture + ".embedding_length", 0L);
    long heads = numbers.getOrDefault(architecture + ".attention.head_count", 0L);
    long head =
        numbers.getOrDefault(
            architecture + ".attention.key_length", heads > 0 ? width / heads : 0);
    if (head > 0) {
      // With 0 the native computation never ends.
      range("rope.dimension_count", 1, head);
    }
  }

  private void range(String name, long low, long high) {
    Long value = numbers.get(architecture + "." + name);
    if (value != null && (value < low || value > high)) {
      throw bad(
          "is damaged: '" + architecture + "." + name + "' is " + value + "; " + low + " to "
              + high + " is possible");
    }
  }

  /** Where the tensor's data ends, from the start of all data; 0 when that is not known. */
  private long tensor() throws IOException {
    String name = string();
    int dimensions = (int) number(4);
    if (dimensions < 0 || dimensions > MAX_DIMENSIONS) {
      throw bad("is damaged: tensor '" + name + "' has " + dimensions + " dimensions");
    }
    long elements = 1;
    for (int i = 0; i < dimensions; i++) {
      long side = number(8);
      if (side < 0 || side > 0 && elements > Long.MAX_VALUE / side) {
        throw bad("is damaged: tensor '" + name + "' has an impossible size");
      }
      elements *= side;
    }
    int type = (int) number(4);
    long offset = number(8);
    if (name.endsWith("_norm.weight") && !NORM_TYPES.contains(type)) {
      throw bad("is damaged: tensor '" + name + "' has the type " + type + ", not F32");
    }
    int[] block = BLOCKS.get(type);
    if (block == null) {
      return 0;
    }
    long blocks = elements / block[0];
    if (offset < 0 || offset > size || blocks > size / block[1]) {
      throw bad(
          "is truncated or damaged: tensor '" + name + "' lies beyond its " + size
              + " bytes; download it again");
    }
    return offset + blocks * block[1];
  }

  private String string() throws IOException {
    long length = number(8);
    if (length < 0 || length > size - at) {
      throw new EOFException();
    }
    if (length > KEPT_BYTES) {
      skip(length);
      return "";
    }
    byte[] bytes = in.readNBytes((int) length);
    at += bytes.length;
    if (bytes.length < length) {
      throw new EOFException();
    }
    // As Latin-1 every byte sequence stays distinct, so doubled tokens are exactly doubled bytes.
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A little-endian number; 4-byte ones are signed, as layer counts must not be negative. */
  private long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      value |= (long) next << 8 * i;
    }
    at += bytes;
    return bytes == Integer.BYTES ? (int) value : value;
  }

  private void skip(long bytes) throws IOException {
    if (bytes > size - at) {
      throw new EOFException();
    }
    in.skipNBytes(bytes);
    at += bytes;
  }

  private EngineException bad(String why) {
    return new EngineException(EngineException.Kind.BAD_MODEL, path + " " + why + ".");
  }
}
