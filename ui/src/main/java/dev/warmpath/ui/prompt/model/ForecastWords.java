package dev.warmpath.ui.prompt.model;

import dev.warmpath.lens.LensKey;
import dev.warmpath.token.Segment;
import dev.warmpath.trace.Trace;
import dev.warmpath.workspace.Workspace;
import java.util.List;
import dev.warmpath.ui.canvas.Figures;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the foot of the editor says. Pure.
 *
 * @param hits the number of tokens that would hit
 * @param ofTokens the rest of the sentence, or why there is no forecast
 * @param times expected times
 * @param length prompt against context; what must go when it is too long
 * @param trouble true when the prompt can't be sent for its length
 * @param problem true when {@code ofTokens} is an error
 */
public record ForecastWords(
    String hits, String ofTokens, String times, String length, boolean trouble,
    boolean problem) {

  /** Words for a forecast, or for the reason why there is none. */
  public static ForecastWords of(
      @Nullable Forecast forecast, String problem, boolean modelOpen, boolean empty) {
    if (!problem.isEmpty()) {
      return new ForecastWords("", problem, "", "", false, true);
    }
    if (empty) {
      return note("Add a segment to see what would hit");
    }
    if (!modelOpen) {
      return note("Open a model to see what would hit");
    }
    if (forecast == null) {
      return note("…");
    }
    ForecastLens.Judged judged = forecast.judged();
    boolean unknown = judged != null && judged.verdict().cached().isEmpty();
    String lens = judged == null ? "" : judged.lens().name();
    String times =
        (lens.isEmpty() || unknown ? "" : "under " + lens + " · ") + times(forecast.prediction())
            + (judged == null ? "" : priced(judged));
    return new ForecastWords(
        unknown ? "?" : Figures.count(forecast.hits()),
        unknown
            ? String.format(
                Locale.ROOT, " of %,d tokens: %s does not say what would hit",
                forecast.promptTokens(), lens)
            : String.format(
                Locale.ROOT, " of %,d tokens would hit (%.1f %%)", forecast.promptTokens(),
                100 * forecast.hitShare()),
        forecast.excess() > 0 ? times : times + " · " + length(forecast),
        forecast.excess() > 0 ? length(forecast) : "",
        forecast.excess() > 0,
        false);
  }

  /** What a run really did, beside what was expected. */
  public static String actual(PromptRun run, Trace trace) {
    String did =
        String.format(
            Locale.ROOT, "last run%s %,d of %,d hit", run.cold() ? " (cold)" : "",
            trace.counts().cached(), trace.counts().prompt());
    if (trace.phases().firstToken() == 0) {
      return did + " · " + (trace.state() == Trace.State.CANCELLED ? "cancelled" : "no token");
    }
    String first = did + " · first token " + Figures.duration(trace.phases().firstToken());
    Trace.Prediction expected =
        trace.prediction() == null ? run.forecast().prediction() : trace.prediction();
    if (expected == null) {
      return first;
    }
    long nanos = run.cold() ? expected.coldNanos() : expected.firstTokenNanos();
    return first + " (forecast " + Figures.duration(nanos) + ")";
  }

  private static String priced(ForecastLens.Judged judged) {
    return judged
        .verdict()
        .cost()
        .map(cost -> Figures.money(cost, judged.lens().cited(LensKey.CURRENCY).value()))
        .map(price -> " · " + price + " at lens price")
        .orElse(" · lens price unknown");
  }

  private static String times(Trace.@Nullable Prediction prediction) {
    return prediction == null
        ? "est. TTFT unknown until a first run"
        : "est. TTFT "
            + Figures.duration(prediction.firstTokenNanos())
            + " · cold "
            + Figures.duration(prediction.coldNanos());
  }

  private static String length(Forecast forecast) {
    int context = forecast.context();
    int tokens = forecast.promptTokens();
    if (forecast.excess() > 0) {
      return String.format(
          Locale.ROOT, "prompt %,d of %,d context · %,d tokens must go: %s", tokens, context,
          forecast.excess(), whatMustGo(forecast));
    }
    Workspace.Sampling sampling = forecast.prepared().workspace().sampling();
    int answer = PromptRun.sampling(orDefault(sampling)).maxTokens();
    int room = context - tokens;
    return room < answer
        ? String.format(
            Locale.ROOT, "%,d of %,d context · room for %,d of %,d answer tokens", tokens,
            context, room, answer)
        : String.format(Locale.ROOT, "%,d of %,d context", tokens, context);
  }

  /** Settings out of range are the settings page's business; the length needs only one of them. */
  private static Workspace.Sampling orDefault(Workspace.Sampling sampling) {
    Integer most = sampling.maxTokens();
    return new Workspace.Sampling(
        most != null && most > 0 ? most : null, null, null, null, List.of());
  }

  private static String whatMustGo(Forecast forecast) {
    List<Segment> segments = forecast.prepared().workspace().segments();
    List<SegmentForecast> sizes = forecast.segments();
    int excess = forecast.excess();
    int enough =
        IntStream.range(0, sizes.size())
            .filter(i -> sizes.get(i).tokens() >= excess)
            .boxed()
            .min((left, right) -> sizes.get(left).tokens() - sizes.get(right).tokens())
            .orElse(-1);
    if (enough >= 0) {
      return String.format(
          Locale.ROOT, "shorten “%s” (%,d)", SegmentNames.of(segments.get(enough)),
          sizes.get(enough).tokens());
    }
    int largest =
        IntStream.range(0, sizes.size())
            .boxed()
            .max((left, right) -> sizes.get(left).tokens() - sizes.get(right).tokens())
            .orElse(-1);
    return largest < 0
        ? "the template alone is too long"
        : String.format(
            Locale.ROOT, "no single segment is enough; the largest is “%s” (%,d)",
            SegmentNames.of(segments.get(largest)), sizes.get(largest).tokens());
  }

  private static ForecastWords note(String words) {
    return new ForecastWords("", words, "", "", false, false);
  }
}
