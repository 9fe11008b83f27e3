package dev.warmpath.gguf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What stands before the weights in a GGUF file. Immutable.
 *
 * @param version 2 or 3
 * @param metadata values by key: Long, Double, Boolean, String or {@link Array}
 * @param dataStart file offset of the first tensor's data
 * @param fileBytes size of the file
 */
public record GgufHeader(
    Path file, int version, Map<String, Object> metadata, List<Tensor> tensors,
    long dataStart, long fileBytes) {
  /** Bytes tensors are aligned to when the file says nothing else. */
  static final int DEFAULT_ALIGNMENT = 32;


  /**
   * An array. Its items are kept only while they are few numbers; strings stay in the file.
   *
   * @param itemType GGUF's number of the item type
   * @param count items
   * @param fileOffset where the items begin in the file
   * @param numbers the items of a short array of numbers or booleans; empty otherwise
   */
  public record Array(int itemType, long count, long fileOffset, List<Number> numbers) {
    public boolean ofStrings() {
      return itemType == ValueType.STRING;
    }
  }

  /**
   * A tensor.
   *
   * @param shape sizes, innermost first, 1 to 4 of them
   * @param offset bytes from {@link GgufHeader#dataStart}
   */
  public record Tensor(String name, List<Long> shape, TensorType type, long offset) {

    /** Numbers it holds. */
    public long items() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Bytes in the file. */
    public long bytes() {
      long row = shape.getFirst();
      return Math.multiplyExact(type.bytes(row), items() / row);
    }
  }

  public Optional<String> string(String key) {
    return metadata.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A whole number under {@code key}; the largest one of an array of numbers. */
  public OptionalLong number(String key) {
    Object value = metadata.get(key);
    if (value instanceof Array array) {
      return array.numbers().stream().mapToLong(Number::longValue).max();
    }
    return value instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** File offset just after the last tensor; more than {@link #fileBytes} when cut short. */
  public long declaredEnd() {
    long end = dataStart;
    for (Tensor tensor : tensors) {
      end = Math.max(end, Math.addExact(Math.addExact(dataStart, tensor.offset()), tensor.bytes()));
    }
    return end;
  }
}
