package dev.warmpath.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every benchmark once, small: that it runs and prints its keys. Its times mean nothing. */
class BenchesTest {
  @TempDir private Path folder;

  private BenchOptions quick() {
    return new BenchOptions(null, folder, 1, "cpu", true, null);
  }

  @Test
  void treeEvaluatesTheMinimumAndWritesItsPrompts() throws Exception {
    Path dump = folder.resolve("prompts.jsonl");
    Map<String, Object> figures =
        EngineBenches.tree(new BenchOptions(null, folder, 1, "cpu", true, dump));
    assertThat(figures)
        .containsOnlyKeys(
            "prompt_tokens", "evaluated_tokens", "minimum_tokens", "ttft_ms_median", "total_ms")
        .containsEntry("prompt_tokens", 8 * 230L)
        .containsEntry("evaluated_tokens", 120 + 2 * 80 + 4 * 30 + 4L)
        .containsEntry("minimum_tokens", 120 + 2 * 80 + 4 * 30 + 4L);
    List<String> lines = Files.readAllLines(dump);
    assertThat(lines).hasSize(8);
    assertThat(lines.get(4)).isEqualTo(lines.getFirst());
    assertThat(lines.getFirst())
        .startsWith(
            "{\"model\":\"Warmpath bench-tiny-v1\",\"messages\":"
                + "[{\"role\":\"system\",\"content\":\"")
        .endsWith("],\"max_tokens\":16,\"temperature\":0}");
  }

  @Test
  void ttftComparesReuseWithTheBareCall() throws Exception {
    assertThat(EngineBenches.ttft(quick()))
        .containsOnlyKeys(
            "cold_ms", "warm_in_place_ms", "warm_restored_ms", "raw_suffix_ms", "in_place_ratio",
            "restored_ratio")
        .allSatisfy((key, value) -> assertThat((BigDecimal) value).isPositive());
  }

  @Test
  void decodeMeasuresEveryOccupationAndParallelism() throws Exception {
    Map<String, Object> figures = EngineBenches.decode(quick());
    assertThat(figures.keySet()).containsExactly("bare_tps", "engine_tps", "occupied", "parallel");
    assertThat(((Map<?, ?>) figures.get("occupied")).keySet())
        .isEqualTo(Set.of("0", "8192", "32768"));
    assertThat(((Map<?, ?>) figures.get("parallel")).keySet())
        .isEqualTo(Set.of("1", "2", "4", "8"));
  }

  @Test
  void predictAndPeekPrintTheirKeys() throws Exception {
    assertThat(EngineBenches.predict(quick()))
        .containsOnlyKeys("median_abs_error_pct", "p90_abs_error_pct");
    Map<String, Object> peek = EngineBenches.peek(quick());
    assertThat(peek).containsOnlyKeys("1000", "10000", "100000", "publish_p99_us");
    assertThat(((Map<?, ?>) peek.get("1000")).keySet())
        .isEqualTo(Set.of("p50_us", "p99_us"));
  }

  @Test
  void viewsAreMeasuredWithoutADisplay() throws Exception {
    Map<String, Object> editor = WindowBenches.editor(quick());
    assertThat(editor).containsOnlyKeys("paragraphs", "single_line", "forecast_ms_p95");
    assertThat(((Map<?, ?>) editor.get("single_line")).keySet())
        .isEqualTo(Set.of("p50_ms", "p95_ms", "max_ms"));
    for (Map<String, Object> frames :
        List.of(WindowBenches.treeview(quick()), WindowBenches.requests(quick()))) {
      assertThat(frames).containsOnlyKeys("p50_ms", "p95_ms", "p99_ms", "max_ms");
    }
  }

  @Test
  void storiesTellWhatHeldTheWindow() throws Exception {
    Map<String, Object> stories = WindowBenches.stories(quick());
    assertThat(stories).containsOnlyKeys("handlers", "painters", "tasks", "layouts");
    assertThat(stories.values())
        .allSatisfy(
            kind -> {
              assertThat(((Map<?, ?>) kind).keySet())
                  .isEqualTo(
                      Set.of("count", "over_8_ms", "p50_ms", "p99_ms", "max_ms", "slowest"));
              assertThat((Long) ((Map<?, ?>) kind).get("count")).isPositive();
            });
  }
}
