package dev.warmpath.app.bench;

import dev.warmpath.app.http.bench.HttpBench;
import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.cache.bench.PeekBench;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.bench.DecodeBench;
import dev.warmpath.engine.bench.PredictBench;
import dev.warmpath.engine.bench.TreeBench;
import dev.warmpath.engine.bench.TreeWorkload;
import dev.warmpath.engine.bench.TtftBench;
import dev.warmpath.engine.local.LocalEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks that need no window. Each returns its figures under the documented keys. */
public final class EngineBenches {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TREE_SLOTS = 4;
  private static final int PEEK_ROUNDS = 2_000;
  private static final int QUICK_PEEK_ROUNDS = 20;

  private EngineBenches() {}

  public static Map<String, Object> tree(BenchOptions options) throws InterruptedException {
    try (Wiring.Opened opened = open(options, TreeBench.CONTEXT, TREE_SLOTS)) {
      LocalEngine engine = engine(opened);
      TreeWorkload work =
          TreeWorkload.of(
              options.quick() ? TreeWorkload.Shape.QUICK : TreeWorkload.Shape.FULL,
              (system, user) ->
                  engine.tokenizer().tokenize(
                      opened.model().template().render(chat(system, user))));
      Path dump = options.dump();
      if (dump != null) {
        dump(work, engine.info().model(), dump);
      }
      TreeBench.Result result = TreeBench.run(engine, work);
      return new Report()
          .count("prompt_tokens", result.promptTokens())
          .count("evaluated_tokens", result.evaluatedTokens())
          .count("minimum_tokens", result.minimumTokens())
          .number("ttft_ms_median", result.ttftMedianMs(), 3)
          .number("total_ms", result.totalMs(), 1)
          .figures();
    }
  }

  private static Map<String, Object> chat(String system, String user) {
    Map<String, Object> chat = new LinkedHashMap<>();
    chat.put("messages", List.of(message("system", system), message("user", user)));
    return chat;
  }

  /** A message whose role is written first. */
  static Map<String, Object> message(String role, String content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }

  /** One chat request a line, in the order they are asked; most servers want a model's name. */
  private static void dump(TreeWorkload work, String model, Path file) {
    List<String> lines = new ArrayList<>();
    for (TreeWorkload.Chat chat : work.chats()) {
      Map<String, Object> request = new LinkedHashMap<>(Map.of("model", model));
      request.putAll(chat(chat.system(), chat.user()));
      request.put("max_tokens", TreeBench.ANSWER);
      request.put("temperature", 0);
      lines.add(JSON.writeValueAsString(request));
    }
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      String why = e instanceof NoSuchFileException ? "there is no such folder" : e.getMessage();
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          file + " cannot be written: " + why + ". Choose another place.", e);
    }
  }

  public static Map<String, Object> ttft(BenchOptions options) throws InterruptedException {
    try (Wiring.Opened opened = open(options, TtftBench.CONTEXT, 1)) {
      TtftBench.Result result =
          TtftBench.run(
              engine(opened),
              options.quick() ? TtftBench.Plan.QUICK : TtftBench.Plan.FULL);
      return new Report()
          .number("cold_ms", result.coldMs(), 3)
          .number("warm_in_place_ms", result.warmInPlaceMs(), 3)
          .number("warm_restored_ms", result.warmRestoredMs(), 3)
          .number("raw_suffix_ms", result.rawSuffixMs(), 3)
          .number("in_place_ratio", result.inPlaceRatio(), 4)
          .number("restored_ratio", result.restoredRatio(), 4)
          .figures();
    }
  }

  public static Map<String, Object> decode(BenchOptions options) throws InterruptedException {
    List<Wiring.Opened> opened = new ArrayList<>();
    try {
      for (int i = 0; i < DecodeBench.OCCUPIED.size(); i++) {
        opened.add(open(options, DecodeBench.CONTEXT, DecodeBench.SLOTS));
      }
      DecodeBench.Result result =
          DecodeBench.run(
              opened.stream().map(EngineBenches::engine).toList(),
              options.quick() ? DecodeBench.Plan.QUICK : DecodeBench.Plan.FULL);
      return new Report()
          .number("bare_tps", result.bareTps(), 2)
          .number("engine_tps", result.engineTps(), 2)
          .part("occupied", speeds(result.occupied()))
          .part("parallel", speeds(result.parallel()))
          .figures();
    } finally {
      opened.forEach(Wiring.Opened::close);
    }
  }

  private static Report speeds(Map<Integer, Double> speeds) {
    Report report = new Report();
    speeds.forEach((key, tps) -> report.number(key.toString(), tps, 2));
    return report;
  }

  public static Map<String, Object> predict(BenchOptions options) throws InterruptedException {
    try (Wiring.Opened opened = open(options, PredictBench.CONTEXT, TREE_SLOTS)) {
      PredictBench.Result result =
          PredictBench.run(
              engine(opened),
              options.quick() ? PredictBench.Plan.QUICK : PredictBench.Plan.FULL);
      return new Report()
          .number("median_abs_error_pct", result.medianErrorPct(), 2)
          .number("p90_abs_error_pct", result.p90ErrorPct(), 2)
          .figures();
    }
  }

  /** What the endpoint adds to a request: medians in microseconds. */
  public static Map<String, Object> http(BenchOptions options) throws IOException {
    try (Wiring.Opened opened = Wiring.open(options.open(options.model(), 4096, 1), part -> true)) {
      HttpBench.Result result =
          HttpBench.run(
              opened.model(), options.quick() ? HttpBench.Plan.QUICK : HttpBench.Plan.FULL);
      return new Report()
          .number("request_to_engine_us", result.requestToEngine() / 1e3, 1)
          .number("tokenize_us", result.tokenize() / 1e3, 1)
          .number("overhead_us", result.overhead() / 1e3, 1)
          .figures();
    }
  }

  public static Map<String, Object> peek(BenchOptions options) {
    PeekBench.Result result =
        options.quick()
            ? PeekBench.run(QUICK_PEEK_ROUNDS, QUICK_PEEK_ROUNDS)
            : PeekBench.run(PEEK_ROUNDS, PeekBench.WARM_UP);
    Report report = new Report();
    result.peeks().forEach(
        (tokens, times) ->
            report.part(
                tokens.toString(),
                new Report()
                    .number("p50_us", times.p50Us(), 2)
                    .number("p99_us", times.p99Us(), 2)));
    return report.number("publish_p99_us", result.publish().p99Us(), 2).figures();
  }

  private static Wiring.Opened open(BenchOptions options, int context, int slots) {
    return Wiring.open(options.open(options.modelOrRandom(), context, slots), part -> true);
  }

  private static LocalEngine engine(Wiring.Opened opened) {
    return (LocalEngine) opened.model().engine();
  }
}
