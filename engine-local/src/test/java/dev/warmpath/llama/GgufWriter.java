package dev.warmpath.llama;

import dev.warmpath.gguf.TensorType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** Small GGUF files with random F32 weights, for tests. */
final class GgufWriter {
  private final dev.warmpath.gguf.GgufWriter file = new dev.warmpath.gguf.GgufWriter();
  private final SplittableRandom random;

  GgufWriter(long seed) {
    random = new SplittableRandom(seed);
  }

  GgufWriter number(String key, int value) {
    file.put(key, value);
    return this;
  }

  GgufWriter real(String key, float value) {
    file.put(key, value);
    return this;
  }

  GgufWriter flag(String key, boolean value) {
    file.put(key, value);
    return this;
  }

  GgufWriter text(String key, String value) {
    file.put(key, value);
    return this;
  }

  GgufWriter texts(String key, List<String> values) {
    file.put(key, values);
    return this;
  }

  GgufWriter numbers(String key, List<Integer> values) {
    file.put(key, values.stream().mapToInt(Integer::intValue).toArray());
    return this;
  }

  GgufWriter reals(String key, List<Float> values) {
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i);
    }
    file.put(key, numbers);
    return this;
  }

  /** Random weights of that spread, around {@code middle}. */
  GgufWriter tensor(String name, float middle, float spread, long... shape) {
    file.tensor(
        name,
        TensorType.F32,
        row -> {
          for (int i = 0; i < row.length; i++) {
            row[i] = middle + spread * (float) (random.nextDouble() * 2 - 1);
          }
        },
        shape);
    return this;
  }

  Path write(Path target) {
    try {
      return file.write(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
