package dev.warmpath.app.http.serving;

import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Sampling;
import dev.warmpath.template.TemplateException;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Instant;

/** From what a client asked for to a request the engine takes. */
public final class Prompts {
  private Prompts() {}

  /** Renders and tokenizes, measured. */
  public static CompletionRequest chat(
      ServedModels.Served served, Wish wish, Caller caller, String modelName) {
    long start = System.nanoTime();
    Prompt prompt;
    try {
      prompt = served.template().render(wish.fields());
    } catch (TemplateException e) {
      throw Failures.of(e, wish.names());
    }
    Tokens tokens = served.model().engine().tokenizer().tokenize(prompt);
    return request(
        prompt, tokens, wish.sampling(), new Origin(caller, modelName, wish.cacheKey()),
        System.nanoTime() - start);
  }

  /** Who asked, for which name, under which key. */
  public record Origin(Caller caller, String model, String cacheKey) {}

  /**
   * A request as the engine takes it.
   *
   * @param nanos what rendering and tokenizing took
   */
  public static CompletionRequest request(
      Prompt prompt, Tokens tokens, Sampling sampling, Origin origin, long nanos) {
    Trace.Source source =
        new Trace.Source(
            Trace.Source.Kind.HTTP, origin.caller().label(), origin.model(), Instant.now());
    return new CompletionRequest(
        prompt, tokens, sampling, origin.caller().account(), origin.cacheKey(),
        origin.caller().cache(), source, nanos);
  }
}
