package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.chat.ChatReader;
import dev.warmpath.app.http.chat.ForeignFields;
import dev.warmpath.app.http.chat.SamplingFields;
import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.app.http.serving.Choices;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.Prompts;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.Sampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/completions}: text or token ids, without a chat template. */
public final class TextCompletions {
  /** The API's default. */
  private static final int MAX_TOKENS = 16;

  private static final int MAX_LOGPROBS = 5;

  private static final Wish.Names FIELDS = new Wish.Names("prompt", "prompt");

  private final Intake intake;

  public TextCompletions(Intake intake) {
    this.intake = intake;
  }

  /** What a body asks for besides its prompts. */
  record Terms(String model, boolean echo, boolean usage, int choices, int topLogprobs) {}

  /** Answers one request. */
  public void handle(Exchange exchange, Caller caller) throws InterruptedException {
    Intake.Asked asked = intake.read(exchange);
    Fields body = asked.body();
    Engine engine = asked.engine();
    boolean stream = body.bool("stream", false);
    Terms terms = terms(body, asked.model(), stream);
    Sampling sampling = sampling(body, engine, terms);
    Prompts.Origin origin =
        new Prompts.Origin(caller, asked.model(), ChatReader.cacheKey(body));
    List<CompletionRequest> requests = new ArrayList<>();
    long start = System.nanoTime();
    for (RawPrompts.Raw raw : RawPrompts.read(body, engine.tokenizer(), engine.info().context())) {
      requests.add(
          Prompts.request(
              raw.prompt(), raw.tokens(), sampling, origin, System.nanoTime() - start));
    }
    Choices choices =
        intake.start(
            exchange, engine, requests, terms.choices(),
            new Choices.Reading(
                Tools.NO_TOOLS, engine.tokenizer(), terms.topLogprobs() >= 0, FIELDS));
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("id", intake.ids().next("cmpl-", choices.id()));
    head.put("object", "text_completion");
    head.put("created", intake.ids().now());
    head.put("model", terms.model());
    TextAnswer answer =
        new TextAnswer(exchange, requests, terms, new Logprobs(engine.tokenizer()), head);
    if (stream) {
      answer.stream(choices);
    } else {
      answer.whole(choices);
    }
  }

  private static Terms terms(Fields body, String model, boolean stream) {
    Long logprobs = body.integer("logprobs", 0, MAX_LOGPROBS);
    boolean echo = body.bool("echo", false);
    if (echo && logprobs != null) {
      throw ApiException.unsupported(
          "logprobs", "'logprobs' of the prompt itself, with 'echo', are not supported.");
    }
    ForeignFields.refuse(body);
    if (body.has("response_format")) {
      throw ApiException.unsupported(
          "response_format", "'response_format' is supported in chat completions only.");
    }
    String suffix = body.string("suffix");
    if (suffix != null && !suffix.isEmpty()) {
      throw ApiException.unsupported("suffix", "'suffix' is not supported.");
    }
    if (body.has("stream_options") && !stream) {
      throw ApiException.bad("stream_options", "'stream_options' needs 'stream': true.");
    }
    Long choices = body.integer("n", 1, SamplingFields.MAX_CHOICES);
    int count = choices == null ? 1 : choices.intValue();
    Long best = body.integer("best_of", 1, Integer.MAX_VALUE);
    if (best != null && best != count) {
      throw ApiException.unsupported("best_of", "'best_of' other than 'n' is not supported.");
    }
    body.string("user");
    return new Terms(
        model, echo, ChatCompletions.includeUsage(body), count,
        logprobs == null ? -1 : logprobs.intValue());
  }

  private static Sampling sampling(Fields body, Engine engine, Terms terms) {
    SamplingFields fields = new SamplingFields(body, engine.tokenizer().vocabularySize());
    Integer limit = fields.maxTokens("max_tokens");
    int most = Math.min(limit == null ? MAX_TOKENS : limit, engine.info().context());
    return fields.read(most, terms.topLogprobs(), fields.stop(), null);
  }
}
