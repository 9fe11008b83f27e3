package dev.warmpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateCommandTest {
  @TempDir Path folder;

  private Path request;

  @BeforeEach
  void request() throws IOException {
    request =
        Files.writeString(
            folder.resolve("request.json"),
            """
            {"messages": [{"role": "user", "content": "größer?"}], "mood": "calm"}
            """);
  }

  private Ran render(String template, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("template.jinja"), template);
    String[] arguments = new String[3 + more.length];
    arguments[0] = "template";
    arguments[1] = file.toString();
    arguments[2] = request.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Ran.command(arguments);
  }

  @Test
  void thePromptAndNothingElseIsPrinted() throws IOException {
    assertThat(render("{{ bos_token }}{{ messages[0].content }} {{ mood }}\n\n", "--bos", "<s>"))
        .isEqualTo(new Ran(ExitCode.OK, "<s>größer? calm\n", ""));
  }

  @Test
  void aSetVariableWinsAndTheClockStands() throws IOException {
    assertThat(
            render(
                "{{ strftime_now('%d %b %Y %H:%M') }} {{ mood }} {{ deep.down[1] }}",
                "--clock", "2026-03-14T09:26:53", "--set", "mood=\"wild\"",
                "--set", "deep={\"down\": [1, 2]}"))
        .isEqualTo(new Ran(ExitCode.OK, "14 Mar 2026 09:26 wild 2", ""));
  }

  @Test
  void aSyntaxErrorIsToldWithItsLineAndColumn() throws IOException {
    assertRefused(
        render("a\n{% if x %}\n  {{ y | }}\n{% endif %}"),
        "expected token 'name', got 'end of print statement'"
            + " (line 3, column 10 of the template)");
  }

  @Test
  void whatTheTemplateRaisesIsToldInItsWordsWithThePlace() throws IOException {
    assertRefused(
        render("{{ mood }}\n\n {{ raise_exception('Only dogs may speak.') }}"),
        "Only dogs may speak. (line 3, column 20 of the template)");
  }

  @Test
  void aPlaceCountsCharactersAsAPersonSeesThem() throws IOException {
    assertRefused(
        render("größer {{ raise_exception('no') }}"), "no (line 1, column 26 of the template)");
  }

  @Test
  void unusableOptionsAreNamed() throws IOException {
    assertRefused(
        render("x", "--set", "mood"),
        "--set mood: write it like enable_thinking=false (name=JSON).");
    assertRefused(
        render("x", "--clock", "noon"),
        "--clock noon is not an ISO time like 2026-03-14T09:26:53.");
  }

  private static void assertRefused(Ran ran, String message) {
    assertThat(ran)
        .isEqualTo(
            new Ran(ExitCode.BAD_INPUT, "", "warmpath: " + message + System.lineSeparator()));
  }
}
