package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineException;
import dev.warmpath.gguf.GgufWriter;
import dev.warmpath.gguf.TinyModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlamaModelTest {
  @TempDir Path folder;

  @Test
  void theDemoModelsFactsAreRead() {
    try (LlamaModel model =
        LlamaModel.open(
            Demo.library(), ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU))) {
      LoadedFacts facts = model.facts();
      assertThat(facts.architecture()).isEqualTo("qwen2");
      assertThat(facts.quantisation()).isEqualTo("Q8_0");
      assertThat(facts.trainingContext()).isEqualTo(4096);
      assertThat(facts.layers()).isEqualTo(6);
      assertThat(facts.kvElementsPerToken()).isEqualTo(6 * 2 * 2 * 64);
      assertThat(facts.parameters()).isBetween(6_000_000L, 8_000_000L);
      assertThat(facts.template()).contains("<|im_start|>");
      assertThat(facts.preTokenizer()).isEqualTo("gpt-2");
      assertThat(facts.rewinds()).isTrue();
    }
  }

  @Test
  void theVocabularyAloneHasTheSameTokenizerAndFacts() {
    try (LlamaModel vocabulary = Demo.vocabulary();
        LlamaModel whole =
            LlamaModel.open(
                Demo.library(), ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU))) {
      String text = "How long is the warranty?\n日本";
      assertThat(vocabulary.tokenizer().tokenize(text))
          .isEqualTo(whole.tokenizer().tokenize(text));
      assertThat(vocabulary.facts().layers()).isEqualTo(whole.facts().layers());
      assertThat(vocabulary.facts().trainingContext()).isEqualTo(4096);
      assertThat(vocabulary.facts().template()).isEqualTo(whole.facts().template());
    }
  }

  @Test
  void aMissingFileADirectoryAnEmptyAndAForeignFileAreRefusedInWords() throws Exception {
    Path missing = folder.resolve("missing.gguf");
    refused(missing, "The model file does not exist: " + missing + ". Check the path.");
    refused(folder, folder + " is a directory; choose a .gguf file in it.");
    Path empty = Files.createFile(folder.resolve("empty.gguf"));
    refused(empty, empty + " is empty (0 bytes); download it again.");
    Path foreign = Files.write(folder.resolve("photo.gguf"), "\u0089PNG and more".getBytes());
    refused(
        foreign,
        foreign + " is not a GGUF file (it does not begin with GGUF). Choose a .gguf model file;"
            + " other formats must be converted with llama.cpp first.");
    Path old = Files.write(folder.resolve("old.gguf"), header(1, 1, 1));
    refused(
        old,
        old + " is GGUF version 1; versions 2 and 3 can be read. Convert it again with a current"
            + " llama.cpp.");
    Path huge = Files.write(folder.resolve("huge.gguf"), header(3, -1, Long.MIN_VALUE));
    refused(
        huge,
        huge + " is not a usable GGUF file: the number of tensors says 18446744073709551615, but"
            + " only 8 bytes are left (at byte 16 of 24). Download the file again.");
  }

  @Test
  void aFileTruncatedAnywhereIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(Demo.MODEL);
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      int length =
          i < 20 ? random.nextInt(1, 150_000) : random.nextInt(150_000, whole.length - 1);
      Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
      Throwable thrown =
          catchThrowable(() -> LlamaModel.open(Demo.library(), ModelOptions.of(cut)));
      assertThat(thrown).as("seed %d length %d", seed, length)
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_MODEL));
    }
  }

  @Test
  void garbageBehindAValidMagicIsRefused() throws Exception {
    long seed = 6;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      byte[] bytes = new byte[24 + random.nextInt(5000)];
      random.nextBytes(bytes);
      System.arraycopy(header(3, random.nextInt(4), random.nextInt(4)), 0, bytes, 0, 24);
      Path file = Files.write(folder.resolve("garbage.gguf"), bytes);
      assertThatThrownBy(() -> LlamaModel.open(Demo.library(), ModelOptions.of(file)))
          .as("seed %d file %d", seed, i)
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_MODEL));
    }
  }

  @Test
  void damagedHeadersAreRefusedOrLoadedButNeverEndTheProcess() throws Exception {
    long seed = 8;
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> files =
        List.of(TinyVocabularies.vocabulary(folder, true, false), TinyModels.recurrent(folder));
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes = Files.readAllBytes(files.get(i % 2));
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int at = random.nextInt(24, Math.min(9000, bytes.length));
        bytes[at] = (byte) (random.nextBoolean() ? 0 : random.nextInt());
      }
      Path file = Files.write(folder.resolve("damaged.gguf"), bytes);
      try (LlamaModel model = LlamaModel.open(Demo.library(), ModelOptions.vocabulary(file))) {
        assertThat(model.tokenizer().tokenize("the hello <s>").size()).isPositive();
      } catch (EngineException e) {
        assertThat(e.kind()).as("seed %d file %d", seed, i).isEqualTo(Kind.BAD_MODEL);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void aTokenTwiceAndTooManyLayersAreRefusedBeforeNativeCode() throws Exception {
    Path doubled =
        new GgufWriter()
            .put("general.architecture", "llama")
            .put("tokenizer.ggml.tokens", List.of("a", "b", "a"))
            .write(folder.resolve("doubled.gguf"));
    assertThatThrownBy(() -> LlamaModel.open(Demo.library(), ModelOptions.vocabulary(doubled)))
        .isInstanceOf(EngineException.class)
        .hasMessage(doubled + " is damaged: its vocabulary has the token 'a' twice.");
    Path deep =
        new GgufWriter()
            .put("general.architecture", "llama")
            .put("llama.block_count", 100_000)
            .write(folder.resolve("deep.gguf"));
    assertThatThrownBy(() -> LlamaModel.open(Demo.library(), ModelOptions.of(deep)))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            deep + " is damaged: 'llama.block_count' is 100000; 1 to 512 is possible.");
  }

  @Test
  void anUnsupportedArchitectureIsNamed() throws Exception {
    Path file =
        new GgufWriter()
            .put("general.architecture", "abacus9000")
            .write(folder.resolve("unknown.gguf"));
    assertThatThrownBy(() -> LlamaModel.open(Demo.library(), ModelOptions.of(file)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("does not support")
        .hasMessageContaining("abacus9000");
  }

  @Test
  void aFileWithoutATokenizerIsRefused() throws Exception {
    Path file =
        new GgufWriter()
            .put("general.architecture", "llama")
            .put("tokenizer.ggml.model", "none")
            .write(folder.resolve("mute.gguf"));
    assertThatThrownBy(() -> LlamaModel.open(Demo.library(), ModelOptions.vocabulary(file)))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_MODEL));
  }

  @Test
  void loadingReportsProgressAndCanBeCancelled() {
    AtomicInteger calls = new AtomicInteger();
    LlamaModel.open(
            Demo.library(), ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU),
            part -> {
              assertThat(part).isBetween(0.0, 1.0);
              return calls.incrementAndGet() > 0;
            })
        .close();
    assertThat(calls.get()).isGreaterThan(1);

    assertThatThrownBy(
            () -> LlamaModel.open(Demo.library(), ModelOptions.of(Demo.MODEL), part -> false))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED));
    assertThatThrownBy(
            () ->
                LlamaModel.open(
                    Demo.library(), ModelOptions.of(Demo.MODEL),
                    part -> {
                      throw new IllegalStateException("no display");
                    }))
        .isInstanceOf(EngineException.class)
        .hasRootCauseMessage("no display");
  }

  @Test
  void anUnknownDeviceIsRefusedWithTheOnesThatExist() {
    assertThatThrownBy(
            () ->
                LlamaModel.open(
                    Demo.library(), ModelOptions.of(Demo.MODEL).withDevice("Vulkan77")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("There is no device 'Vulkan77'. Devices here: ")
        .hasMessageContaining("CPU");
  }

  @Test
  void aContextThatCannotFitIsRefusedWithTheNumbersAndWhatWouldFit() {
    RuntimeOptions options = Demo.OPTIONS.withContext(1 << 24).withSlots(64);
    assertThatThrownBy(() -> Demo.runtime(options))
        .isInstanceOfSatisfying(
            EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.OUT_OF_MEMORY))
        .hasMessageMatching(
            "Warmpath demo model needs 3298\\.6 GB for a context of 16,777,216 tokens in 64 slots"
                + " \\(weights 7\\.3 MB, KV 3298\\.5 GB, scratch 11 MB\\) in this computer's"
                + " memory, and [0-9.]+ .B is free, [0-9.]+ .B of it for a model\\."
                + " A context of [0-9,]+ tokens would fit; fewer slots allow more\\.");
  }

  @Test
  void aModelWithAnOpenContextCannotBeClosed() {
    try (LlamaModel model =
        LlamaModel.open(
            Demo.library(), ModelOptions.of(Demo.MODEL).withDevice(ModelOptions.CPU))) {
      LlamaContext context = new LlamaContext(model, Demo.OPTIONS, 256);
      assertThatThrownBy(model::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("still has 1 open context(s); close them first");
      context.close();
      context.close();
    }
  }

  @Test
  void aClosedModelIsNamedWhenItIsUsed() {
    LlamaModel model = Demo.vocabulary();
    model.close();
    model.close();
    assertThatThrownBy(() -> model.tokenizer().tokenize("anything"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("model warmpath-demo-Q8_0.gguf is closed");
  }

  private void refused(Path file, String message) {
    for (ModelOptions options :
        List.of(ModelOptions.of(file), ModelOptions.vocabulary(file))) {
      assertThatThrownBy(() -> LlamaModel.open(Demo.library(), options))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_MODEL))
          .hasMessage(message);
    }
  }

  private static byte[] header(int version, long tensors, long pairs) {
    return java.nio.ByteBuffer.allocate(24)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .put("GGUF".getBytes())
        .putInt(version)
        .putLong(tensors)
        .putLong(pairs)
        .array();
  }
}
