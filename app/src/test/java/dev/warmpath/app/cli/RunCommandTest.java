package dev.warmpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.bench.BenchModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RunCommandTest {
  @TempDir static Path folder;

  private static Path oneLayer;
  private static Path twoLayers;
  private static Path body;

  @BeforeAll
  static void models() throws IOException {
    oneLayer = new BenchModel("one-layer", 1, 64, 128, 12_288).in(folder);
    twoLayers = BenchModel.TINY.in(folder);
    body =
        Files.writeString(
            folder.resolve("body.json"),
            """
            {"messages": [
              {"role": "system", "content": "badofi kemi lu"},
              {"role": "user", "content": "waruto?"}
            ], "max_tokens": 3}
            """);
  }

  private static Ran run(List<Path> models, String... more) {
    List<String> arguments = new ArrayList<>(List.of("run", body.toString()));
    models.forEach(model -> arguments.addAll(List.of("--model", model.toString())));
    arguments.addAll(List.of("--device", "cpu", "--threads", "1", "--ctx", "256"));
    arguments.addAll(List.of("--kv-budget", "1M"));
    arguments.addAll(List.of(more));
    return Ran.command(arguments.toArray(String[]::new));
  }

  @Test
  void theSamePromptRunsOnTwoModelsInTurnEachWithItsOwnCache() {
    Ran ran = run(List.of(oneLayer, twoLayers), "--repeat", "2");

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.OK);
    List<String> lines =
        ran.out().lines().filter(line -> line.matches("Warmpath .*|  run \\d: .*")).toList();
    assertThat(lines).hasSize(8);
    assertThat(lines)
        .extracting(line -> line.replaceFirst(" · first token .*", ""))
        .containsExactly(
            "Warmpath one-layer · Q8_0:",
            "  run 1: 0 of 34 prompt tokens cached · 34 computed",
            "Warmpath bench-tiny-v1 · Q8_0:",
            "  run 1: 0 of 34 prompt tokens cached · 34 computed",
            "Warmpath one-layer · Q8_0:",
            "  run 2: 33 of 34 prompt tokens cached · 1 computed",
            "Warmpath bench-tiny-v1 · Q8_0:",
            "  run 2: 33 of 34 prompt tokens cached · 1 computed");
  }

  @Test
  void theJsonOfTwoModelsHoldsWhatEachAloneReports() {
    JsonNode models =
        Output.JSON.readTree(run(List.of(oneLayer, twoLayers), "--json").out()).path("models");
    JsonNode alone = Output.JSON.readTree(run(List.of(twoLayers), "--json").out());

    assertThat(models).hasSize(2);
    assertThat(models.get(0).path("engine").path("model").stringValue())
        .isEqualTo("Warmpath one-layer");
    assertThat(models.get(1).path("engine")).isEqualTo(alone.path("engine"));
    JsonNode request = alone.path("requests").get(0);
    JsonNode beside = models.get(1).path("requests").get(0);
    assertThat(beside.propertyNames()).containsExactlyElementsOf(request.propertyNames());
    for (String same
        : List.of("prompt_tokens", "cached_tokens", "evaluated_tokens", "completion_tokens",
            "text")) {
      assertThat(beside.path(same)).as(same).isEqualTo(request.path(same));
    }
  }

  @Test
  void moreModelsThanACommandTakesAreRefused() {
    Ran three = run(List.of(oneLayer, twoLayers, oneLayer));
    assertThat(three)
        .isEqualTo(
            new Ran(
                ExitCode.BAD_INPUT, "",
                lines("warmpath: --model is given 3 times; 1 or 2 are possible.")));

    Ran doctor =
        Ran.command("doctor", "--model", oneLayer.toString(), "--model", twoLayers.toString());
    assertThat(doctor)
        .isEqualTo(
            new Ran(
                ExitCode.BAD_INPUT, "",
                lines("warmpath: --model is given 2 times; 1 is possible here.")));
  }

  @Test
  void aSecondModelThatIsMissingFreesTheFirstAndIsNamed() {
    Path missing = folder.resolve("missing.gguf");
    Ran ran = run(List.of(oneLayer, missing));
    assertThat(ran.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("warmpath: ").contains(missing.toString());
  }

  @Test
  void aFolderIsNoRequest() {
    Path root = folder.getRoot();
    assertThat(Ran.command("run", root.toString()))
        .isEqualTo(
            new Ran(
                ExitCode.BAD_INPUT, "",
                lines("warmpath: " + root + " is a directory; a file is needed.")));
  }

  private static String lines(String... lines) {
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }
}
