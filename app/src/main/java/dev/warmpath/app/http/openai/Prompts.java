package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Sampling;
import dev.warmpath.template.TemplateException;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Instant;

/** From what a client asked for to a request the engine takes. */
final class Prompts {
  private Prompts() {}

  /** Renders and tokenizes, measured. */
  static CompletionRequest chat(
      ServedModels.Served served, Wish wish, Caller caller, String modelName) {
    long start = System.nanoTime();
    Prompt prompt;
    try {
      prompt = served.template().render(wish.fields());
    } catch (TemplateException e) {
      throw Failures.of(e, wish.promptField());
    }
    Tokens tokens = served.model().engine().tokenizer().tokenize(prompt);
    return request(
        prompt, tokens, wish.sampling(), new Asked(caller, modelName, wish.cacheKey()),
        System.nanoTime() - start);
  }

  /** Who asked, for which name, under which key. */
  record Asked(Caller caller, String model, String cacheKey) {}

  static CompletionRequest request(
      Prompt prompt, Tokens tokens, Sampling sampling, Asked asked, long nanos) {
    Trace.Source source =
        new Trace.Source(
            Trace.Source.Kind.HTTP, asked.caller().label(), asked.model(), Instant.now());
    return new CompletionRequest(
        prompt, tokens, sampling, asked.caller().account(), asked.cacheKey(),
        CompletionRequest.Cache.DEFAULT, source, nanos);
  }
}
