package dev.warmpath.gguf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** GGUF's values on a stream. One thread; the stream is the caller's to close. */
final class LittleEndianOutput {
  private final OutputStream out;
  private long written;

  LittleEndianOutput(OutputStream out) {
    this.out = out;
  }

  static long padded(long bytes, int alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }

  void raw(byte[] data) throws IOException {
    out.write(data);
    written += data.length;
  }

  void i32(int value) throws IOException {
    number(value, Integer.BYTES);
  }

  void i64(long value) throws IOException {
    number(value, Long.BYTES);
  }

  private void number(long value, int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    written += bytes;
  }

  void string(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    i64(utf8.length);
    raw(utf8);
  }

  /** Zeros up to the next multiple of {@code alignment}. */
  void pad(int alignment) throws IOException {
    raw(new byte[(int) (padded(written, alignment) - written)]);
  }

  /** A metadata value with its type in front. */
  void value(Object value) throws IOException {
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
        for (Object text : strings) {
          string((String) text);
        }
      }
      default ->
          throw new IllegalArgumentException("GGUF metadata cannot hold " + value.getClass());
    }
  }

  private void head(int type, int count) throws IOException {
    i32(ValueType.ARRAY);
    i32(type);
    i64(count);
  }
}
