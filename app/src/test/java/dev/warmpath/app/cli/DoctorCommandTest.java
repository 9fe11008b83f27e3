package dev.warmpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.bench.BenchModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorCommandTest {
  @TempDir Path folder;

  private static Ran doctor(Path model, String... more) {
    String[] usual = {
      "doctor", "--model", model.toString(), "--device", "cpu", "--threads", "1", "--ctx", "256"
    };
    String[] arguments = Arrays.copyOf(usual, usual.length + more.length);
    System.arraycopy(more, 0, arguments, usual.length, more.length);
    return Ran.command(arguments);
  }

  /** The tiny model with words of its template replaced by as many other letters. */
  private Path model(String text, String by) throws IOException {
    // ISO 8859-1 keeps every byte of the weights as it is.
    Path file = BenchModel.TINY.in(folder);
    String whole = Files.readString(file, StandardCharsets.ISO_8859_1);
    return Files.writeString(file, whole.replace(text, by), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aUsableModelIsReportedInSections() throws IOException {
    Ran ran = doctor(model("", ""));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isEqualTo(ExitCode.OK);
    assertThat(ran.out().lines().filter(line -> !line.isEmpty() && !line.startsWith(" ")))
        .containsExactly(
            "System", "llama.cpp", "Devices", "GPU fallback", "Model file", "Template hazards",
            "Model");
    assertThat(ran.out()).containsPattern("\n  name +Warmpath bench-tiny-v1\n");
  }

  @Test
  void aTemplateThatCannotBeReadIsNamedWithItsPlaceAndTheModelOpensAllTheSame()
      throws IOException {
    Path model = model("{% for m in messages %}", "{% for m on messages %}");

    JsonNode report = Output.JSON.readTree(doctor(model, "--json").out());

    JsonNode hazard = report.path("template_hazards").get(0);
    assertThat(hazard.path("id").stringValue()).isEqualTo("unusable");
    assertThat(hazard.path("explanation").stringValue())
        .isEqualTo(
            "Line 1, column 10: expected token 'in', got 'on'. ChatML is used instead, so the"
                + " tokens are not what the model was trained on.");
    assertThat(report.path("model").path("warning").stringValue())
        .isEqualTo(
            "The model's chat template cannot be used (expected token 'in', got 'on'), so ChatML"
                + " is used instead.");
    assertThat(report.has("problem")).isFalse();
  }

  @Test
  void aFileThatIsNoModelIsTheProblemAndTheExitCodeSaysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.gguf"), "no model at all");

    Ran ran = doctor(file, "--json");

    assertThat(ran.exit()).isEqualTo(ExitCode.BAD_INPUT);
    JsonNode report = Output.JSON.readTree(ran.out());
    assertThat(report.path("problem").stringValue()).contains(file.toString());
    assertThat(report.propertyNames()).contains("system", "llama_cpp", "devices");
    assertThat(report.has("model")).isFalse();
  }
}
