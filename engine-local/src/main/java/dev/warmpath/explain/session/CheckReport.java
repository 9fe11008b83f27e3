package dev.warmpath.explain.session;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cache budget of a set of requests. A request fails when a named cause keeps its cached share
 * under the budget or under what it was in the baseline; a file fails with one of them when all its
 * requests together are under the budget. First requests and other conversations have nothing to
 * reuse and are not counted; new text alone breaks no budget.
 *
 * @param lens the cache's rules
 * @param minimum smallest cached share, 0 to 1
 * @param rows one per request
 * @param totals one per file that has a request to count
 */
public record CheckReport(String lens, double minimum, List<Row> rows, List<Total> totals) {

  /**
   * One request.
   *
   * @param result the explanation
   * @param counted false for a first request or another conversation
   * @param passed within the budget
   * @param was the cached share in the baseline; empty when it has none
   */
  public record Row(ExplainResult result, boolean counted, boolean passed, OptionalDouble was) {}

  /**
   * One file.
   *
   * @param file its name
   * @param cached cached tokens of the counted requests
   * @param prompt their prompt tokens
   * @param passed within the budget
   */
  public record Total(String file, long cached, long prompt, boolean passed) {
    public double share() {
      return prompt == 0 ? 1 : (double) cached / prompt;
    }
  }

  public CheckReport {
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
  }

  /** A report without a baseline. */
  public static CheckReport of(List<ExplainResult> results, String lens, double minimum) {
    return of(results, lens, minimum, CheckBaseline.NONE);
  }

  /**
   * @param minimum smallest cached share, 0 to 1
   * @param baseline what the requests reused before
   * @throws IllegalArgumentException when the minimum is out of range
   */
  public static CheckReport of(
      List<ExplainResult> results, String lens, double minimum, CheckBaseline baseline) {
    if (!(minimum >= 0 && minimum <= 1)) {
      throw new IllegalArgumentException(
          "the smallest cached share must be from 0 to 1, got " + minimum);
    }
    List<Row> rows = new ArrayList<>();
    Map<String, long[]> sums = new LinkedHashMap<>();
    Set<String> broken = new HashSet<>();
    for (ExplainResult result : results) {
      Verdict verdict = result.verdict();
      boolean counted =
          verdict.cause() != Cause.COLD_START
              && verdict.cause() != Cause.AUXILIARY_CALL
              && verdict.cached().isPresent();
      double share = verdict.hitShare().orElse(0);
      boolean unknown = verdict.cached().isEmpty();
      boolean low = share < minimum && !baseline.kept(result.step(), share);
      boolean fails =
          verdict.cause().isFault() && (low || baseline.worse(result.step(), share));
      rows.add(
          new Row(
              result, counted, !(counted && fails) && !unknown, baseline.share(result.step())));
      if (counted && fails) {
        broken.add(result.step().file());
      }
      if (counted) {
        long[] sum = sums.computeIfAbsent(result.step().file(), file -> new long[2]);
        sum[0] += verdict.cached().getAsInt();
        sum[1] += verdict.prompt();
      }
    }
    List<Total> totals = new ArrayList<>();
    sums.forEach(
        (file, sum) ->
            totals.add(
                new Total(
                    file, sum[0], sum[1],
                    // New text alone breaks no budget.
                    !broken.contains(file) || sum[0] >= minimum * sum[1] - 1e-9 * sum[1])));
    return new CheckReport(lens, minimum, rows, totals);
  }

  public boolean passed() {
    return rows.stream().allMatch(Row::passed) && totals.stream().allMatch(Total::passed);
  }

  /** A table for people: one line per request, then one per file. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT, "%-4s  %-36s  %9s  %9s  %6s  %6s  %s%n", "", "request", "cached",
            "prompt", "share", "was", "why"));
    for (Row row : rows) {
      Verdict verdict = row.result().verdict();
      String cached =
          verdict.cached().isPresent() ? Integer.toString(verdict.cached().getAsInt()) : "unknown";
      table.append(
          String.format(
              Locale.ROOT, "%-4s  %-36s  %9s  %9d  %6s  %6s  %s%n",
              row.passed() ? (row.counted() ? "ok" : "–") : "FAIL", name(row.result().step()),
              cached, verdict.prompt(), percent(verdict.hitShare()), percent(row.was()),
              why(verdict)));
    }
    for (Total total : totals) {
      table.append(
          String.format(
              Locale.ROOT,
              "%-4s  %-36s  %9d  %9d  %4.0f %%          all together, budget %.0f %%%n",
              total.passed() ? "ok" : "FAIL", cut(total.file()), total.cached(), total.prompt(),
              100 * total.share(), 100 * minimum));
    }
    return table.toString();
  }

  private static String percent(OptionalDouble share) {
    return share.isPresent()
        ? String.format(Locale.ROOT, "%.0f %%", 100 * share.getAsDouble())
        : "–";
  }

  private static String why(Verdict verdict) {
    String where = verdict.where();
    return verdict.cause().id() + (where.isEmpty() ? "" : " at " + where);
  }

  private static String name(Step step) {
    return cut(step.file() + ":" + step.line());
  }

  private static String cut(String name) {
    return name.length() <= 36 ? name : "…" + name.substring(name.length() - 35);
  }

  /** The report as JSON values. */
  public Map<String, @Nullable Object> json() {
    List<Object> list = new ArrayList<>();
    for (Row row : rows) {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("file", row.result().step().file());
      json.put("line", row.result().step().line());
      json.put("passed", row.passed());
      json.put("counted", row.counted());
      json.put("baseline_share", row.was().isPresent() ? row.was().getAsDouble() : null);
      json.putAll(row.result().json());
      list.add(json);
    }
    List<Object> files = new ArrayList<>();
    for (Total total : totals) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("file", total.file());
      json.put("cached_tokens", total.cached());
      json.put("prompt_tokens", total.prompt());
      json.put("passed", total.passed());
      files.add(json);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("passed", passed());
    json.put("lens", lens);
    json.put("min_cached", minimum);
    json.put("rows", list);
    json.put("files", files);
    return json;
  }
}
