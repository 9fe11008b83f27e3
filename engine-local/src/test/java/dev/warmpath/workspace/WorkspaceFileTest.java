package dev.warmpath.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.token.Segment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceFileTest {
  @TempDir private Path folder;

  private static Workspace holding(String text) {
    return Workspace.EMPTY.withSegments(
        List.of(new Segment("s", Segment.Kind.USER, "", text, false, false)));
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "cut \ud83d", "\udc4d cut", "\ud83d\ud83d\udc4d", "nul \u0000 and bell \u0007",
        "\r\n\t\u2028",
        "whole 👍 e\u0301 👩‍💻", "quote \" back \\ 'single'", "\ufeffmark", "\uffff"
      })
  void anyTextComesBackAsItWasSaved(String text) {
    Path file = folder.resolve("any.warmpath");
    WorkspaceFile.write(file, holding(text));
    assertThat(WorkspaceFile.read(file).segments().getFirst().text()).isEqualTo(text);
  }
}
