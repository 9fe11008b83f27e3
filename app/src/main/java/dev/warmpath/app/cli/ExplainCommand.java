package dev.warmpath.app.cli;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.Step;
import dev.warmpath.explain.text.WhiteSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says why a request missed what an earlier one had cached. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Explain why a request missed the cache that an earlier one filled.",
    footer = {"", "Example: warmpath explain before.json after.json --lens anthropic"})
final class ExplainCommand implements Callable<Integer> {
  /** Code points of either text: a difference starts near the beginning of what is given. */
  private static final int SHOWN = 120;

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "A request body, or a .jsonl session; alone, every step of it is explained.")
  private Path before = Path.of("");

  @Parameters(index = "1", arity = "0..1", paramLabel = "AFTER", description = "The later one.")
  private @Nullable Path after;

  @Mixin private RuleOptions rules = new RuleOptions();

  @Override
  public Integer call() {
    List<Step> first = Sessions.steps(before);
    List<Step> asked = after == null ? first : Sessions.steps(after);
    List<Step> earlier = after == null ? List.of() : first;
    List<ExplainResult> results =
        rules.judge(
            (renderer, lens) -> new ExplainSession(renderer, lens).explain(earlier, asked));
    if (rules.json) {
      Output.json(report(results, after != null));
    } else {
      results.forEach(ExplainCommand::print);
    }
    return ExitCode.OK;
  }

  private static Map<String, @Nullable Object> report(List<ExplainResult> results, boolean pair) {
    if (pair && results.size() == 1) {
      return results.getFirst().json();
    }
    List<Object> steps = new ArrayList<>();
    for (ExplainResult result : results) {
      Map<String, @Nullable Object> step = new LinkedHashMap<>();
      step.put("file", result.step().file());
      step.put("line", result.step().line());
      step.putAll(result.json());
      steps.add(step);
    }
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("steps", steps);
    return report;
  }

  private static void print(ExplainResult result) {
    Verdict verdict = result.verdict();
    System.out.printf(
        Locale.ROOT, "%s:%d  %s%n", result.step().file(), result.step().line(), verdict.title());
    if (!verdict.detail().isEmpty()) {
      System.out.println("  " + verdict.detail());
    }
    String cached =
        verdict.cached().isPresent() ? String.valueOf(verdict.cached().getAsInt()) : "unknown";
    System.out.printf(
        Locale.ROOT, "  %s · %s of %,d tokens cached (%s) · %,d lost · lens %s%n",
        verdict.cause().id(), cached, verdict.prompt(), result.provenance(), verdict.lost(),
        verdict.lens().lens());
    Divergence divergence = verdict.divergence();
    if (divergence != null) {
      System.out.printf(
          Locale.ROOT, "  token %,d, character %,d of %s%n    before: %s%n    after:  %s%n",
          divergence.token(), divergence.character(), divergence.path(),
          visible(divergence.before()), visible(divergence.after()));
    }
    verdict.lens().notes().stream()
        .filter(note -> !note.equals(verdict.detail()))
        .forEach(note -> System.out.println("  note: " + note));
    verdict
        .fixes()
        .forEach(
            fix ->
                System.out.printf(
                    Locale.ROOT, "  fix: %s (+%,d tokens)%n", fix.description(),
                    fix.gainTokens()));
  }

  /** White space is often the difference, so it is shown. */
  private static String visible(String whole) {
    String text =
        whole.codePointCount(0, whole.length()) <= SHOWN
            ? whole
            : whole.substring(0, whole.offsetByCodePoints(0, SHOWN)) + "…";
    return WhiteSpace.visible(text);
  }
}
