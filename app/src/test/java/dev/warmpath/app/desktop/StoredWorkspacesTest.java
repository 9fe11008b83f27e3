package dev.warmpath.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredWorkspacesTest {
  @TempDir private Path folder;

  @Test
  void aTextWithoutANameIsCalledARequestAndAWorkspaceKeepsItsName() {
    assertThat(store().importText("{\"messages\": []}").name()).isEqualTo("Imported request");
    assertThat(store().importText("{\"warmpath\":1,\"name\":\"Mine\",\"segments\":[]}").name())
        .isEqualTo("Mine");
    assertThatThrownBy(() -> store().importText("{}"))
        .hasMessageStartingWith("The text is neither a workspace");
  }

  @Test
  void recoveryIsOneFileAndItsPathAndBothGoTogether() throws Exception {
    store().keepRecovery(Workspace.EMPTY, Path.of("/a.warmpath"));
    assertThat(store().recoveryFile()).exists().hasParent(folder.resolve("unsaved"));
    assertThat(store().recovered()).hasValueSatisfying(
        left -> assertThat(left.file()).isEqualTo(Path.of("/a.warmpath")));

    assertThat(PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("unsaved"))))
        .as("nobody else reads it").isEqualTo("rwx------");

    store().dropRecovery();

    try (var left = Files.list(folder.resolve("unsaved"))) {
      assertThat(left).isEmpty();
    }
    assertThat(store().recovered()).isEmpty();
  }

  private StoredWorkspaces store() {
    return new StoredWorkspaces(folder, folder.resolve("unsaved"), () -> "");
  }
}
