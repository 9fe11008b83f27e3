package dev.warmpath.ui.ports;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The system's file choosers (port): they do not exist without a display. FX thread, blocking. */
public interface FileDialogs {

  /** What a chooser offers. */
  enum Kind {
    WORKSPACE("Warmpath workspaces", List.of("*.warmpath")),
    REQUEST("Workspaces and requests", List.of("*.warmpath", "*.json", "*.jsonl", "*.sh", "*.txt")),
    MODEL("Models", List.of("*.gguf")),
    ADAPTER("LoRA adapters", List.of("*.gguf")),
    EXPORT("Exports", List.of("*.json", "*.jsonl", "*.csv", "*.sh"));

    private final String title;
    private final List<String> patterns;

    Kind(String title, List<String> patterns) {
      this.title = title;
      this.patterns = patterns;
    }

    public String title() {
      return title;
    }

    public List<String> patterns() {
      return patterns;
    }
  }

  /** A file to read; empty when the user cancelled. */
  Optional<Path> open(String title, Kind kind);

  /** A file to write; empty when the user cancelled. The chooser asks before overwriting. */
  Optional<Path> save(String title, Kind kind, String suggestedName);
}
