package dev.warmpath.app.cli;

import dev.warmpath.app.wiring.Vocabularies;
import dev.warmpath.explain.session.CheckReport;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.Sarif;
import dev.warmpath.explain.session.Step;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A cache budget for CI: fails when a prompt change breaks reuse. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Check that prompts keep hitting the cache; exit code 1 when they do not.")
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Request bodies, .jsonl sessions, or folders of them.")
  private List<Path> paths = List.of();

  @Option(names = "--lens", paramLabel = "L", description = "Whose rules (default: local).")
  private String lens = LensCatalog.LOCAL;

  @Option(
      names = "--min-cached",
      paramLabel = "SHARE",
      description = "Smallest cached share, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double minimum = 0.8;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Requests that filled the cache before.")
  private @Nullable Path baseline;

  @Option(names = "--sarif", paramLabel = "FILE", description = "Write a SARIF 2.1.0 report.")
  private @Nullable Path sarif;

  @Option(
      names = "--tokenizer",
      paramLabel = "T",
      description = "o200k, cl100k or a GGUF file (default: the demo model's).")
  private @Nullable String tokenizer;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() {
    Lens rules = Sessions.lens(lens);
    List<Step> before = baseline == null ? List.of() : Sessions.steps(baseline);
    CheckReport report;
    try (Vocabularies.Open open = Vocabularies.open(tokenizer)) {
      ExplainSession session = new ExplainSession(open.renderer(), rules);
      List<ExplainResult> results = new ArrayList<>();
      for (List<Step> sequence : sequences()) {
        results.addAll(session.explain(before, sequence));
      }
      report = CheckReport.of(results, rules.id(), minimum);
    } catch (WorkspaceException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new WorkspaceException(e.getMessage(), e);
    }
    if (sarif != null) {
      write(sarif, Output.JSON.writeValueAsString(Sarif.of(report, Version.text())));
    }
    if (json) {
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

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new WorkspaceException(
          file + " cannot be written: " + e.getMessage() + ". Choose another place.", e);
    }
  }
}
