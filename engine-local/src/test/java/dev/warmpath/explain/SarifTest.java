package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.session.CheckReport;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.Sarif;
import dev.warmpath.explain.session.SessionFile;
import dev.warmpath.explain.session.Step;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.template.ChatTemplates;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of SARIF 2.1.0 for the objects that are written, by the standard's sections. */
class SarifTest {
  private static final Renderer RENDERER =
      new Renderer(ChatTemplates.withToolBlock(ChatTemplates.chatMl()), new WordTokenizer());

  @ParameterizedTest
  @ValueSource(
      strings = {"s.jsonl", "my prompts/agent a.json", "/tmp/a b.json", "überblick.json",
        "50%.json"})
  void followsTheStandard(String file) {
    Map<String, @Nullable Object> log = read(failing(file));
    // 3.13 sarifLog
    assertThat(log).containsOnlyKeys("$schema", "version", "runs");
    assertThat(log).containsEntry("version", "2.1.0");
    assertThat(URI.create(JsonTree.asText(log.get("$schema"))).isAbsolute()).isTrue();
    List<@Nullable Object> runs = JsonTree.asList(log.get("runs"));
    assertThat(runs).hasSize(1);
    Map<String, @Nullable Object> run = JsonTree.asObject(runs.getFirst());
    // 3.14 run, 3.14.17 columnKind
    assertThat(run).containsOnlyKeys("tool", "columnKind", "results");
    assertThat(run.get("columnKind")).isIn("utf16CodeUnits", "unicodeCodePoints");
    Set<String> rules = rules(JsonTree.asObject(JsonTree.at(run, "tool.driver")));
    List<@Nullable Object> results = JsonTree.asList(run.get("results"));
    assertThat(results).isNotEmpty();
    results.forEach(result -> result(JsonTree.asObject(result), rules));
  }

  private static Set<String> rules(Map<String, @Nullable Object> driver) {
    // 3.19 toolComponent, 3.49 reportingDescriptor
    assertThat(driver).containsOnlyKeys("name", "version", "rules");
    assertThat(JsonTree.asText(driver.get("name"))).isNotBlank();
    List<String> ids = new ArrayList<>();
    for (Object rule : JsonTree.asList(driver.get("rules"))) {
      Map<String, @Nullable Object> map = JsonTree.asObject(rule);
      assertThat(map).containsOnlyKeys("id", "shortDescription");
      assertThat(JsonTree.asText(JsonTree.at(map, "shortDescription.text"))).isNotBlank();
      ids.add(JsonTree.asText(map.get("id")));
    }
    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> !id.isBlank());
    return Set.copyOf(ids);
  }

  private static void result(Map<String, @Nullable Object> result, Set<String> rules) {
    // 3.27 result, 3.27.10 level, 3.11 message
    assertThat(result).containsOnlyKeys("ruleId", "level", "message", "locations");
    assertThat(rules).contains(JsonTree.asText(result.get("ruleId")));
    assertThat(result.get("level")).isIn("none", "note", "warning", "error");
    assertThat(JsonTree.asText(JsonTree.at(result, "message.text"))).isNotBlank();
    for (Object location : JsonTree.asList(result.get("locations"))) {
      // 3.28 location, 3.29 physicalLocation, 3.30 region, 3.4 artifactLocation
      Map<String, @Nullable Object> place = JsonTree.asObject(location);
      assertThat(place).containsOnlyKeys("physicalLocation");
      assertThat((Integer) JsonTree.at(place, "physicalLocation.region.startLine"))
          .isGreaterThanOrEqualTo(1);
      String uri =
          JsonTree.asText(JsonTree.at(place, "physicalLocation.artifactLocation.uri"));
      assertThat(uri).matches("[\\x21-\\x7e]+").doesNotContain("\\");
      assertThat(URI.create(uri).getPath()).isNotBlank();
    }
  }

  /** As it is read back from the file. */
  private static Map<String, @Nullable Object> read(CheckReport report) {
    return JsonTree.object(JsonTree.text(Sarif.of(report, "0.1.0")), "log");
  }

  private static CheckReport failing(String file) {
    String handbook = "Bells cost 9 euros. ".repeat(30);
    String lines =
        line("Now: 2026-11-21T08:00:00Z\n" + handbook) + line("Now: 2026-11-21T08:05:09Z\n"
            + handbook);
    List<Step> steps = SessionFile.read(lines, file);
    CheckReport report =
        CheckReport.of(
            new ExplainSession(RENDERER, LensCatalog.bundled().local()).explain(steps),
            LensCatalog.LOCAL, 0.8);
    assertThat(report.passed()).isFalse();
    return report;
  }

  private static String line(String system) {
    return JsonTree.text(
            Map.of(
                "messages",
                List.of(
                    Map.of("role", "system", "content", system),
                    Map.of("role", "user", "content", "How much is a bell?"))))
        + "\n";
  }
}
