package dev.warmpath.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie: a clear error or true facts, never a crash, a hang or a large allocation. */
class HostileGgufTest {
  private static final int MUTATIONS = 10_000;
  private static final long SEED = Long.getLong("warmpath.seed", 20_260_314L);

  @TempDir private Path folder;

  private static ByteBuffer head(long tensors, long keys) {
    ByteBuffer out = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
    return out.put("GGUF".getBytes(StandardCharsets.US_ASCII)).putInt(3).putLong(tensors)
        .putLong(keys);
  }

  private static ByteBuffer string(ByteBuffer out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return out.putLong(bytes.length).put(bytes);
  }

  private Path file(ByteBuffer content) throws IOException {
    return Files.write(
        folder.resolve("hostile.gguf"), Arrays.copyOf(content.array(), content.position()));
  }

  private void refused(ByteBuffer content, String words) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> ModelFactsReader.read(file))
        .isInstanceOf(GgufException.class)
        .hasMessageContaining(words);
  }

  @Test
  void mutatedHeadersNeverCrash() throws IOException {
    byte[] valid = TinyModels.groupedQuery(SEED).bytes();
    GgufHeader header = GgufFile.read(Files.write(folder.resolve("valid.gguf"), valid));
    byte[] start = Arrays.copyOf(valid, (int) header.dataStart() + 64);
    Random random = new Random(SEED);
    Path file = folder.resolve("mutated.gguf");
    int[] refused = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(5),
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = start.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
              mutate(mutated, random);
            }
            int length = random.nextInt(8) == 0 ? random.nextInt(mutated.length) : mutated.length;
            Files.write(file, Arrays.copyOf(mutated, length));
            try {
              ModelFactsReader.read(file);
            } catch (GgufException expected) {
              assertThat(expected.getMessage()).as("seed %d, mutation %d", SEED, i).isNotBlank();
              refused[0]++;
            }
          }
        });
    assertThat(refused[0]).as("seed %d", SEED).isGreaterThan(MUTATIONS / 20);
  }

  private static void mutate(byte[] bytes, Random random) {
    boolean nearStart = random.nextBoolean();
    int at = random.nextInt(nearStart ? 1_500 : bytes.length - 8);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt();
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 ->
          ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)
              .putLong(at, random.nextBoolean() ? -1L : 1L << random.nextInt(64));
      default -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(64)),
          (byte) random.nextInt());
    }
  }

  @Test
  void impossibleCountsAreRefused() throws IOException {
    refused(head(Long.MIN_VALUE, 0), "the number of tensors says 9223372036854775808");
    refused(head(0, Long.MIN_VALUE), "the number of metadata keys says 9223372036854775808");
    refused(head(0, -1), "18446744073709551615");
    refused(head(1L << 40, 1), "the number of tensors");
  }

  @Test
  void lengthsPastTheEndAreRefused() throws IOException {
    refused(head(0, 1).putLong(Long.MAX_VALUE).putInt(0), "the length of a metadata key");
    refused(string(head(0, 1), "k").putInt(8).putLong(1L << 33).putInt(0), "value of 'k'");
    refused(
        string(head(0, 1), "k").putInt(9).putInt(4).putLong(1L << 61).putInt(0), "array 'k'");
    refused(
        string(head(0, 1), "k").putInt(9).putInt(8).putLong(1).putLong(77).putInt(0),
        "an array's string");
  }

  @Test
  void arraysInsideArraysEnd() throws IOException {
    ByteBuffer out = string(head(0, 1), "k").putInt(9);
    for (int i = 0; i < 200; i++) {
      out.putInt(9).putLong(1);
    }
    refused(out.putInt(4).putLong(0), "nests more than 3 deep");
  }

  private static ByteBuffer tensor(
      ByteBuffer out, String name, long offset, int type, long... shape) {
    string(out, name).putInt(shape.length);
    for (long size : shape) {
      out.putLong(size);
    }
    return out.putInt(type).putLong(offset);
  }

  @Test
  void impossibleTensorsAreRefused() throws IOException {
    ByteBuffer overlapping = tensor(head(2, 0), "a", 0, 0, 64);
    refused(tensor(overlapping, "b", 32, 0, 64), "'a' and 'b' overlap");
    refused(tensor(head(1, 0), "a", 0, 0, 1L << 62, 1L << 62), "more than any file can hold");
    refused(tensor(head(1, 0), "a", 0, 0, 0), "has the shape [0]");
    refused(tensor(head(1, 0), "a", 0, 0, -1), "has the shape [-1]");
    refused(tensor(head(1, 0), "a", 0, 8, 33), "impossible for Q8_0");
    refused(tensor(head(1, 0), "a", 7, 0, 4), "not a multiple of 32");
    refused(tensor(head(1, 0), "a", -32, 0, 4), "not a multiple of 32");
    refused(tensor(head(1, 0), "a", 0, 99, 4), "type 99");
    refused(tensor(head(1, 0), "a", 0, 0, 1, 1, 1, 1, 1), "5 dimensions");
    ByteBuffer twice = tensor(head(2, 0), "a", 0, 0, 8);
    refused(tensor(twice, "a", 32, 0, 8), "stands twice");
  }

  @Test
  void otherFormatsAreNamed() throws IOException {
    refused(ByteBuffer.allocate(64).put("GGJT".getBytes(StandardCharsets.US_ASCII))
        .position(64), "is not a GGUF file");
    ByteBuffer old = head(0, 0);
    old.putInt(4, 1);
    refused(old, "GGUF version 1");
    ByteBuffer next = head(0, 0);
    next.putInt(4, 9);
    refused(next, "Update Warmpath");
    ByteBuffer swapped = head(0, 0);
    swapped.order(ByteOrder.BIG_ENDIAN).putInt(4, 3);
    refused(swapped, "big-endian");
    refused(ByteBuffer.allocate(8).position(3), "is not a GGUF file");
    refused(head(0, 0), "names no architecture");
    assertThatThrownBy(() -> GgufFile.read(folder.resolve("none.gguf")))
        .isInstanceOf(GgufException.class).hasMessageContaining("There is no file");
  }

  @Test
  void nonsenseSettingsAreRefused() throws IOException {
    Path file =
        new GgufWriter().put("general.architecture", "x").put("x.block_count", -1)
            .write(folder.resolve("layers.gguf"));
    assertThatThrownBy(() -> ModelFactsReader.read(file))
        .isInstanceOf(GgufException.class).hasMessageContaining("x.block_count = 4294967295");
    Path odd =
        new GgufWriter().put("general.architecture", "x").put("general.alignment", 24)
            .write(folder.resolve("alignment.gguf"));
    assertThatThrownBy(() -> ModelFactsReader.read(odd))
        .isInstanceOf(GgufException.class).hasMessageContaining("power of two");
  }
}
