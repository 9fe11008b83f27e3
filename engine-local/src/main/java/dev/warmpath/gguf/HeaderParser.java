package dev.warmpath.gguf;

import dev.warmpath.gguf.GgufHeader.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The header's grammar, and the checks that make it trustworthy. */
final class HeaderParser {
  private static final int MAGIC = 0x46554747;

  /** Metadata keys; real files have about fifty. */
  private static final long MAX_KEYS = 65_536;

  /** Tensors; the largest real models have a few thousand. */
  private static final long MAX_TENSORS = 131_072;

  /** Arrays inside arrays; llama.cpp reads none. */
  private static final int MAX_NESTING = 3;

  /** Items of a number array that are kept: per-layer settings, not token scores. */
  private static final long MAX_KEPT_NUMBERS = 4_096;

  private static final int MAX_DIMENSIONS = 4;
  private static final long MAX_ALIGNMENT = 1 << 20;

  private final HeaderReader in;
  private final Path file;

  HeaderParser(HeaderReader in, Path file) {
    this.in = in;
    this.file = file;
  }

  GgufHeader parse() throws IOException {
    int version = version();
    long tensorCount = limited("tensors", MAX_TENSORS, 24);
    long keyCount = limited("metadata keys", MAX_KEYS, 12);
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (long i = 0; i < keyCount; i++) {
      String key = in.string("a metadata key");
      int type = in.i32("the type of " + shown(key));
      if (metadata.put(key, value(type, key)) != null) {
        throw in.broken("the key " + shown(key) + " stands twice");
      }
    }
    int alignment = alignment(metadata.get("general.alignment"));
    List<Tensor> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (long i = 0; i < tensorCount; i++) {
      Tensor tensor = tensor(alignment);
      if (!names.add(tensor.name())) {
        throw in.broken("the tensor " + shown(tensor.name()) + " stands twice");
      }
      tensors.add(tensor);
    }
    long dataStart = LittleEndianOutput.padded(in.position(), alignment);
    refuseOverlap(tensors, dataStart);
    return new GgufHeader(
        file, version, Collections.unmodifiableMap(metadata), List.copyOf(tensors),
        dataStart, in.fileBytes());
  }

  private int version() throws IOException {
    if (in.fileBytes() < 24 || in.i32("the magic number") != MAGIC) {
      throw new GgufException(
          file + " is not a GGUF file (it does not begin with GGUF). Choose a .gguf model file;"
              + " other formats must be converted with llama.cpp first.");
    }
    int version = in.i32("the version");
    if (version == 2 || version == 3) {
      return version;
    }
    if ((version & 0xffff) == 0 && version != 0) {
      throw new GgufException(
          file + " is a big-endian GGUF file (version " + Integer.reverseBytes(version)
              + "), made for other processors. Get the little-endian file.");
    }
    throw new GgufException(
        file + " is GGUF version " + Integer.toUnsignedString(version)
            + "; versions 2 and 3 can be read. "
            + (version == 1 ? "Convert it again with a current llama.cpp." : "Update Warmpath."));
  }

  private long limited(String what, long limit, int itemBytes) throws IOException {
    long count = in.count(itemBytes, "the number of " + what);
    if (count > limit) {
      throw in.broken("it has " + count + " " + what + "; the limit is " + limit);
    }
    return count;
  }

