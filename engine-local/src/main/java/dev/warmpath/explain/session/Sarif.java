package dev.warmpath.explain.session;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Cause;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A check report as SARIF 2.1.0, the form that code hosts show beside the changed lines. */
public final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String OVER_BUDGET = "cache_budget";

  private Sarif() {}

  /**
   * @param version Warmpath's own version
   * @return the log as JSON values
   */
  public static Map<String, @Nullable Object> of(CheckReport report, String version) {
    List<Object> results = new ArrayList<>();
    for (CheckReport.Row row : report.rows()) {
      if (!row.passed()) {
        results.add(result(row, report.minimum()));
      }
    }
    for (CheckReport.Total total : report.totals()) {
      if (!total.passed()) {
        String text =
            String.format(
                Locale.ROOT,
                "%d of %d prompt tokens hit the cache (%.0f %%); the budget is %.0f %%.",
                total.cached(), total.prompt(), 100 * total.share(), 100 * report.minimum());
        results.add(result(OVER_BUDGET, text, location(total.file(), 1)));
      }
    }
    Map<String, @Nullable Object> driver = new LinkedHashMap<>();
    driver.put("name", "Warmpath");
    driver.put("version", version);
    driver.put("rules", rules());
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", results);
    Map<String, @Nullable Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  private static List<Object> rules() {
    List<Object> rules = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      if (cause.isFault()) {
        rules.add(rule(cause.id(), cause.title()));
      }
    }
    rules.add(rule(OVER_BUDGET, "Too few prompt tokens hit the cache"));
    return rules;
  }

  private static Map<String, Object> rule(String id, String text) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", id);
    rule.put("shortDescription", Map.of("text", text));
    return rule;
  }

  private static Map<String, Object> result(CheckReport.Row row, double minimum) {
    ExplainResult result = row.result();
    Verdict verdict = result.verdict();
    StringBuilder text = new StringBuilder(verdict.title());
    if (!verdict.where().isEmpty()) {
      text.append(" (").append(verdict.where()).append(')');
    }
    text.append(
        String.format(
            Locale.ROOT, ": %s of %d prompt tokens hit, the budget is %.0f %%",
            verdict.cached().isPresent() ? verdict.cached().getAsInt() : "an unknown number",
            verdict.prompt(), 100 * minimum));
    row.was().ifPresent(
        share -> text.append(String.format(Locale.ROOT, " and it was %.0f %%", 100 * share)));
    text.append('.');
    if (verdict.divergence() != null) {
      text.append(" Before: ").append(verdict.divergence().markedBefore());
      text.append(" Now: ").append(verdict.divergence().markedAfter());
    }
    return result(
        verdict.cause().id(), text.toString(),
        location(result.step().file(), result.step().line()));
  }

  private static Map<String, Object> result(String rule, String text, Map<String, Object> place) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", rule);
    result.put("level", "error");
    result.put("message", Map.of("text", text));
    result.put("locations", List.of(place));
    return result;
  }

  private static Map<String, Object> location(String file, int line) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", uri(file)));
    physical.put("region", Map.of("startLine", line));
    return Map.of("physicalLocation", physical);
  }

  /** A reference: back slashes, blanks and non-ASCII letters are not allowed in one. */
  private static String uri(String file) {
    Path path = Path.of(file);
    if (path.isAbsolute()) {
      return path.toUri().toASCIIString();
    }
    try {
      return new URI(null, null, file.replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the file name " + file + " cannot be a reference", e);
    }
  }
}
