package dev.warmpath.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.gguf.ModelFacts.KvType;
import dev.warmpath.gguf.ModelFacts.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFactsTest {
  @TempDir private Path folder;

  @Test
  void demoModelTellsItsExactFacts() {
    ModelFacts facts =
        ModelFactsReader.read(Path.of("../samples/model/warmpath-demo-Q8_0.gguf"));
    assertThat(facts.architecture()).isEqualTo("qwen2");
    assertThat(facts.name()).isEqualTo("Warmpath demo model");
    assertThat(facts.parameters()).isEqualTo(6_822_144);
    assertThat(facts.quantisation()).isEqualTo("Q8_0");
    assertThat(facts.contextTokens()).isEqualTo(4_096);
    assertThat(facts.layers()).isEqualTo(6);
    assertThat(facts.heads()).isEqualTo(4);
    assertThat(facts.kvBytesF16()).isEqualTo(6 * 2 * (64 + 64) * 2);
    assertThat(facts.kvBytesQ8()).isEqualTo(6 * 2 * (64 + 64) / 32 * 34);
    assertThat(facts.vocabulary()).isEqualTo(4_096);
    assertThat(facts.tokenizerModel()).isEqualTo("gpt2");
    assertThat(facts.tokenizerPre()).isEqualTo("gpt-2");
    assertThat(facts.eosText()).isEqualTo("<|im_end|>");
    assertThat(facts.chatTemplate()).startsWith("{% for message in messages %}");
    assertThat(facts.memory()).isEqualTo(Memory.PLAIN);
    assertThat(facts.canRewind()).isTrue();
    assertThat(facts.truncated()).isFalse();
    assertThat(facts.declaredBytes()).isEqualTo(facts.fileBytes()).isEqualTo(7_398_976);
  }

  @Test
  void memoryIsWeightsPlusKvForTheContext() {
    ModelFacts facts =
        ModelFactsReader.read(Path.of("../samples/model/warmpath-demo-Q8_0.gguf"));
    var need = facts.memoryNeed(1_000, 2, KvType.F16, 512);
    assertThat(need.weights()).isEqualTo(facts.tensorBytes());
    assertThat(need.kv()).isEqualTo(1_024L * facts.kvBytesF16() * 2);
    assertThat(need.compute()).isPositive();
    assertThat(facts.memoryNeed(Long.MAX_VALUE / 2, 4, KvType.F16, 512).kv()).isPositive();
  }

  @Test
  void eachKindOfMemoryIsKnown() throws IOException {
    ModelFacts plain =
        ModelFactsReader.read(TinyModels.groupedQuery(1).write(folder.resolve("a.gguf")));
    assertThat(plain.memory()).isEqualTo(Memory.PLAIN);
    assertThat(plain.kvBytesF16()).isEqualTo(4 * 2 * 32 * 2);
    assertThat(plain.licence()).isEqualTo("cc0-1.0");
    assertThat(plain.quantisation()).isEqualTo("F32");
    ModelFacts window =
        ModelFactsReader.read(TinyModels.slidingWindow(1).write(folder.resolve("b.gguf")));
    assertThat(window.memory()).isEqualTo(Memory.SLIDING_WINDOW);
    assertThat(window.slidingWindow()).isEqualTo(TinyModels.WINDOW);
    assertThat(window.canRewind()).isFalse();
    ModelFacts recurrent =
        ModelFactsReader.read(TinyModels.recurrent(1).write(folder.resolve("c.gguf")));
    assertThat(recurrent.memory()).isEqualTo(Memory.RECURRENT);
    assertThat(recurrent.canRewind()).isFalse();
    assertThat(recurrent.kvBytesF16()).isZero();
    assertThat(recurrent.stateBytes()).isEqualTo(4L * 4 * (3 * 128 + 128 * 8));
  }

  @Test
  void aFileCutShortSaysSo() throws IOException {
    byte[] whole = TinyModels.groupedQuery(1).bytes();
    Path file =
        Files.write(
            folder.resolve("cut.gguf"), java.util.Arrays.copyOf(whole, whole.length - 1_000));
    ModelFacts facts = ModelFactsReader.read(file);
    assertThat(facts.truncated()).isTrue();
    assertThat(facts.declaredBytes()).isEqualTo(whole.length);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Path file =
        new GgufWriter()
            .put("general.architecture", "x").put("a.u32", -1).put("a.u64", 1L << 40)
            .put("a.f", 1.5f).put("a.b", true).put("a.s", "größe")
            .put("a.list", new int[] {3, -1, 2})
            .tensor("t", new float[64], 32, 2)
            .write(folder.resolve("x.gguf"));
    GgufHeader header = GgufFile.read(file);
    assertThat(header.version()).isEqualTo(3);
    assertThat(header.number("a.u32")).hasValue(0xffff_ffffL);
    assertThat(header.number("a.u64")).hasValue(1L << 40);
    assertThat(header.metadata()).containsEntry("a.f", 1.5).containsEntry("a.b", true);
    assertThat(header.string("a.s")).contains("größe");
    assertThat(header.number("a.list")).hasValue(3);
    assertThat(header.tensors().getFirst().bytes()).isEqualTo(256);
    assertThat(header.declaredEnd()).isEqualTo(header.fileBytes());
  }
}
