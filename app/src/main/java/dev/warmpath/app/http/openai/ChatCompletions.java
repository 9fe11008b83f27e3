package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.chat.ChatReader;
import dev.warmpath.app.http.chat.Tools;
import dev.warmpath.app.http.chat.Wish;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.app.http.serving.Choices;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.Prompts;
import dev.warmpath.app.http.serving.ServedModels;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.token.Tokenizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/chat/completions}. */
public final class ChatCompletions {
  private final Intake intake;

  public ChatCompletions(Intake intake) {
    this.intake = intake;
  }

  /** Answers one request. */
  public void handle(Exchange exchange, Caller caller) throws InterruptedException {
    Intake.Asked asked = intake.read(exchange);
    Wish wish = reader(asked.served()).read(asked.body());
    boolean stream = asked.body().bool("stream", false);
    boolean usage = includeUsage(asked.body());
    CompletionRequest request = Prompts.chat(asked.served(), wish, caller, asked.model());
    boolean logprobs = wish.sampling().topLogprobs() >= 0;
    Tokenizer tokenizer = asked.engine().tokenizer();
    Choices choices =
        intake.start(
            exchange, asked.engine(), List.of(request), wish.choices(),
            new Choices.Reading(wish.tools(), tokenizer, logprobs, wish.names()));
    Answer answer =
        new Answer(
            intake.ids().next("chatcmpl-", choices.id()), intake.ids().now(), asked.model(),
            logprobs ? new Logprobs(tokenizer) : null);
    if (stream) {
      boolean silent = wish.tools().choice() == Tools.Choice.REQUIRED;
      new ChatStream(exchange, answer, usage, silent).run(choices);
    } else {
      whole(exchange, choices, answer);
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

  private static void whole(Exchange exchange, Choices choices, Answer answer)
      throws InterruptedException {
    Choices.Whole whole = choices.whole();
    List<Object> out = new ArrayList<>();
    for (int i = 0; i < choices.count(); i++) {
      out.add(answer.choice(i, whole.answers().get(i), whole.finishes().get(i)));
    }
    Map<String, @Nullable Object> response = answer.head("chat.completion");
    response.put("choices", out);
    response.put("usage", Usage.completions(Totals.of(whole.traces(), choices.count())));
    exchange.reply(
        Reply.json(200, Json.bytes(response)).with(Intake.traceHeader(choices)));
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
