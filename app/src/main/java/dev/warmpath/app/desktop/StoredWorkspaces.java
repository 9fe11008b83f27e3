package dev.warmpath.app.desktop;

import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.workspace.RequestExport;
import dev.warmpath.workspace.RequestImport;
import dev.warmpath.workspace.TextFile;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import dev.warmpath.workspace.WorkspaceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Workspace files on this computer. Blocking; any thread. */
final class StoredWorkspaces implements WorkspaceStore {
  /** From the simplest to the one that is broken on purpose. */
  private static final List<String> SAMPLES =
      List.of(
          "chatbot", "documents", "few-shot", "code-assistant", "multi-turn", "broken-timestamp");

  /** What errors call a text that is no file. */
  private static final String TEXT = "The text";

  /** Name of a request that came without one, until it is saved. */
  private static final String IMPORTED = "Imported request";

  /** Of the folder with unsaved prompts; other systems keep a user's folders private anyway. */
  private static final FileAttribute<?>[] OWNER_ONLY = {
    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
  };

  private static final FileAttribute<?>[] ANYONE = {};

  private final Path samples;
  private final Path recovery;
  private final Supplier<String> baseUrl;
  private final AtomicLong counter = new AtomicLong();

  /**
   * @param samples folder of the samples
   * @param recovery folder for kept text
   * @param baseUrl of the endpoint, for curl commands
   */
  public StoredWorkspaces(Path samples, Path recovery, Supplier<String> baseUrl) {
    this.samples = samples.resolve("workspaces");
    this.recovery = recovery;
    this.baseUrl = baseUrl;
  }

  @Override
  public List<Sample> samples() {
    List<Sample> found = new ArrayList<>();
    for (String name : SAMPLES) {
      Path file = samples.resolve(name + ".warmpath");
      if (Files.exists(file)) {
        found.add(new Sample(file, WorkspaceFile.read(file)));
      }
    }
    return found;
  }

  @Override
  public Workspace open(Path file) {
    return RequestImport.fromText(TextFile.read(file), file.getFileName().toString());
  }

  @Override
  public void save(Workspace workspace, Path file) {
    WorkspaceFile.write(file, workspace);
  }

  @Override
  public Workspace importText(String text) {
    Workspace read = RequestImport.fromText(text, TEXT);
    return read.name().equals(TEXT) ? read.withName(IMPORTED) : read;
  }

  @Override
  public String export(Workspace workspace, Format format) {
    Variables variables = Variables.fresh(workspace.variables(), Clock.systemUTC(), counter);
    return switch (format) {
      case OPENAI -> RequestExport.openAi(workspace, variables);
      case ANTHROPIC -> RequestExport.anthropic(workspace, variables);
      case CURL -> RequestExport.curl(workspace, variables, baseUrl.get());
      case JSONL -> RequestExport.jsonLines(workspace, variables);
    };
  }

  @Override
  public void write(String text, Path file) throws IOException {
    TextFile.replace(file, text);
  }

  @Override
  public void keepRecovery(Workspace workspace, @Nullable Path file) throws IOException {
    boolean posix = recovery.getFileSystem().supportedFileAttributeViews().contains("posix");
    Files.createDirectories(recovery, posix ? OWNER_ONLY : ANYONE);
    WorkspaceFile.write(recoveryFile(), workspace);
    Files.writeString(recovery.resolve("unsaved.path"), file == null ? "" : file.toString());
  }

  @Override
  public Path recoveryFile() {
    return recovery.resolve("unsaved.warmpath");
  }

  @Override
  public Optional<Recovered> recovered() throws IOException {
    Path kept = recoveryFile();
    if (!Files.exists(kept)) {
      return Optional.empty();
    }
    Path pathFile = recovery.resolve("unsaved.path");
    String path = Files.exists(pathFile) ? Files.readString(pathFile) : "";
    return Optional.of(
        new Recovered(WorkspaceFile.read(kept), path.isEmpty() ? null : Path.of(path)));
  }

  @Override
  public void dropRecovery() throws IOException {
    Files.deleteIfExists(recoveryFile());
    Files.deleteIfExists(recovery.resolve("unsaved.path"));
  }
}
