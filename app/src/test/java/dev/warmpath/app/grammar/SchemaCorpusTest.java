package dev.warmpath.app.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a grammar can write is valid under its schema, says a validator written by others. */
class SchemaCorpusTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  static List<String> schemas() throws Exception {
    return SchemaJudge.corpus();
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void everythingWrittenIsValid(String schema) {
    judge(schema, 60, 7);
  }

  @Test
  void everyRandomSchemaIsKeptOrRefusedByName() {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    int kept = 0;
    for (int i = 0; i < 400; i++) {
      String schema = JSON.writeValueAsString(RandomSchemas.schema(random, 3));
      try {
        JsonSchemaGrammar.of(JSON.readValue(schema, Map.class));
      } catch (SchemaException refused) {
        assertThat(refused.getMessage()).as(schema).isNotBlank();
        continue;
      }
      kept++;
      judge(schema, 5, seed + i);
    }
    assertThat(kept).as("schemas that became grammars").isGreaterThan(200);
  }

  private static void judge(String schema, int samples, long seed) {
    Map<?, ?> parsed = JSON.readValue(schema, LinkedHashMap.class);
    Gbnf grammar = new Gbnf(JsonSchemaGrammar.of(parsed));
    SchemaJudge judge = new SchemaJudge(schema);
    GbnfSampler sampler = new GbnfSampler(grammar, new SplittableRandom(seed));
    for (int i = 0; i < samples; i++) {
      String text = sampler.sample();
      assertThat(judge.problems(text)).as("seed %d: %s under %s", seed, text, schema).isEmpty();
      assertThat(grammar.accepts(text)).as(text).isTrue();
    }
  }
}
