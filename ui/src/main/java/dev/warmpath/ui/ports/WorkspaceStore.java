package dev.warmpath.ui.ports;

import dev.warmpath.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces on the disk and as text (port). Every method blocks: call it on a worker. A failure is
 * an IOException or IllegalArgumentException whose message says what is wrong and what to do.
 */
public interface WorkspaceStore {

  /** The samples that come with Warmpath, in the order to show them. */
  List<Sample> samples();

  /** Reads a workspace, a request body, a curl command or a {@code .jsonl} session. */
  Workspace open(Path file) throws IOException;

  /** Writes it whole or not at all. */
  void save(Workspace workspace, Path file) throws IOException;

  /**
   * Reads a request body of OpenAI's, Anthropic's or Bedrock Converse's form, a curl command, a
   * {@code .jsonl} session or a workspace from text.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  Workspace importText(String text);

  /** The workspace as something another program takes. */
  String export(Workspace workspace, Format format);

  /** Writes an exported text whole or not at all. */
  void write(String text, Path file) throws IOException;

  /** Keeps unsaved text for a crash; only called when the user allowed it. */
  void keepRecovery(Workspace workspace, @Nullable Path file) throws IOException;

  /** Unsaved text of a session that did not end well. */
  Optional<Recovered> recovered() throws IOException;

  /** Where that text is kept, to be said to the user. */
  Path recoveryFile();

  /** Forgets the kept text: it was saved, discarded, or recovery was switched off. */
  void dropRecovery() throws IOException;

  /** What a workspace can be exported as. */
  enum Format {
    OPENAI("OpenAI request body", "json"),
    ANTHROPIC("Anthropic request body", "json"),
    CURL("curl command", "sh"),
    JSONL("chat messages, one a line", "jsonl");

    private final String title;
    private final String extension;

    Format(String title, String extension) {
      this.title = title;
      this.extension = extension;
    }

    public String title() {
      return title;
    }

    public String extension() {
      return extension;
    }
  }

  /** A sample and where it is. */
  record Sample(Path file, Workspace workspace) {}

  /** Kept text, and the file it belongs to if it had one. */
  record Recovered(Workspace workspace, @Nullable Path file) {}
}
