package dev.warmpath.llama.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.engine.Completion.Chunk;
import dev.warmpath.engine.Completion.TokenLogprob;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.engine.ModelRuntime.Sampler;
import dev.warmpath.engine.Sampling;
import dev.warmpath.llama.Demo;
import dev.warmpath.llama.LlamaRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlamaSamplerTest {
  private static LlamaRuntime runtime;

  @BeforeAll
  static void open() {
    runtime = Demo.runtime(Demo.OPTIONS);
  }

  @AfterAll
  static void close() {
    runtime.close();
  }

  private static Sampling sampling(
      double temperature, int topK, double topP, @Nullable Long seed, @Nullable String grammar) {
    return new Sampling(
        50, temperature, topP, topK, 0, seed, 0, 0, Map.of(), List.of(), 5, grammar);
  }

  private static List<Chunk> answer(Sampling sampling, int count) {
    runtime.truncate(0, 0);
    int[] prompt =
        runtime.tokenizer().tokenize("The order was shipped to the customer and").ids();
    List<Chunk> chunks = new ArrayList<>();
    Demo.feed(runtime, 0, prompt, 0, prompt.length);
    try (Sampler sampler = runtime.sampler(sampling)) {
      while (chunks.size() < count) {
        Chunk chunk = sampler.sample(0);
        chunks.add(chunk);
        if (runtime.tokenizer().endsGeneration(chunk.token())) {
          break;
        }
        Batch batch = new Batch(1);
        batch.add(chunk.token(), prompt.length + chunks.size() - 1, 0, true);
        runtime.decode(batch);
      }
    }
    return chunks;
  }

  private static String text(List<Chunk> chunks) {
    return runtime.tokenizer().text(chunks.stream().mapToInt(Chunk::token)
        .filter(id -> !runtime.tokenizer().endsGeneration(id)).toArray());
  }

  @Test
  void greedyIsTheLikeliestTokenEveryTime() {
    List<Chunk> first = answer(sampling(0, 0, 1, null, null), 20);
    assertThat(answer(sampling(0, 0, 1, null, null), 20)).isEqualTo(first);
    for (Chunk chunk : first) {
      assertThat(chunk.alternatives()).hasSize(5);
      assertThat(chunk.alternatives().getFirst())
          .isEqualTo(new TokenLogprob(chunk.token(), chunk.logprob()));
      assertThat(chunk.alternatives())
          .isSortedAccordingTo((a, b) -> Double.compare(b.logprob(), a.logprob()));
      assertThat(chunk.logprob()).isLessThanOrEqualTo(0);
    }
  }

  @Test
  void probabilitiesOfAllTokensAddUpToOne() {
    float[] logits = {1, 2, 3, Float.NEGATIVE_INFINITY, -4, 0.5f};
    double sum = TokenChoice.logSum(logits);
    double total = 0;
    for (TokenLogprob token : TokenChoice.top(logits, 6, sum)) {
      total += Math.exp(token.logprob());
    }
    assertThat(total).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void aSeedReplaysAndAnotherDiffers() {
    List<Chunk> first = answer(sampling(1.5, 0, 1, 7L, null), 25);
    assertThat(answer(sampling(1.5, 0, 1, 7L, null), 25)).isEqualTo(first);
    assertThat(answer(sampling(1.5, 0, 1, 8L, null), 25)).isNotEqualTo(first);
  }

  @Test
  void drawingFollowsTheProbabilitiesAndTheCuts() {
    float[] scores = {(float) Math.log(0.5), (float) Math.log(0.3), (float) Math.log(0.2)};
    var random = new java.util.SplittableRandom(1);
    int[] counts = new int[3];
    for (int i = 0; i < 20_000; i++) {
      counts[TokenChoice.draw(scores, sampling(1, 0, 1, null, null), random)]++;
    }
    assertThat(counts[0] / 20_000.0).isBetween(0.48, 0.52);
    assertThat(counts[2] / 20_000.0).isBetween(0.18, 0.22);
    for (int i = 0; i < 500; i++) {
      assertThat(TokenChoice.draw(scores, sampling(1, 2, 1, null, null), random)).isLessThan(2);
      assertThat(TokenChoice.draw(scores, sampling(1, 0, 0.6, null, null), random)).isLessThan(2);
      assertThat(TokenChoice.draw(scores, sampling(1, 1, 1, null, null), random)).isZero();
    }
    Sampling minP = new Sampling(1, 1, 1, 0, 0.5, null, 0, 0, Map.of(), List.of(), -1, null);
    for (int i = 0; i < 500; i++) {
      assertThat(TokenChoice.draw(scores, minP, random)).isLessThan(2);
    }
  }

  @Test
  void aBiasBansAndForcesTokens() {
    int usual = answer(sampling(0, 0, 1, null, null), 1).getFirst().token();
    Sampling banned =
        new Sampling(5, 0, 1, 0, 0, null, 0, 0, Map.of(usual, -100.0), List.of(), -1, null);
    assertThat(answer(banned, 1).getFirst().token()).isNotEqualTo(usual);
    Sampling forced =
        new Sampling(5, 0, 1, 0, 0, null, 0, 0, Map.of(777, 100.0), List.of(), -1, null);
    assertThat(answer(forced, 3)).allMatch(chunk -> chunk.token() == 777);
    Sampling penalised =
        new Sampling(
            5, 0, 1, 0, 0, null, 2, 2, Map.of(777, 30.0, 778, 28.0), List.of(), -1, null);
    assertThat(answer(penalised, 30).stream().map(Chunk::token).distinct().count())
        .isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.2})
  void aGrammarIsFollowedToItsEnd(double temperature) {
    String grammar = "root ::= \"{\" \"\\\"n\\\":\" [0-9]{1,4} \"}\"";
    for (long seed = 0; seed < 5; seed++) {
      List<Chunk> chunks = answer(sampling(temperature, 0, 1, seed, grammar), 30);
      assertThat(text(chunks)).matches("\\{\"n\":[0-9]{1,4}}");
      assertThat(runtime.tokenizer().endsGeneration(chunks.getLast().token())).isTrue();
    }
  }

  @Test
  void aGrammarNoTokenCanFollowEndsWithAnError() {
    Sampling banned =
        new Sampling(
            5, 0, 1, 0, 0, null, 0, 0, Map.of(), List.of(), -1, "root ::= \"a\" \"\\x00\"");
    assertThat(text(answer(banned, 1))).isEqualTo("a");
    try (Sampler sampler = runtime.sampler(banned)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 5; i++) {
                  sampler.sample(0);
                }
              })
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_GRAMMAR));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "root", "root ::= ", "root ::= (", "root ::= )", "root ::= \"a", "root ::= [a",
        "other ::= \"a\"", "root ::= missing", "root ::= root \"a\"", "root ::= \"a\"{2",
        "root ::= \"a\"{999999999}", "root ::= ((\"a\"{1000}){1000}){1000}", "\u0000",
        "root ::= \"\u0000\"", "root ::= a\na ::= root", "root ::= (\"a\"?)*"
      })
  void aBadGrammarIsNamedAsOne(String grammar) {
    Sampling bad = sampling(0, 0, 1, null, grammar);
    try {
      runtime.sampler(bad).close();
      assertThat(grammar).as("accepted").isIn("root ::= ", "root ::= (\"a\"?)*");
    } catch (EngineException e) {
      assertThat(e.kind()).isEqualTo(Kind.BAD_GRAMMAR);
    }
  }

  @Test
  void deepAndLongGrammarsAreRefusedBeforeNativeCode() {
    for (String grammar :
        List.of(
            "root ::= " + "(".repeat(100_000) + "\"a\"" + ")".repeat(100_000),
            "root ::= \"a\"" + "\nx ::= \"a\"".repeat(10_000),
            "root ::= \"" + "a".repeat(600_000) + "\"")) {
      assertThatThrownBy(() -> runtime.sampler(sampling(0, 0, 1, null, grammar)))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_GRAMMAR));
    }
  }

  @Test
  void settingsOutOfRangeAreABadRequest() {
    for (Sampling bad :
        List.of(
            new Sampling(1, 0, 1, -1, 0, null, 0, 0, Map.of(), List.of(), -1, null),
            new Sampling(1, 0, 1, 0, 2, null, 0, 0, Map.of(), List.of(), -1, null),
            new Sampling(1, 0, 1, 0, 0, null, 3, 0, Map.of(), List.of(), -1, null),
            new Sampling(1, 0, 1, 0, 0, null, 0, 0, Map.of(-1, 1.0), List.of(), -1, null),
            new Sampling(1, 0, 1, 0, 0, null, 0, 0, Map.of(9999, 1.0), List.of(), -1, null),
            new Sampling(1, 0, 1, 0, 0, null, 0, 0, Map.of(1, 500.0), List.of(), -1, null),
            new Sampling(1, 0, 1, 0, 0, null, 0, 0, Map.of(), List.of(), 21, null))) {
      assertThatThrownBy(() -> runtime.sampler(bad))
          .isInstanceOfSatisfying(
              EngineException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_REQUEST));
    }
  }

  @Test
  void logitsThatAreNoNumbersAreNeverChosen() {
    float[] scores = {Float.NaN, -1, Float.NaN, 2};
    assertThat(TokenChoice.best(scores)).isEqualTo(3);
    assertThat(TokenChoice.best(new float[] {Float.NaN})).isEqualTo(-1);
    assertThat(TokenChoice.draw(scores, sampling(1, 0, 1, 1L, null),
        new java.util.SplittableRandom(1))).isIn(1, 3);
  }
}