  private static String shown(String name) {
    String clean = name.codePoints().limit(80)
        .map(point -> Character.isISOControl(point) ? '?' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
    return "'" + clean + "'";
  }

  private Object value(int type, String key) throws IOException {
    String what = "the value of " + shown(key);
    return switch (type) {
      case ValueType.STRING -> in.string(what);
      case ValueType.ARRAY -> array(key, 1);
      case ValueType.BOOL -> in.u8(what) != 0;
      case ValueType.FLOAT32 -> (double) Float.intBitsToFloat(in.i32(what));
      case ValueType.FLOAT64 -> Double.longBitsToDouble(in.i64(what));
      default -> whole(type, what);
    };
  }

  private Long whole(int type, String what) throws IOException {
    return switch (type) {
      case ValueType.UINT8 -> (long) in.u8(what);
      case ValueType.INT8 -> (long) (byte) in.u8(what);
      case ValueType.UINT16 -> (long) Short.toUnsignedInt(in.i16(what));
      case ValueType.INT16 -> (long) in.i16(what);
      case ValueType.UINT32 -> Integer.toUnsignedLong(in.i32(what));
      case ValueType.INT32 -> (long) in.i32(what);
      case ValueType.UINT64, ValueType.INT64 -> in.i64(what);
      default ->
          throw in.broken(what + " has the unknown type " + Integer.toUnsignedString(type));
    };
  }

  private GgufHeader.Array array(String key, int depth) throws IOException {
    String what = "the array " + shown(key);
    if (depth > MAX_NESTING) {
      throw in.broken(what + " nests more than " + MAX_NESTING + " deep");
    }
    int type = in.i32("the item type of " + what);
    int bytes = ValueType.bytes(type);
    if (bytes < 0) {
      throw in.broken(what + " has items of the unknown type " + Integer.toUnsignedString(type));
    }
    int least = type == ValueType.STRING ? 8 : type == ValueType.ARRAY ? 12 : bytes;
    long count = in.count(least, "the length of " + what);
    long start = in.position();
    List<Number> numbers = new ArrayList<>();
    if (type == ValueType.STRING) {
      for (long i = 0; i < count; i++) {
        in.skipString();
      }
    } else if (type == ValueType.ARRAY) {
      for (long i = 0; i < count; i++) {
        array(key, depth + 1);
      }
    } else if (count <= MAX_KEPT_NUMBERS) {
      in.keep(count * Long.SIZE);
      for (long i = 0; i < count; i++) {
        numbers.add(number(value(type, key)));
      }
    } else {
      in.skip(count * bytes);
    }
    return new GgufHeader.Array(type, count, start, List.copyOf(numbers));
  }

  private static Number number(Object value) {
    return value instanceof Boolean flag ? (Number) (flag ? 1L : 0L) : (Number) value;
  }

  private int alignment(@Nullable Object value) {
    if (value == null) {
      return GgufHeader.DEFAULT_ALIGNMENT;
    }
    if (!(value instanceof Long alignment) || alignment < 1 || alignment > MAX_ALIGNMENT
        || Long.bitCount(alignment) != 1) {
      throw in.broken("its alignment " + value + " is not a power of two up to " + MAX_ALIGNMENT);
    }
    return alignment.intValue();
  }

  private Tensor tensor(int alignment) throws IOException {
    String name = in.string("a tensor's name");
    int dimensions = in.i32("the dimensions of " + shown(name));
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw in.broken(
          "the tensor " + shown(name) + " has " + Integer.toUnsignedString(dimensions)
              + " dimensions; 1 to " + MAX_DIMENSIONS + " are possible");
    }
    List<Long> shape = new ArrayList<>(dimensions);
    for (int i = 0; i < dimensions; i++) {
      shape.add(in.i64("the shape of " + shown(name)));
    }
    int typeId = in.i32("the type of " + shown(name));
    TensorType type = TensorType.of(typeId);
    if (type == null) {
      throw in.broken(
          "the tensor " + shown(name) + " has type " + Integer.toUnsignedString(typeId)
              + ", which this version does not know");
    }
    long offset = in.i64("the place of " + shown(name));
    if (offset < 0 || offset % alignment != 0) {
      throw in.broken(
          "the tensor " + shown(name) + " stands at " + Long.toUnsignedString(offset)
              + ", which is not a multiple of " + alignment);
    }
    Tensor tensor = new Tensor(name, List.copyOf(shape), type, offset);
    checkSize(tensor);
    return tensor;
  }

  private void checkSize(Tensor tensor) {
    boolean positive = tensor.shape().stream().allMatch(size -> size > 0);
    try {
      if (positive && tensor.shape().getFirst() % tensor.type().blockItems() == 0
          && Math.addExact(tensor.offset(), tensor.bytes()) < 1L << 62) {
        return;
      }
    } catch (ArithmeticException overflow) {
      throw in.broken(
          "the tensor " + shown(tensor.name()) + " has the shape " + tensor.shape()
              + ", more than any file can hold");
    }
    throw in.broken(
        "the tensor " + shown(tensor.name()) + " has the shape " + tensor.shape()
            + ", impossible for " + tensor.type());
  }

  private void refuseOverlap(List<Tensor> tensors, long dataStart) {
    List<Tensor> sorted = new ArrayList<>(tensors);
    sorted.sort(Comparator.comparingLong(Tensor::offset));
    for (int i = 1; i < sorted.size(); i++) {
      Tensor before = sorted.get(i - 1);
      if (before.offset() + before.bytes() > sorted.get(i).offset()) {
        throw in.broken(
            "the tensors " + shown(before.name()) + " and " + shown(sorted.get(i).name())
                + " overlap at " + (dataStart + sorted.get(i).offset()));
      }
    }
  }
}
