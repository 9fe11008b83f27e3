package dev.warmpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.workspace.FileFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a wrong value or file is answered: plain words, nothing on standard output, exit code 2. */
class RefusalsTest {
  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static void assertRefused(Ran ran, String message) {
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err().lines().findFirst()).hasValue("warmpath: " + message);
    assertThat(ran.exit()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @ParameterizedTest
  @CsvSource({
    "--mode, slow, 'fast, exact'",
    "--key-mode, share, 'isolate, route'",
    "--kv-type, q4, 'f16, q8_0'",
    "--flash-attention, maybe, 'on, off, auto'",
  })
  void aWrongChoiceIsToldTheRightOnesAsTheHelpWritesThem(
      String option, String value, String choices) {
    assertRefused(
        Ran.command("run", "x.json", option, value),
        "Invalid value for option '" + option + "': '" + value + "' is none of " + choices);
  }

  @Test
  void whatIsNoNumberIsToldWithoutJavasTypes() {
    assertRefused(
        Ran.command("run", "x.json", "--threads", "two"),
        "Invalid value for option '--threads': 'two' is not a whole number");
    assertRefused(
        Ran.command("check", "x.json", "--min-cached", "80%"),
        "Invalid value for option '--min-cached': '80%' is not a number");
  }

  @Test
  void theHelpOfACommandBelowACommandIsNamedInFull() {
    assertThat(Ran.command("models", "get").err().lines())
        .contains("Try 'warmpath models get --help'.");
  }

  @Test
  void badJsonIsToldWithoutTheParsersClasses() throws IOException {
    String empty = file("empty.json", " \n");
    String deep = file("deep.json", "[".repeat(1000) + "]".repeat(1000));
    String words = "Document nesting depth (501) exceeds the maximum allowed (500)";

    assertRefused(Ran.command("run", empty), "empty.json is empty; JSON is needed.");
    assertRefused(Ran.command("run", deep), "deep.json is not valid JSON: " + words);
    assertRefused(Ran.command("explain", deep), deep + ":1 is not a JSON object: " + words);
    assertRefused(
        Ran.command("check", file("lines.jsonl", "{\"messages\": []}\n[1]\n")),
        folder.resolve("lines.jsonl") + ":2 is an array; expected a JSON object");
  }

  @Test
  void aPartThatIsNoTextIsNamed() throws IOException {
    assertRefused(
        Ran.command(
            "run",
            file(
                "image.json",
                """
                {"messages": [{"role": "user", "content": [
                  {"type": "text", "text": "what is this?"}, {"type": "image_url"}]}]}
                """)),
        "image.json: messages[0].content has a part that is not text; only text can be read.");
  }

  @Test
  void aFolderInPlaceOfAFileIsToldOnce() {
    assertRefused(
        Ran.command("check", folder.toString()),
        "There is no request file (.json, .jsonl, .warmpath) in " + folder + ".");
    assertThat(FileFailure.reason(new AccessDeniedException("secret.json")))
        .isEqualTo("permission denied");
  }

  @Test
  void aWorkspaceAloneIsOpenedAsByDoubleClick() {
    String missing = folder.resolve("gone.warmpath").toString();

    assertRefused(Ran.command(missing), "There is no file " + missing + ".");
  }
}
