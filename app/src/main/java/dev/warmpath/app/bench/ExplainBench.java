package dev.warmpath.app.bench;

import static dev.warmpath.app.bench.EngineBenches.message;

import dev.warmpath.app.wiring.Vocabularies;
import dev.warmpath.explain.MissExplainer;
import dev.warmpath.explain.Question;
import dev.warmpath.explain.Turn;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.token.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench explain}: two sessions of an agent with 200,000 tokens each that part in the first
 * line, the worst place. Phases: reading the JSON, rendering, tokenizing, and the explanation with
 * its fixes once both are tokenized.
 */
public final class ExplainBench {
  private static final int TOKENS = 200_000;
  private static final int QUICK_TOKENS = 4_000;

  /** Tokens of one turn of {@link #session}, roughly; the figures tell the exact number. */
  private static final int TURN_TOKENS = 190;

  private static final int ROUNDS = 7;
  private static final double NANOS_PER_MS = 1e6;

  private ExplainBench() {}

  private record Round(long read, long render, long tokenize, long explain) {}

  public static Map<String, Object> run(BenchOptions options) {
    int turns = (options.quick() ? QUICK_TOKENS : TOKENS) / TURN_TOKENS;
    String before = JsonTree.text(session(turns, "2026-11-21T10:31:07Z"));
    String after = JsonTree.text(session(turns + 1, "2026-11-21T10:33:41Z"));
    Lens lens = LensCatalog.bundled().local();
    List<Round> rounds = new ArrayList<>();
    Verdict verdict = null;
    String model = options.model() == null ? null : options.model().toString();
    try (Vocabularies.Open open = Vocabularies.open(model)) {
      Renderer renderer = open.renderer();
      for (int i = 0; i < (options.quick() ? 1 : ROUNDS); i++) {
        long start = System.nanoTime();
        RequestBody older = RequestBody.of(JsonTree.object(before, "before"));
        RequestBody newer = RequestBody.of(JsonTree.object(after, "after"));
        long read = System.nanoTime();
        Prompt one = renderer.template().render(older.request());
        Prompt other = renderer.template().render(newer.request());
        long rendered = System.nanoTime();
        Turn was = Turn.of(1, tokenized(renderer, older, one), lens);
        Turn now = Turn.of(2, tokenized(renderer, newer, other), lens);
        long tokenized = System.nanoTime();
        verdict =
            new MissExplainer(lens, renderer).explain(Question.of(now, List.of(was)));
        long explained = System.nanoTime();
        rounds.add(
            new Round(
                read - start, rendered - read, tokenized - rendered, explained - tokenized));
      }
    }
    if (verdict == null || verdict.divergence() == null || verdict.fixes().isEmpty()) {
      throw new IllegalStateException("the sessions were not explained: " + verdict);
    }
    return new Report()
        .count("prompt_tokens", verdict.prompt())
        .count("fixes", verdict.fixes().size())
        .number("read_ms", median(rounds.stream().mapToLong(Round::read).toArray()), 1)
        .number("render_ms", median(rounds.stream().mapToLong(Round::render).toArray()), 1)
        .number("tokenize_ms", median(rounds.stream().mapToLong(Round::tokenize).toArray()), 1)
        .number("explain_ms", median(rounds.stream().mapToLong(Round::explain).toArray()), 1)
        .figures();
  }

  private static Rendered tokenized(Renderer renderer, RequestBody body, Prompt prompt) {
    return Rendered.of(body, prompt, renderer.tokenizer().tokenize(prompt));
  }

  private static double median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / NANOS_PER_MS;
  }

  /** An agent that read files, {@code turns} times, under instructions with a time. */
  private static Map<String, Object> session(int turns, String time) {
    List<Object> messages = new ArrayList<>();
    messages.add(
        message("system", "Current time: " + time + "\nYou are a coding agent.\n\n# Rules\n"
            + "- Read before you write.\n- Run the tests after every change."));
    for (int i = 0; i < turns; i++) {
      messages.add(message("user", "Please look at part " + i + " of the ledger, then go on."));
      StringBuilder text = new StringBuilder("Part " + i + " holds:\n");
      for (int line = 0; line < 8; line++) {
        text.append("Ledger.java:").append(i * 8 + line).append(": total = total.add(rate")
            .append((i * 31 + line * 7) % 97).append(");\n");
      }
      messages.add(message("assistant", text.toString()));
    }
    messages.add(message("user", "What is left to do?"));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", "demo");
    body.put("messages", messages);
    return body;
  }
}
