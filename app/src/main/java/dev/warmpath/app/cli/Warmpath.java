package dev.warmpath.app.cli;

import dev.warmpath.app.connect.DownloadException;
import dev.warmpath.app.http.wire.PortInUse;
import dev.warmpath.engine.EngineException;
import dev.warmpath.template.TemplateException;
import dev.warmpath.workspace.WorkspaceException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The top command: without arguments it opens the window. */
@Command(
    name = "warmpath",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "See which tokens of a prompt hit the prefix cache, why the rest missed, and"
        + " fix it. Without a command the window opens.",
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {
      OpenCommand.class,
      RunCommand.class,
      ServeCommand.class,
      VerifyCommand.class,
      TemplateCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      PlanCommand.class,
      DoctorCommand.class,
      RenderCommand.class,
      PicturesCommand.class,
      BenchCommand.class,
      ModelsCommand.class,
      CommandLine.HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 ok, 1 a check failed, 2 bad input, 3 engine or native failure.",
      "Every command but 'open' and the bare call works without a display."
    })
public final class Warmpath implements Callable<Integer> {

  /** Commands that need no display, for the message of the one that does. */
  static final String WITHOUT_DISPLAY =
      "run, serve, verify, explain, check, plan, template, render, pictures, bench, models, doctor";

  @Override
  public Integer call() {
    return OpenCommand.open(null);
  }

  /**
   * Runs one command.
   *
   * @return the exit code
   */
  public static int run(String... arguments) {
    // The window without the parser, whose classes no AOT cache takes: a quarter of a second.
    if (arguments.length == 0) {
      return window(null);
    }
    if (arguments.length == 2 && arguments[0].equals("open") && !arguments[1].startsWith("-")) {
      return window(arguments[1]);
    }
    // How Windows hands over a file that was double-clicked.
    if (arguments.length == 1 && arguments[0].endsWith(".warmpath")) {
      return window(arguments[0]);
    }
    CommandLine commands = new CommandLine(new Warmpath());
    OptionValues.register(commands);
    commands.setParameterExceptionHandler(Warmpath::badUsage);
    commands.setExecutionExceptionHandler(
        (e, command, parsed) -> failed(e, command.getErr()));
    return commands.execute(arguments);
  }

  private static int window(@Nullable String file) {
    try {
      return OpenCommand.open(file == null ? null : Path.of(file));
    } catch (RuntimeException e) {
      PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
      return failed(e, err);
    }
  }

  private static int badUsage(CommandLine.ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("warmpath: " + e.getMessage());
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      err.println("Try '" + command + " --help'.");
    }
    return ExitCode.BAD_INPUT;
  }

  private static int failed(Exception e, PrintWriter err) {
    err.println("warmpath: " + message(e));
    if (System.getProperty("warmpath.debug") != null) {
      e.printStackTrace(err);
    }
    return Objects.requireNonNullElse(known(e), ExitCode.ENGINE_FAILED);
  }

  /** The exit code of a failure whose message says what to do; null for one nobody foresaw. */
  private static @Nullable Integer known(Exception e) {
    return switch (e) {
      case WorkspaceException bad -> ExitCode.BAD_INPUT;
      case InvalidPathException bad -> ExitCode.BAD_INPUT;
      case TemplateException bad -> ExitCode.BAD_INPUT;
      case EngineException engine -> ExitCode.of(engine);
      case PortInUse port -> ExitCode.ENGINE_FAILED;
      case DownloadException download ->
          download.retriable() ? ExitCode.ENGINE_FAILED : ExitCode.BAD_INPUT;
      default -> null;
    };
  }

  private static String message(Exception e) {
    if (e instanceof TemplateException template && template.line() > 0) {
      return template.getMessage() + " (line " + template.line() + ", column "
          + template.column() + " of the template)";
    }
    return known(e) != null
        ? String.valueOf(e.getMessage())
        : "an unexpected failure: " + e + ". Set WARMPATH_JAVA_OPTIONS=-Dwarmpath.debug to see"
            + " where.";
  }
}
