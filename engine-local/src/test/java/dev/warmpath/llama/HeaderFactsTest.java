package dev.warmpath.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.gguf.GgufWriter;
import dev.warmpath.gguf.ModelFacts;
import dev.warmpath.gguf.ModelFactsReader;
import dev.warmpath.gguf.TinyModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the header reader says before loading is what llama.cpp says after it. */
class HeaderFactsTest {
  @TempDir private Path folder;

  static Stream<LongFunction<GgufWriter>> models() {
    return Stream.of(
        TinyModels::groupedQuery, TinyModels::slidingWindow, TinyModels::recurrent);
  }

  @ParameterizedTest
  @MethodSource("models")
  void factsFromTheHeaderEqualThoseOfTheLoadedModel(LongFunction<GgufWriter> model)
      throws IOException {
    agree(model.apply(7).write(folder.resolve("tiny.gguf")));
  }

  @ParameterizedTest
  @MethodSource("demo")
  void factsOfTheDemoModelEqualThoseOfTheLoadedModel(Path file) {
    agree(file);
  }

  static Stream<Path> demo() {
    return Stream.of(Demo.MODEL);
  }

  private static void agree(Path file) {
    ModelFacts header = ModelFactsReader.read(file);
    try (LlamaModel loaded =
        LlamaModel.open(
            Demo.library(), ModelOptions.of(file).withDevice(ModelOptions.CPU))) {
      var facts = loaded.facts();
      assertThat(header.architecture()).isEqualTo(facts.architecture());
      assertThat(header.parameters()).isEqualTo(facts.parameters());
      assertThat(header.layers()).isEqualTo(facts.layers());
      assertThat(header.contextTokens()).isEqualTo(facts.trainingContext());
      assertThat(header.chatTemplate()).isEqualTo(facts.template());
      assertThat(header.canRewind()).isEqualTo(facts.rewinds());
      assertThat(header.vocabulary()).isEqualTo(loaded.tokenizer().vocabularySize());
    }
  }
}
