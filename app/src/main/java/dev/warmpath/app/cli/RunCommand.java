package dev.warmpath.app.cli;

import dev.warmpath.app.wiring.OpenModel;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.Sampling;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a workspace or a request body to the local engine and says what was cached. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run a workspace or a chat request and show what came from the cache. With two"
        + " --model options the same prompt runs on both.",
    footer = {"", "Example: warmpath run chatbot.warmpath --repeat 2 --json"})
final class RunCommand implements Callable<Integer> {
  /** Keeps a mistyped count from running all night. */
  private static final int MAX_REPEAT = 10_000;

  @Parameters(paramLabel = "FILE", description = "A .warmpath workspace or a request body.")
  private Path file = Path.of("");

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--repeat", paramLabel = "N", description = "Send it N times (default: 1).")
  private int repeat = 1;

  @Option(
      names = "--fresh",
      description = "Fill {{now}}, {{uuid}} and {{counter}} anew for every run, not once.")
  private boolean fresh;

  @Option(names = "--no-cache", description = "Neither read nor store: every run is cold.")
  private boolean noCache;

  @Option(
      names = "--max-tokens",
      paramLabel = "K",
      description = "Most tokens of an answer (default: as the file says, else 256).")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--temperature",
      paramLabel = "T",
      description = "0 to 2; 0 is greedy (default: 0).")
  private double temperature;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Seed of --temperature above 0 (default: random).")
  private @Nullable Long seed;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (repeat < 1 || repeat > MAX_REPEAT) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          "--repeat is " + repeat + "; 1 to " + MAX_REPEAT + " is allowed.");
    }
    Chats chats = Chats.read(file);
    Sampling sampling = sampling(chats);
    List<OpenModel> wishes = model.openEach(1);
    try (Wiring.Opened first = Wiring.open(wishes.getFirst(), part -> true);
        Wiring.Opened second =
            wishes.size() < 2 ? null : Wiring.open(wishes.getLast(), part -> true)) {
      List<Side> sides = new ArrayList<>(List.of(new Side(first.model(), new ArrayList<>())));
      if (second != null) {
        sides.add(new Side(second.model(), new ArrayList<>()));
      }
      run(chats, sampling, sides);
      if (json) {
        Output.json(report(sides));
      }
    }
    return ExitCode.OK;
  }

  /** A model and what ran on it. */
  private record Side(LoadedModel model, List<Trace> traces) {}

  /** Every model gets the same fields; one after the other, so that no one slows the other down. */
  private void run(Chats chats, Sampling sampling, List<Side> sides)
      throws InterruptedException {
    for (Side side : sides) {
      if (!side.model().warning().isEmpty()) {
        Output.progress("warning: " + side.model().warning());
      }
    }
    CompletionRequest.Cache cache =
        noCache ? CompletionRequest.Cache.OFF : CompletionRequest.Cache.DEFAULT;
    Map<String, @Nullable Object> fields = chats.fields();
    for (int index = 0; index < repeat; index++) {
      if (index > 0 && fresh) {
        fields = chats.fields();
      }
      for (Side side : sides) {
        Engine engine = side.model().engine();
        CompletionRequest request =
            chats.request(fields, side.model().template(), engine.tokenizer(), sampling, cache);
        Trace trace = finish(engine.submit(request));
        side.traces().add(trace);
        if (!json) {
          if (sides.size() > 1) {
            System.out.println(engine.info().model() + " · " + engine.info().quantisation() + ":");
          }
          print(index, trace);
        }
      }
    }
  }

  private Sampling sampling(Chats chats) {
    try {
      Sampling greedy = Sampling.greedy(maxTokens == null ? chats.maxTokens() : maxTokens);
      return new Sampling(
          greedy.maxTokens(), temperature, greedy.topP(), greedy.topK(), greedy.minP(), seed,
          0, 0, Map.of(), chats.stop(), -1, null);
    } catch (IllegalArgumentException e) {
      throw EngineException.badRequest(e);
    }
  }

  private static Trace finish(Completion completion) throws InterruptedException {
    try {
      return completion.result().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineException failure) {
        throw failure;
      }
      throw new EngineException(
          EngineException.Kind.COMPUTE_FAILED, "The run failed: " + e.getCause(), e.getCause());
    }
  }

  private static void print(int index, Trace trace) {
    System.out.println(trace.text());
    System.out.println(
        String.format(
            Locale.ROOT,
            "  run %d: %,d of %,d prompt tokens cached · %,d computed · first token %.1f ms ·"
                + " total %.1f ms",
            index + 1, trace.counts().cached(), trace.counts().prompt(),
            trace.counts().computed(), trace.phases().firstToken() / 1e6,
            trace.phases().total() / 1e6));
  }

  /** Of two models, {@code models} with what one of them alone reports. */
  private static Map<String, Object> report(List<Side> sides) {
    List<Map<String, Object>> reports = sides.stream().map(RunCommand::report).toList();
    return sides.size() == 1 ? reports.getFirst() : Map.of("models", reports);
  }

  private static Map<String, Object> report(Side side) {
    List<Object> requests = new ArrayList<>();
    for (int index = 0; index < side.traces().size(); index++) {
      requests.add(request(index, side.traces().get(index)));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("requests", requests);
    report.put("engine", engine(side.model().engine().info()));
    return report;
  }

  private static Map<String, Object> request(int index, Trace trace) {
    Trace.Phases phases = trace.phases();
    Map<String, Object> times = new LinkedHashMap<>();
    times.put("queue_ms", Output.millis(phases.queue()));
    times.put("tokenize_ms", Output.millis(phases.tokenize()));
    times.put("lookup_ms", Output.millis(phases.lookup()));
    times.put("restore_ms", Output.millis(phases.restore()));
    times.put("prefill_ms", Output.millis(phases.prefill()));
    times.put("decode_ms", Output.millis(phases.decode()));
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("index", index);
    request.put("prompt_tokens", trace.counts().prompt());
    request.put("cached_tokens", trace.counts().cached());
    request.put("evaluated_tokens", trace.counts().computed());
    request.put("completion_tokens", trace.counts().completion());
    request.put("ttft_ms", Output.millis(phases.firstToken()));
    request.put("total_ms", Output.millis(phases.total()));
    request.put("phases", times);
    request.put("text", trace.text());
    return request;
  }

  /** The {@code engine} object of every command's JSON. */
  static Map<String, Object> engine(EngineInfo info) {
    Map<String, Object> engine = new LinkedHashMap<>();
    engine.put("model", info.model());
    engine.put("device", info.device());
    engine.put("backend", info.backend());
    engine.put("n_ctx", info.context());
    return engine;
  }
}
