package dev.warmpath.app.cli;

import dev.warmpath.app.wiring.Wiring;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.Sampling;
import dev.warmpath.engine.local.LocalEngine;
import dev.warmpath.engine.local.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a prompt cold and warm, in both modes, and compares. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = "Run a prompt cold and warm and compare answers and logits, in both modes.",
    footer = {
      "",
      "Exit codes: 0 they agree, 1 fast answers or exact bits differ.",
      "Example: warmpath verify chatbot.warmpath --max-tokens 16"
    })
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A .warmpath workspace or a request body.")
  private Path file = Path.of("");

  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--max-tokens",
      paramLabel = "K",
      description = "Answer tokens to compare (default: ${DEFAULT-VALUE}).")
  private int tokens = Verification.DEFAULT_TOKENS;

  @Option(names = "--json", description = "One JSON object on standard output.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (tokens < 1 || tokens > Verification.MOST_TOKENS) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          "--max-tokens is " + tokens + "; 1 to " + Verification.MOST_TOKENS + " is allowed.");
    }
    Chats chats = Chats.read(file);
    List<Verification.Result> results = new ArrayList<>();
    Map<String, Object> report = new LinkedHashMap<>();
    // Two slots: one to continue in place, one to restore into.
    try (Wiring.Opened opened = Wiring.open(model.open(2), part -> true)) {
      LocalEngine engine = (LocalEngine) opened.model().engine();
      CompletionRequest request =
          chats.request(
              chats.fields(), opened.model().template(), engine.tokenizer(),
              Sampling.greedy(tokens), CompletionRequest.Cache.DEFAULT);
      for (EngineSettings.Mode mode : EngineSettings.Mode.values()) {
        results.add(new Verification(engine).run(request, tokens, mode));
      }
      report.put("prompt_tokens", request.tokens().size());
      results.forEach(result -> report.put(name(result.mode()), result(result)));
      report.put("engine", RunCommand.engine(engine.info()));
    }
    if (json) {
      Output.json(report);
    } else {
      results.forEach(VerifyCommand::print);
    }
    boolean passed = results.stream().allMatch(Verification.Result::passed);
    return passed ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private static String name(EngineSettings.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> result(Verification.Result result) {
    Map<String, Object> modes = new LinkedHashMap<>();
    modes.put("passed", result.passed());
    modes.put("in_place", comparison(result.inPlace()));
    modes.put("restored", comparison(result.restored()));
    return modes;
  }

  private static Map<String, Object> comparison(Verification.Comparison comparison) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cached_tokens", comparison.trace().counts().cached());
    facts.put("same_tokens", comparison.sameTokens());
    facts.put("first_difference", comparison.firstDifference());
    facts.put("largest_logit_difference", comparison.largestLogitDifference());
    facts.put("bit_identical", comparison.bitIdentical());
    facts.put("compared_tokens", comparison.compared());
    return facts;
  }

  private static void print(Verification.Result result) {
    print(result, "in place", result.inPlace());
    print(result, "restored", result.restored());
  }

  private static void print(
      Verification.Result result, String how, Verification.Comparison comparison) {
    String answers =
        comparison.sameTokens()
            ? "same " + comparison.compared()
                + (comparison.compared() == 1 ? " answer token" : " answer tokens")
            : "answers differ from token " + comparison.firstDifference() + " on";
    String logits =
        comparison.bitIdentical()
            ? "logits bit-identical"
            : String.format(
                Locale.ROOT, "largest logit difference %.3g",
                comparison.largestLogitDifference());
    System.out.printf(
        Locale.ROOT, "%-5s %-8s  %,d of %,d tokens cached · %s · %s%n", name(result.mode()), how,
        comparison.trace().counts().cached(), comparison.trace().counts().prompt(), answers,
        logits);
  }
}
