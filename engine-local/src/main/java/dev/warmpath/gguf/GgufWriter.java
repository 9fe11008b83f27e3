package dev.warmpath.gguf;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes GGUF v3 files: metadata in order, tensors row by row, so that a model larger than the
 * memory can be written. For models made of random numbers (benchmarks, tests). One thread.
 */
public final class GgufWriter {

  private static final int VERSION = 3;
  private static final int BUFFER_BYTES = 1 << 20;

  /** Gives a tensor's numbers, one row after another. */
  @FunctionalInterface
  public interface Rows {
    /** Fills the next row; called once for each. */
    void next(float[] row);
  }

  private record Tensor(String name, TensorType type, Rows rows, long[] shape) {
    int width() {
      return Math.toIntExact(shape[0]);
    }

    long height() {
      return Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
    }

    long bytes() {
      return Math.multiplyExact(type.bytes(width()), height());
    }
  }

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

  /**
   * An F32 tensor with these numbers.
   *
   * @param shape innermost first, as GGUF has it
   */
  public GgufWriter tensor(String name, float[] data, long... shape) {
    int[] at = {0};
    Rows rows =
        row -> {
          System.arraycopy(data, at[0], row, 0, row.length);
          at[0] = (at[0] + row.length) % data.length;
        };
    return tensor(name, TensorType.F32, rows, shape);
  }

  /**
   * A tensor whose numbers are made while it is written.
   *
   * @param type F32 or Q8_0; the rows of a Q8_0 tensor are multiples of 32 numbers
   * @param shape innermost first, as GGUF has it
   */
  public GgufWriter tensor(String name, TensorType type, Rows rows, long... shape) {
    if (type != TensorType.F32 && type != TensorType.Q8_0) {
      throw new IllegalArgumentException(
          name + " is to be written as " + type + "; F32 and Q8_0 can be");
    }
    if (shape.length == 0 || shape[0] % type.blockItems() != 0) {
      throw new IllegalArgumentException(
          name + " has rows of " + (shape.length == 0 ? 0 : shape[0]) + " numbers; " + type
              + " needs multiples of " + type.blockItems());
    }
    tensors.add(new Tensor(name, type, rows, shape.clone()));
    return this;
  }

  /** Numbers in all tensors. */
  public long parameters() {
    return tensors.stream().mapToLong(tensor -> tensor.width() * tensor.height()).sum();
  }

  public Path write(Path file) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      write(new LittleEndianOutput(out));
    }
    return file;
  }

  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(new LittleEndianOutput(out));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private void write(LittleEndianOutput out) throws IOException {
    out.raw(new byte[] {'G', 'G', 'U', 'F'});
    out.i32(VERSION);
    out.i64(tensors.size());
    out.i64(metadata.size());
    for (Map.Entry<String, Object> entry : metadata.entrySet()) {
      out.string(entry.getKey());
      out.value(entry.getValue());
    }
    long offset = 0;
    for (Tensor tensor : tensors) {
      out.string(tensor.name());
      out.i32(tensor.shape().length);
      for (long size : tensor.shape()) {
        out.i64(size);
      }
      out.i32(tensor.type().id());
      out.i64(offset);
      offset += LittleEndianOutput.padded(tensor.bytes(), GgufHeader.DEFAULT_ALIGNMENT);
    }
    out.pad(GgufHeader.DEFAULT_ALIGNMENT);
    for (Tensor tensor : tensors) {
      float[] row = new float[tensor.width()];
      for (long i = 0; i < tensor.height(); i++) {
        tensor.rows().next(row);
        out.raw(tensor.type() == TensorType.F32 ? RowEncoding.f32(row) : RowEncoding.q8(row));
      }
      out.pad(GgufHeader.DEFAULT_ALIGNMENT);
    }
  }
}
