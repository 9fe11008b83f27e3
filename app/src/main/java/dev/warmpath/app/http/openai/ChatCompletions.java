package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.Run;
import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.chat.ChatReader;
import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}. */
public final class ChatCompletions {
  /** Response header with the trace id. */
  static final String TRACE_HEADER = "x-warmpath-request";

  private final ServedModels models;
  private final RequestMeter meter;
  private final Ids ids;

  public ChatCompletions(ServedModels models, RequestMeter meter, Ids ids) {
    this.models = models;
    this.meter = meter;
    this.ids = ids;
  }

  /** Answers one request. */
  public void handle(Exchange exchange, Caller caller) throws InterruptedException {
    Fields body = new Fields(Json.object(exchange.body()), "");
    String name = body.required("model");
    ServedModels.Served served = models.require(name);
    Engine engine = served.model().engine();
    Wish wish = reader(served).read(body);
    boolean stream = body.bool("stream", false);
    boolean usage = includeUsage(body);
    CompletionRequest request = Prompts.chat(served, wish, caller, name);
    Run run;
    try {
      run = Run.start(engine, List.of(request), wish.choices(), exchange::onGone);
    } catch (EngineException e) {
      throw Failures.of(e, wish.promptField());
    }
    boolean logprobs = wish.sampling().topLogprobs() >= 0;
    Choices choices =
        new Choices(
            run,
            new Choices.Reading(
                wish.tools(), engine.tokenizer(), logprobs, wish.promptField()),
            meter);
    Answer answer =
        new Answer(
            ids.next("chatcmpl-", run.id()), ids.now(), name,
            logprobs ? new Logprobs(engine.tokenizer()) : null);
    if (stream) {
      new ChatStream(exchange, answer, usage).run(run, choices, wish.choices());
    } else {
      whole(exchange, run, choices, answer);
    }
  }

  /** Reads bodies for a model; {@code peek} reads the same ones. */
  public static ChatReader reader(ServedModels.Served served) {
    Engine engine = served.model().engine();
    return new ChatReader(
        served.template().source(), engine.tokenizer().vocabularySize(),
        engine.info().context());
  }

  static boolean includeUsage(Fields body) {
    Fields options = body.object("stream_options");
    return options != null && options.bool("include_usage", false);
  }

  private static void whole(Exchange exchange, Run run, Choices choices, Answer answer)
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
      out.add(answer.choice(i, answers.get(i), finishes[i]));
    }
    Map<String, @Nullable Object> response = answer.head("chat.completion");
    response.put("choices", out);
    response.put("usage", Usage.completions(Totals.of(traces, count)));
    exchange.reply(
        Reply.json(200, Json.bytes(response))
            .with(Map.of(TRACE_HEADER, Long.toString(run.id()))));
  }

  /** What all objects of one answer share. */
  record Answer(String id, long created, String model, @Nullable Logprobs logprobs) {
    Map<String, @Nullable Object> head(String object) {
      Map<String, @Nullable Object> head = new LinkedHashMap<>();
      head.put("id", id);
      head.put("object", object);
      head.put("created", created);
      head.put("model", model);
      return head;
    }

    Map<String, @Nullable Object> choice(int index, WholeAnswer answer, String finish) {
      Map<String, @Nullable Object> message = new LinkedHashMap<>();
      boolean silent = answer.text().isEmpty() && !answer.calls().isEmpty();
      message.put("role", "assistant");
      message.put("content", silent ? null : answer.text());
      message.put("refusal", null);
      if (!answer.calls().isEmpty()) {
        List<Object> calls = new ArrayList<>();
        for (WholeAnswer.Call call : answer.calls()) {
          calls.add(call(call.id(), call.name(), call.arguments().toString()));
        }
        message.put("tool_calls", calls);
      }
      Map<String, @Nullable Object> choice = new LinkedHashMap<>();
      choice.put("index", index);
      choice.put("message", message);
      choice.put("logprobs", logprobs == null ? null : logprobs.chat(answer.tokens()));
      choice.put("finish_reason", finish);
      return choice;
    }
  }

  static Map<String, Object> call(String id, String name, String arguments) {
    Map<String, Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("arguments", arguments);
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", id);
    call.put("type", "function");
    call.put("function", function);
    return call;
  }
}
