package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.AnswerSink;
import dev.warmpath.app.http.answer.Run;
import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.chat.ChatReader;
import dev.warmpath.app.http.chat.SamplingFields;
import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.Sampling;
import dev.warmpath.trace.Trace;
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

  private final ServedModels models;
  private final RequestMeter meter;
  private final Ids ids;

  public TextCompletions(ServedModels models, RequestMeter meter, Ids ids) {
    this.models = models;
    this.meter = meter;
    this.ids = ids;
  }

  /** What a body asks for besides its prompts. */
  private record Terms(String model, boolean echo, boolean usage, int choices, int topLogprobs) {}

  /** Answers one request. */
  public void handle(Exchange exchange, Caller caller) throws InterruptedException {
    Fields body = new Fields(Json.object(exchange.body()), "");
    String name = body.required("model");
    Engine engine = models.require(name).model().engine();
    boolean stream = body.bool("stream", false);
    Terms terms = terms(body, name, stream);
    Sampling sampling = sampling(body, engine, terms);
    Prompts.Asked asked = new Prompts.Asked(caller, name, ChatReader.cacheKey(body));
    List<CompletionRequest> requests = new ArrayList<>();
    long start = System.nanoTime();
    for (RawPrompts.Raw raw : RawPrompts.read(body, engine.tokenizer(), engine.info().context())) {
      requests.add(
          Prompts.request(
              raw.prompt(), raw.tokens(), sampling, asked, System.nanoTime() - start));
    }
    Run run;
    try {
      run = Run.start(engine, requests, terms.choices(), exchange::onGone);
    } catch (EngineException e) {
      throw Failures.of(e, "prompt");
    }
    Choices choices =
        new Choices(
            run,
            new Choices.Reading(
                Tools.NO_TOOLS, engine.tokenizer(), terms.topLogprobs() >= 0, "prompt"),
            meter);
    new Answering(exchange, run, requests, terms, new Logprobs(engine.tokenizer()))
        .answer(choices, stream, ids.next("cmpl-", run.id()), ids.now());
  }

  private static Terms terms(Fields body, String model, boolean stream) {
    Long logprobs = body.integer("logprobs", 0, MAX_LOGPROBS);
    boolean echo = body.bool("echo", false);
    if (echo && logprobs != null) {
      throw ApiException.unsupported(
          "logprobs", "'logprobs' of the prompt itself, with 'echo', are not supported.");
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

  /** Writes one answer. */
  private record Answering(
      Exchange exchange, Run run, List<CompletionRequest> requests, Terms terms,
      Logprobs logprobs) {

    void answer(Choices choices, boolean stream, String id, long created)
        throws InterruptedException {
      Map<String, @Nullable Object> head = new LinkedHashMap<>();
      head.put("id", id);
      head.put("object", "text_completion");
      head.put("created", created);
      head.put("model", terms.model());
      if (stream) {
        stream(choices, head);
      } else {
        whole(choices, head);
      }
    }

    private Map<String, String> headers() {
      return Map.of(ChatCompletions.TRACE_HEADER, Long.toString(run.id()));
    }

    private String echoed(int index) {
      return terms.echo() ? requests.get(index / terms.choices()).prompt().text() : "";
    }

    private void whole(Choices choices, Map<String, @Nullable Object> head)
        throws InterruptedException {
      int count = run.completions().size();
      List<WholeAnswer> answers = new ArrayList<>();
      String[] finishes = new String[count];
      for (int i = 0; i < count; i++) {
        answers.add(new WholeAnswer());
      }
      List<Trace> traces =
          choices.read(
              choices.first(), answers::get,
              (index, finish, trace) -> finishes[index] = finish);
      List<Object> out = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        WholeAnswer answer = answers.get(i);
        out.add(choice(i, echoed(i) + answer.text(), finishes[i], answer.tokens(), 0));
      }
      head.put("choices", out);
      head.put("usage", Usage.completions(Totals.of(traces, terms.choices())));
      exchange.reply(Reply.json(200, Json.bytes(head)).with(headers()));
    }

    private void stream(Choices choices, Map<String, @Nullable Object> head)
        throws InterruptedException {
      Completion.Chunk first = choices.first();
      exchange.startEvents(headers());
      for (int i = 0; i < run.completions().size() && terms.echo(); i++) {
        send(head, choice(i, echoed(i), null, List.of(), 0));
      }
      List<Trace> traces =
          choices.read(
              first, index -> sink(head, index),
              (index, finish, trace) -> send(head, choice(index, "", finish, List.of(), 0)));
      if (terms.usage()) {
        Map<String, @Nullable Object> last = new LinkedHashMap<>(head);
        last.put("choices", List.of());
        last.put("usage", Usage.completions(Totals.of(traces, terms.choices())));
        exchange.event(Sse.data(last));
      }
      exchange.event(Sse.DONE);
      exchange.endEvents();
    }

    private AnswerSink sink(Map<String, @Nullable Object> head, int index) {
      return new TextSink() {
        private int sent;

        @Override
        public void text(String text, Completion.@Nullable Chunk token)
            throws InterruptedException {
          List<Completion.Chunk> tokens = token == null ? List.of() : List.of(token);
          send(head, choice(index, text, null, tokens, sent));
          sent += text.length();
        }
      };
    }

    private void send(Map<String, @Nullable Object> head, Map<String, @Nullable Object> choice)
        throws InterruptedException {
      Map<String, @Nullable Object> chunk = new LinkedHashMap<>(head);
      chunk.put("choices", List.of(choice));
      if (terms.usage()) {
        chunk.put("usage", null);
      }
      exchange.event(Sse.data(chunk));
    }

    private Map<String, @Nullable Object> choice(
        int index, String text, @Nullable String finish, List<Completion.Chunk> tokens,
        int offset) {
      Map<String, @Nullable Object> choice = new LinkedHashMap<>();
      choice.put("text", text);
      choice.put("index", index);
      choice.put(
          "logprobs",
          terms.topLogprobs() < 0 || (tokens.isEmpty() && finish == null)
              ? null
              : logprobs.completion(tokens, offset));
      choice.put("finish_reason", finish);
      return choice;
    }
  }

  /** A sink of an API without tools. */
  private abstract static class TextSink implements AnswerSink {
    @Override
    public void call(int index, String id, String name) {
      throw new IllegalStateException("a call without tools");
    }

    @Override
    public void arguments(int index, String json) {
      throw new IllegalStateException("a call without tools");
    }
  }
}
