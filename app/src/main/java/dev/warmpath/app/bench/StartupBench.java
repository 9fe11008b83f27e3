package dev.warmpath.app.bench;

import dev.warmpath.app.desktop.StartMarks;
import dev.warmpath.engine.EngineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code bench startup}: the whole program as a process of its own, from its start to the first
 * painted window and to the loaded model. It starts what runs now, the package's launcher or the
 * class path, without a display, with settings folders of its own.
 */
public final class StartupBench {
  private static final int RUNS = 7;
  private static final double NANOS_PER_MS = 1e6;

  /** Far beyond any start; a process that hangs is stopped. */
  private static final long LIMIT_SECONDS = 120;

  private static final String OPTIONS =
      "-Dglass.platform=Headless -Dprism.order=sw -D" + StartMarks.PROPERTY + "=true";

  private StartupBench() {}

  private record Start(double windowMs, double modelMs) {}

  /** Medians; the first start, which fills the system's file cache, is not counted. */
  public static Map<String, Object> run(BenchOptions options)
      throws IOException, InterruptedException {
    int runs = options.quick() ? 1 : RUNS;
    List<Start> starts = new ArrayList<>();
    for (int i = options.quick() ? 0 : -1; i < runs; i++) {
      Start start = start();
      if (i >= 0) {
        starts.add(start);
      }
    }
    return new Report()
        .number("window_ms", median(starts.stream().mapToDouble(Start::windowMs).toArray()), 1)
        .number(
            "model_ready_ms", median(starts.stream().mapToDouble(Start::modelMs).toArray()), 1)
        .figures();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static Start start() throws IOException, InterruptedException {
    Path folders = Files.createTempDirectory("warmpath-startup");
    try {
      ProcessBuilder program = new ProcessBuilder(command());
      program.redirectError(ProcessBuilder.Redirect.DISCARD);
      Map<String, String> environment = program.environment();
      // What the launchers of both kinds hand to the Java runtime.
      environment.merge("JAVA_TOOL_OPTIONS", OPTIONS, (old, ours) -> old + " " + ours);
      for (String folder :
          List.of(
              "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA")) {
        environment.put(folder, folders.resolve(folder).toString());
      }
      long begin = System.nanoTime();
      Process process = program.start();
      process.onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
          .exceptionally(tooLong -> process.destroyForcibly());
      try (BufferedReader marks = process.inputReader(StandardCharsets.UTF_8)) {
        return read(marks, begin);
      } finally {
        process.destroyForcibly();
        process.waitFor();
      }
    } finally {
      delete(folders);
    }
  }

  private static Start read(BufferedReader marks, long begin) throws IOException {
    double window = 0;
    double model = 0;
    String line = marks.readLine();
    while (line != null) {
      double now = (System.nanoTime() - begin) / NANOS_PER_MS;
      if (line.equals(StartMarks.WINDOW)) {
        window = now;
      } else if (line.equals(StartMarks.MODEL)) {
        model = now;
      }
      if (window > 0 && model > 0) {
        return new Start(window, model);
      }
      line = marks.readLine();
    }
    throw new EngineException(
        EngineException.Kind.COMPUTE_FAILED,
        "The program ended before " + (window > 0 ? "its model was loaded" : "its window opened")
            + ". Run 'warmpath doctor' to see why.");
  }

  private static List<String> command() {
    String launcher = System.getProperty("jpackage.app-path");
    if (launcher != null) {
      return List.of(launcher);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "dev.warmpath.app.Main"));
    return command;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path empty, IOException failure)
              throws IOException {
            Files.delete(empty);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
