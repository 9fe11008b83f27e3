package dev.warmpath.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.connect.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ModelsCommandTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path home;

  private ModelFolder folder;

  @BeforeEach
  void rows() throws IOException {
    Path own =
        Files.writeString(
            home.resolve("own.json"),
            """
            {"models": [
              {"name": "bare", "address": "https://a.example/bare.gguf"},
              {"name": "whole", "address": "https://b.example/files/whole.gguf", "bytes": 5000000,
               "licence": "MIT", "sha256": "%s", "memory_bytes": 9000000, "verified": "2026-11-20"},
              {"name": "no address"}
            ]}
            """
                .formatted(HASH));
    folder = new ModelFolder(home.resolve("models"), own);
  }

  private Ran list(boolean json) {
    return Ran.of(
        () -> {
          ModelsCommand.list(folder, json);
          return ExitCode.OK;
        });
  }

  @Test
  void rowsTellWhatIsKnownOfAModelAndWhatIsNot() {
    Ran ran = list(false);

    List<String> lines = ran.out().lines().toList();
    assertThat(lines)
        .startsWith(
            "Downloaded (" + home.resolve("models") + ")", "  none",
            "To download: warmpath models get NAME")
        .endsWith(
            "  bare",
            "    unknown · unchecked: never compared with its address · no published hash: the"
                + " computed one is shown",
            "    https://a.example/bare.gguf",
            "  whole",
            "    5.00 MB · needs about 9.00 MB of memory · MIT · checked 2026-11-20 · SHA-256 "
                + HASH,
            "    https://b.example/files/whole.gguf",
            "Your own rows: " + home.resolve("own.json"));
    assertThat(ran.err())
        .isEqualTo(
            "warning: " + home.resolve("own.json")
                + ", row 3: a row needs a \"name\" and an \"address\"." + System.lineSeparator());
  }

  @Test
  void downloadedFilesAreListedAndTheirRowsSayWhereTheyAre() throws IOException {
    Files.createDirectories(folder.folder().resolve("a folder.gguf"));
    Path whole = Files.createFile(folder.folder().resolve("whole.gguf"));
    Path other = Files.createFile(folder.folder().resolve("Other.GGUF"));
    Files.createFile(folder.folder().resolve("whole.gguf.part"));

    assertThat(list(false).out().lines()).startsWith(
        "Downloaded (" + folder.folder() + ")", "  Other.GGUF", "  whole.gguf",
        "To download: warmpath models get NAME");

    JsonNode report = Output.JSON.readTree(list(true).out());
    assertThat(report.path("downloaded").values())
        .extracting(JsonNode::stringValue)
        .containsExactly(other.toString(), whole.toString());
    List<JsonNode> rows = List.copyOf(report.path("models").values());
    assertThat(rows.getLast())
        .isEqualTo(
            Output.JSON.readTree(
                """
                {"name": "whole", "address": "https://b.example/files/whole.gguf",
                 "bytes": 5000000, "licence": "MIT", "sha256": "%s", "memory_bytes": 9000000,
                 "verified": "2026-11-20", "file": "%s"}
                """
                    .formatted(HASH, whole.toString().replace("\\", "\\\\"))));
    assertThat(rows.get(rows.size() - 2).path("file").isNull()).isTrue();
    assertThat(rows.get(rows.size() - 2).path("bytes").isNull()).isTrue();
    assertThat(report.path("problems")).hasSize(1);
  }
}
