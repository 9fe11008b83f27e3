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
      System.err.println("warmpath: " + problem.get());
      System.err.println(
          "Commands that work without a display: " + Warmpath.WITHOUT_DISPLAY
              + " (see 'warmpath --help').");
      return ExitCode.ENGINE_FAILED;
    }
    WindowApplication.open(file == null ? List.of() : List.of(file.toAbsolutePath().toString()));
    return ExitCode.OK;
  }
}
