package dev.warmpath.app.cli;

import dev.warmpath.explain.session.CheckBaseline;
import dev.warmpath.explain.session.CheckReport;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.Sarif;
import dev.warmpath.explain.session.Step;
import dev.warmpath.workspace.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A cache budget for CI: fails when a prompt change breaks reuse. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Check that prompts keep hitting the cache; exit code 1 when they do not.",
    footer = {
      "",
      "A first request and another conversation have nothing to reuse and are not counted; new"
          + " text alone breaks no budget.",
      "Exit codes: 0 within the budget, 1 a request is not, 2 wrong use or no request.",
      "Example: warmpath check prompts/ --min-cached 0.8 --baseline main.json"
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Request bodies, .jsonl sessions, or folders of them.")
  private List<Path> paths = List.of();

  @Option(
      names = "--min-cached",
      paramLabel = "SHARE",
      description = "Smallest cached share, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double minimum = 0.8;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Requests that filled the cache before (a folder of them too), or a report of"
          + " 'check --json': then only what became worse fails.")
  private @Nullable Path baseline;

  @Option(names = "--sarif", paramLabel = "FILE", description = "Write a SARIF 2.1.0 report.")
  private @Nullable Path sarif;

  @Mixin private RuleOptions rules = new RuleOptions();

  @Override
  public Integer call() {
    Optional<CheckBaseline> earlier =
        baseline == null || Files.isDirectory(baseline)
            ? Optional.empty()
            : CheckBaseline.read(TextFile.read(baseline));
    List<Step> before =
        baseline == null || earlier.isPresent()
            ? List.of()
            : Sessions.files(List.of(baseline)).stream()
                .flatMap(file -> Sessions.steps(file).stream()).toList();
    CheckReport report =
        rules.judge(
            (renderer, lens) -> {
              ExplainSession session = new ExplainSession(renderer, lens);
              List<ExplainResult> results = new ArrayList<>();
              for (List<Step> sequence : sequences()) {
                results.addAll(session.explain(before, sequence));
              }
              return CheckReport.of(
                  results, lens.id(), minimum, earlier.orElse(CheckBaseline.NONE));
            });
    if (sarif != null) {
      Output.write(sarif, Output.JSON.writeValueAsString(Sarif.of(report, Version.text())));
    }
    if (rules.json) {
      Output.json(report.json());
    } else {
      System.out.print(report.table());
    }
    return report.passed() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  /** A session is a sequence of its own; single bodies follow one another in the given order. */
  private List<List<Step>> sequences() {
    List<List<Step>> sequences = new ArrayList<>();
    List<Step> singles = new ArrayList<>();
    for (Path file : Sessions.files(paths)) {
      List<Step> steps = Sessions.steps(file);
      if (steps.size() > 1) {
        sequences.add(steps);
      } else {
        singles.addAll(steps);
      }
    }
    if (!singles.isEmpty()) {
      sequences.add(singles);
    }
    return sequences;
  }
}
