package dev.warmpath.app.cli;

import dev.warmpath.app.bench.BenchOptions;
import dev.warmpath.app.bench.EngineBenches;
import dev.warmpath.app.bench.ExplainBench;
import dev.warmpath.app.bench.StartupBench;
import dev.warmpath.app.bench.WindowBenches;
import dev.warmpath.app.desktop.Folders;
import dev.warmpath.engine.EngineException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures one thing and prints the figures. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Measure the cache, the engine, the explanations, the window or the start."
        + " Always without a display. docs/performance.md says what each figure means.",
    footer = {"", "Example: warmpath bench tree --json"})
final class BenchCommand implements Callable<Integer> {

  /** What can be measured. */
  enum Bench {
    TREE(EngineBenches::tree),
    TTFT(EngineBenches::ttft),
    DECODE(EngineBenches::decode),
    PREDICT(EngineBenches::predict),
    PEEK(EngineBenches::peek),
    HTTP(EngineBenches::http),
    EXPLAIN(ExplainBench::run),
    EDITOR(WindowBenches::editor),
    TREEVIEW(WindowBenches::treeview),
    REQUESTS(WindowBenches::requests),
    STORIES(WindowBenches::stories),
    STARTUP(StartupBench::run);

    private final Measurement measurement;

    Bench(Measurement measurement) {
      this.measurement = measurement;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Runs and gives figures under their keys. */
  @FunctionalInterface
  interface Measurement {
    Map<String, Object> run(BenchOptions options) throws Exception;
  }

  @Parameters(paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}")
  private Bench bench = Bench.TREE;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      description = "A GGUF model (default: one of random numbers with 58 million parameters, made"
          + " once; for the window and the start the demo model).")
  private @Nullable Path model;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads (default: physical cores).")
  private @Nullable Integer threads;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "auto (default), cpu, or a device that doctor lists.")
  private String device = "auto";

  @Option(names = "--quick", description = "A smoke run: seconds, but figures without meaning.")
  private boolean quick;

  @Option(
      names = "--dump",
      paramLabel = "FILE",
      description = "tree only: write its prompts as chat requests, one a line.")
  private @Nullable Path dump;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (dump != null && bench != Bench.TREE) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST, "--dump is for bench tree, not for " + bench + ".");
    }
    Map<String, Object> figures;
    try {
      figures =
          bench.measurement.run(
              new BenchOptions(model, Folders.cache(), threads, device, quick, dump));
    } catch (IllegalStateException broken) {
      throw new EngineException(
          EngineException.Kind.COMPUTE_FAILED,
          "The measurement failed: " + broken.getMessage(), broken);
    }
    if (json) {
      Output.json(figures);
    } else {
      print("", figures);
    }
    return ExitCode.OK;
  }

  private static void print(String indent, Map<?, ?> figures) {
    figures.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> part) {
            System.out.println(indent + key);
            print(indent + "  ", part);
          } else {
            System.out.println(indent + key + ": " + value);
          }
        });
  }
}
