package dev.warmpath.llama;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Writes small GGUF v3 files with random F32 weights, for tests. */
final class GgufWriter {
  private static final int U32 = 4;
  private static final int I32 = 5;
  private static final int F32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int ALIGNMENT = 32;

  private record Tensor(String name, long[] shape, float[] data) {}

  private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
  private final List<Tensor> tensors = new ArrayList<>();
  private final SplittableRandom random;
  private int pairCount;

  GgufWriter(long seed) {
    random = new SplittableRandom(seed);
  }

  GgufWriter number(String key, int value) {
    pair(key, U32);
    write(pairs, value);
    return this;
  }

  GgufWriter real(String key, float value) {
    pair(key, F32);
    write(pairs, Float.floatToIntBits(value));
    return this;
  }

  GgufWriter flag(String key, boolean value) {
    pair(key, BOOL);
    pairs.write(value ? 1 : 0);
    return this;
  }

  GgufWriter text(String key, String value) {
    pair(key, STRING);
    string(pairs, value);
    return this;
  }

  GgufWriter texts(String key, List<String> values) {
    array(key, STRING, values.size());
    values.forEach(value -> string(pairs, value));
    return this;
  }

  GgufWriter numbers(String key, List<Integer> values) {
    array(key, I32, values.size());
    values.forEach(value -> write(pairs, value));
    return this;
  }

  GgufWriter reals(String key, List<Float> values) {
    array(key, F32, values.size());
    values.forEach(value -> write(pairs, Float.floatToIntBits(value)));
    return this;
  }

  /** Random weights of that spread, around {@code middle}. */
  GgufWriter tensor(String name, float middle, float spread, long... shape) {
    int size = 1;
    for (long side : shape) {
      size *= (int) side;
    }
    float[] data = new float[size];
    for (int i = 0; i < size; i++) {
      data[i] = middle + spread * (float) (random.nextDouble() * 2 - 1);
    }
    tensors.add(new Tensor(name, shape, data));
    return this;
  }

  Path write(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    write(out, 3);
    write(out, (long) tensors.size());
    write(out, (long) pairCount);
    out.writeBytes(pairs.toByteArray());
    long offset = 0;
    for (Tensor tensor : tensors) {
      string(out, tensor.name());
      write(out, tensor.shape().length);
      for (long side : tensor.shape()) {
        write(out, side);
      }
      write(out, 0);
      write(out, offset);
      offset += align(4L * tensor.data().length);
    }
    pad(out);
    for (Tensor tensor : tensors) {
      for (float value : tensor.data()) {
        write(out, Float.floatToIntBits(value));
      }
      pad(out);
    }
    try {
      return Files.write(file, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pair(String key, int type) {
    pairCount++;
    string(pairs, key);
    write(pairs, type);
  }

  private void array(String key, int type, int count) {
    pair(key, ARRAY);
    write(pairs, type);
    write(pairs, (long) count);
  }

  private static long align(long size) {
    return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static void pad(ByteArrayOutputStream out) {
    while (out.size() % ALIGNMENT != 0) {
      out.write(0);
    }
  }

  private static void string(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(out, (long) bytes.length);
    out.writeBytes(bytes);
  }

  private static void write(ByteArrayOutputStream out, int value) {
    out.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
  }

  private static void write(ByteArrayOutputStream out, long value) {
    out.writeBytes(
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }
}
