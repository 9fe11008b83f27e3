package dev.warmpath.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufWriterTest {
  private static final int BLOCK_BYTES = TensorType.Q8_0.blockBytes();

  @Test
  void aFileHoldsTheSameBytesAsTheArray(@TempDir Path folder) throws IOException {
    GgufWriter writer =
        new GgufWriter()
            .put("general.architecture", "x")
            .tensor("a", new float[] {1, 2, 3, 4, 5, 6}, 3, 2)
            .tensor("b", TensorType.Q8_0, row -> Arrays.fill(row, 1), 64, 3);
    assertThat(Files.readAllBytes(writer.write(folder.resolve("x.gguf"))))
        .isEqualTo(writer.bytes());
    assertThat(writer.parameters()).isEqualTo(6 + 192);
  }

  @Test
  void quantisedNumbersAreOffByHalfAStepAtMost() {
    SplittableRandom random = new SplittableRandom(1);
    float[] row = new float[96];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (random.nextGaussian() * Math.pow(10, i / 32));
    }
    ByteBuffer bytes = ByteBuffer.wrap(RowEncoding.q8(row)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.capacity()).isEqualTo(3 * BLOCK_BYTES);
    for (int i = 0; i < row.length; i++) {
      float scale = Float.float16ToFloat(bytes.getShort(i / 32 * BLOCK_BYTES));
      float value = scale * bytes.get(i / 32 * BLOCK_BYTES + 2 + i % 32);
      // The scale itself is rounded to half precision: 1 in 2,048 of up to 127 steps.
      assertThat(value).as("number %d", i).isCloseTo(row[i], within(scale * 0.57f));
    }
  }

  @Test
  void zerosStayZeros() {
    assertThat(RowEncoding.q8(new float[32])).containsOnly(0);
  }

  @Test
  void refusesRowsThatAreNotWholeBlocks() {
    assertThatThrownBy(() -> new GgufWriter().tensor("w", TensorType.Q8_0, row -> { }, 33, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("w has rows of 33 numbers; Q8_0 needs multiples of 32");
    assertThatThrownBy(() -> new GgufWriter().tensor("w", TensorType.Q4_K, row -> { }, 256))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("w is to be written as Q4_K; F32 and Q8_0 can be");
  }
}
