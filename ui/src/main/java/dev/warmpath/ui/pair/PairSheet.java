package dev.warmpath.ui.pair;

import dev.warmpath.engine.EngineInfo;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.latency.LatencyLayout;
import dev.warmpath.ui.latency.LatencyWords;
import dev.warmpath.ui.models.ModelSheet.Row;
import dev.warmpath.ui.models.ModelWords;
import dev.warmpath.ui.ports.ModelOptions;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.PromptRun;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one of the two models holds of the prompt and did with it. Immutable.
 *
 * @param model its name; empty without a model
 * @param badge quantisation, device, and how it was loaded
 * @param state what it is doing, in words
 * @param problem true when the state is an error
 * @param rows counts and times
 * @param trace of its last request; null before one ran
 * @param answer so far
 */
record PairSheet(
    String model, String badge, String state, boolean problem, List<Row> rows,
    @Nullable Trace trace, String answer) {

  static final PairSheet NONE = new PairSheet("", "", "", false, List.of(), null, "");

  PairSheet {
    rows = List.copyOf(rows);
  }

  /**
   * @param options how the model was loaded; null while unknown
   * @param forecast what sending now would find; null while unknown
   * @param run the last request; null before the first
   * @param waiting what it waits for; empty when it does not
   */
  static PairSheet of(
      @Nullable LoadedModel loaded, @Nullable ModelOptions options, @Nullable Forecast forecast,
      @Nullable PromptRun run, String waiting) {
    if (loaded == null) {
      return NONE;
    }
    EngineInfo info = loaded.engine().info();
    Trace trace = run == null ? null : run.trace().get();
    String failed = run == null ? "" : run.problem().get();
    Trace told = waiting.isEmpty() ? trace : null;
    return new PairSheet(
        info.model(), badge(info) + (options == null ? "" : ModelWords.how(options)),
        failed.isEmpty() || !waiting.isEmpty() ? state(trace, waiting) : failed,
        waiting.isEmpty() && !failed.isEmpty(),
        told == null ? predicted(forecast) : measured(told),
        told,
        run == null || !waiting.isEmpty() ? "" : run.answer().chars().toString());
  }

  /** The phases of its last request; empty ones before one ran. */
  LatencyLayout phases() {
    return trace == null
        ? LatencyLayout.NONE
        : LatencyLayout.of(trace, LatencyLayout.Until.END);
  }

  /** The same, refused before it ran. */
  PairSheet failed(String why) {
    return new PairSheet(model, badge, why, true, rows, null, "");
  }

  private static String badge(EngineInfo info) {
    String device = ModelWords.device(info);
    return info.quantisation().isEmpty() ? device : info.quantisation() + " · " + device;
  }

  private static String state(@Nullable Trace trace, String waiting) {
    if (!waiting.isEmpty()) {
      return waiting;
    }
    if (trace == null) {
      return "not sent yet";
    }
    return switch (trace.state()) {
      case QUEUED -> "waiting for its turn";
      case PREFILL -> "reading the prompt";
      case DECODE -> "writing";
      case DONE -> "done";
      case CANCELLED -> "cancelled";
      case FAILED -> "failed";
    };
  }

  /** The same rows before and after, so that nothing jumps. */
  private static List<Row> predicted(@Nullable Forecast forecast) {
    if (forecast == null) {
      return rows("–", "–", "", "–", "", "–");
    }
    Trace.Prediction first = forecast.prediction();
    return rows(
        Figures.count(forecast.promptTokens(), "token", "tokens"),
        cached(forecast.hits(), forecast.promptTokens()), "predicted",
        first == null ? "–" : Figures.duration(first.firstTokenNanos()),
        first == null ? "" : "predicted", "–");
  }

  private static List<Row> measured(Trace trace) {
    Trace.Counts counts = trace.counts();
    Trace.Prediction expected = trace.prediction();
    return rows(
        Figures.count(counts.prompt(), "token", "tokens"),
        cached(counts.cached(), counts.prompt()),
        Figures.count(counts.computed()) + " computed", LatencyWords.firstToken(trace),
        expected == null ? "" : "predicted " + Figures.duration(expected.firstTokenNanos()),
        Figures.count(counts.completion(), "token", "tokens") + " · "
            + LatencyWords.decodeRate(trace) + " tok/s");
  }

  private static String cached(int hits, int of) {
    return Figures.count(hits) + " · " + Figures.share(hits, of);
  }

  private static List<Row> rows(
      String prompt, String cached, String computed, String first, String expected,
      String answer) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("Prompt", prompt, ""));
    rows.add(new Row("Cached", cached, computed));
    rows.add(new Row("First token", first, expected));
    rows.add(new Row("Answer", answer, ""));
    return rows;
  }
}
