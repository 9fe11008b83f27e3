package dev.warmpath.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes small GGUF v3 files for tests: metadata in order, F32 tensors with given numbers. */
public final class GgufWriter {
  private static final int ALIGNMENT = 32;

  private record Tensor(String name, long[] shape, float[] data) {}

  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private final List<Tensor> tensors = new ArrayList<>();

  /**
   * @param value String, Integer (u32), Long (u64), Float, Boolean, {@code List<String>}, {@code
   *     int[]} (i32 array) or {@code float[]}
   */
  public GgufWriter put(String key, Object value) {
    metadata.put(key, value);
    return this;
  }

  /** @param shape innermost first, as GGUF has it */
  public GgufWriter tensor(String name, float[] data, long... shape) {
    tensors.add(new Tensor(name, shape, data));
    return this;
  }

  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }

  public byte[] bytes() {
    Out out = new Out();
    out.raw("GGUF".getBytes(StandardCharsets.US_ASCII));
    out.i32(3);
    out.i64(tensors.size());
    out.i64(metadata.size());
    metadata.forEach(
        (key, value) -> {
          out.string(key);
          out.value(value);
        });
    long offset = 0;
    for (Tensor tensor : tensors) {
      out.string(tensor.name());
      out.i32(tensor.shape().length);
      for (long size : tensor.shape()) {
        out.i64(size);
      }
      out.i32(TensorType.F32.id());
      out.i64(offset);
      offset += padded(4L * tensor.data().length);
    }
    out.pad();
    for (Tensor tensor : tensors) {
      ByteBuffer data =
          ByteBuffer.allocate(4 * tensor.data().length).order(ByteOrder.LITTLE_ENDIAN);
      data.asFloatBuffer().put(tensor.data());
      out.raw(data.array());
      out.pad();
    }
    return out.bytes.toByteArray();
  }

  private static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /** Little-endian output. */
  private static final class Out {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void raw(byte[] data) {
      bytes.writeBytes(data);
    }

    void i32(int value) {
      raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    void i64(long value) {
      raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }

    void string(String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      i64(utf8.length);
      raw(utf8);
    }

    void pad() {
      raw(new byte[(int) (padded(bytes.size()) - bytes.size())]);
    }

    void value(Object value) {
      switch (value) {
        case String text -> {
          i32(ValueType.STRING);
          string(text);
        }
        case Integer number -> {
          i32(ValueType.UINT32);
          i32(number);
        }
        case Long number -> {
          i32(ValueType.UINT64);
          i64(number);
        }
        case Float number -> {
          i32(ValueType.FLOAT32);
          i32(Float.floatToIntBits(number));
        }
        case Boolean flag -> {
          i32(ValueType.BOOL);
          raw(new byte[] {(byte) (flag ? 1 : 0)});
        }
        case int[] numbers -> {
          head(ValueType.INT32, numbers.length);
          for (int number : numbers) {
            i32(number);
          }
        }
        case float[] numbers -> {
          head(ValueType.FLOAT32, numbers.length);
          for (float number : numbers) {
            i32(Float.floatToIntBits(number));
          }
        }
        case List<?> strings -> {
          head(ValueType.STRING, strings.size());
          strings.forEach(text -> string((String) text));
        }
        default -> throw new IllegalArgumentException("cannot write " + value.getClass());
      }
    }

    private void head(int type, int count) {
      i32(ValueType.ARRAY);
      i32(type);
      i64(count);
    }
  }
}
