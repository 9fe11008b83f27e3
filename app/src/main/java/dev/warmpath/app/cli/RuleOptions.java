package dev.warmpath.app.cli;

import dev.warmpath.app.wiring.Vocabularies;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.workspace.WorkspaceException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that judges request bodies without weights. */
final class RuleOptions {
  @Option(
      names = "--lens",
      paramLabel = "L",
      description = "Whose rules: local (default), openai, anthropic, vllm …; an unknown name"
          + " lists all.")
  String lens = LensCatalog.LOCAL;

  @Option(
      names = "--tokenizer",
      paramLabel = "T",
      description = "o200k, cl100k or a GGUF file (default: the demo model's).")
  @Nullable String tokenizer;

  @Option(names = "--json", description = "One JSON object on standard output.")
  boolean json;

  /**
   * Judges with the chosen vocabulary and rules.
   *
   * @throws WorkspaceException when the lens is unknown or a body is no request
   */
  <T> T judge(BiFunction<Renderer, Lens, T> judgement) {
    Lens rules = Sessions.lens(lens);
    try (Vocabularies.Open open = Vocabularies.open(tokenizer)) {
      return judgement.apply(open.renderer(), rules);
    } catch (IllegalArgumentException e) {
      throw WorkspaceException.of(e);
    }
  }
}
