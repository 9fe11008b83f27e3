import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** Programs the packages are made with. */
final class Tools {
  private Tools() {}

  /** A tool of the JDK that runs this. */
  static void jdk(String name, List<String> arguments) {
    System.out.println("[installer] " + name);
    int exit =
        ToolProvider.findFirst(name)
            .orElseThrow(
                () -> new IllegalStateException(
                    "no " + name + " in " + System.getProperty("java.home")))
            .run(System.out, System.err, arguments.toArray(String[]::new));
    check(name, exit);
  }

  /** Any program, with its output shown. */
  static void run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    String name = Path.of(command.getFirst()).getFileName().toString();
    System.out.println("[installer] " + name);
    ProcessBuilder process = new ProcessBuilder(new ArrayList<>(command)).inheritIO();
    process.environment().putAll(environment);
    check(name, process.start().waitFor());
  }

  static boolean onPath(String program) {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private static void check(String name, int exit) {
    if (exit != 0) {
      throw new IllegalStateException(name + " failed with exit code " + exit);
    }
  }
}
