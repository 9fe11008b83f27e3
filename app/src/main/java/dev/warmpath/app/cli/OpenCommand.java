package dev.warmpath.app.cli;

import dev.warmpath.app.desktop.WindowApplication;
import dev.warmpath.app.wiring.Display;
import dev.warmpath.workspace.TextFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Opens the window. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Open the window, with a workspace or a request body when one is given.")
final class OpenCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to open.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    return open(file);
  }

  static int open(@Nullable Path file) {
    if (file != null) {
      TextFile.read(file);
    }
    Optional<String> problem = Display.problem();
    if (problem.isPresent()) {
      return noWindow(problem.get());
    }
    try {
      WindowApplication.open(file == null ? List.of() : List.of(file.toAbsolutePath().toString()));
    } catch (UnsupportedOperationException e) {
      // What JavaFX throws for a display that is named but does not answer.
      return noWindow(
          "the display " + System.getenv("DISPLAY") + " cannot be opened (" + e.getMessage()
              + "), so no window can open.");
    }
    return ExitCode.OK;
  }

  private static int noWindow(String why) {
    System.err.println("warmpath: " + why);
    System.err.println(
        "Commands that work without a display: " + Warmpath.WITHOUT_DISPLAY
            + " (see 'warmpath --help').");
    return ExitCode.ENGINE_FAILED;
  }
}
