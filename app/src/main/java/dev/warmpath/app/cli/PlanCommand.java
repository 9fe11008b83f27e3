package dev.warmpath.app.cli;

import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.explain.plan.BreakpointPlanner;
import dev.warmpath.explain.session.Step;
import dev.warmpath.workspace.WorkspaceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Proposes positions for explicit cache markers. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    description = "Propose where explicit cache markers should stand, from recorded requests of"
        + " one conversation or prompt, oldest first.",
    footer = {"", "Example: warmpath plan session.jsonl --lens anthropic --out marked.json"})
final class PlanCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Request bodies or .jsonl sessions.")
  private List<Path> paths = List.of();

  @Mixin private RuleOptions rules = new RuleOptions();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Mean time between two requests (default: as the recording tells, else"
          + " ${DEFAULT-VALUE}).")
  private int everySeconds = 60;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the newest request with the markers.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    if (everySeconds < 1) {
      throw new WorkspaceException("--every is at least 1 second, got " + everySeconds + ".");
    }
    List<Step> steps = new ArrayList<>();
    Sessions.files(paths).forEach(file -> steps.addAll(Sessions.steps(file)));
    Duration gap = gap(steps);
    BreakpointPlan plan =
        rules.judge(
            (renderer, lens) ->
                new BreakpointPlanner(lens, renderer)
                    .plan(steps.stream().map(Step::body).toList(), gap));
    if (out != null) {
      Output.write(out, Output.JSON.writeValueAsString(plan.body()));
    }
    if (rules.json) {
      Output.json(json(plan, gap));
    } else {
      print(plan);
    }
    return ExitCode.OK;
  }

  private Duration gap(List<Step> steps) {
    boolean timed =
        steps.size() > 1
            && steps.getFirst().started() != null
            && steps.getLast().started() != null;
    Duration gap =
        timed
            ? Duration.between(steps.getFirst().started(), steps.getLast().started())
                .dividedBy(steps.size() - 1L)
            : Duration.ofSeconds(everySeconds);
    return gap.isNegative() ? Duration.ZERO : gap;
  }

  private Map<String, @Nullable Object> json(BreakpointPlan plan, Duration gap) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    List<Object> marks = new ArrayList<>();
    for (BreakpointPlan.Mark mark : plan.marks()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("path", mark.path());
      one.put("token", mark.end());
      one.put("stability", mark.stability());
      marks.add(one);
    }
    List<Object> requests = new ArrayList<>();
    for (BreakpointPlan.Run run : plan.runs()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("prompt_tokens", run.prompt());
      one.put("cached_tokens_before", run.cachedWithout());
      one.put("cached_tokens_after", run.cachedWith());
      requests.add(one);
    }
    json.put("lens", rules.lens);
    json.put("gap_seconds", gap.toSeconds());
    json.put("marks", marks);
    json.put("long_lifetime", plan.longLived());
    json.put("break_even_requests", plan.breakEvenRequests().orElse(null));
    json.put("prompt_tokens", plan.promptTokens());
    json.put("cached_tokens_before", plan.cachedWithout());
    json.put("cached_tokens_after", plan.cachedWith());
    json.put("requests", requests);
    json.put("notes", plan.notes());
    json.put("body", plan.body());
    json.put("provenance", "estimated");
    return json;
  }

  private void print(BreakpointPlan plan) {
    if (plan.marks().isEmpty()) {
      System.out.println("No marker pays: nothing long enough stayed the same.");
    }
    for (BreakpointPlan.Mark mark : plan.marks()) {
      System.out.printf(
          Locale.ROOT, "marker after %-40s  token %,8d  kept by %3.0f %% of the requests%n",
          mark.path(), mark.end(), 100 * mark.stability());
    }
    System.out.printf(
        Locale.ROOT, "%,d of %,d prompt tokens would hit over %d requests; %,d with the markers"
            + " they had (estimated, lens %s)%n",
        plan.cachedWith(), plan.promptTokens(), plan.runs().size(), plan.cachedWithout(),
        rules.lens);
    plan.breakEvenRequests()
        .filter(count -> !plan.marks().isEmpty())
        .ifPresent(
            count ->
                System.out.printf(
                    "cheaper than no marker from the %d. request on%s%n", count,
                    plan.longLived() ? " (longer lifetime)" : ""));
    plan.notes().forEach(System.out::println);
    if (out != null) {
      System.out.println("written: " + out);
    }
  }
}
