package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.AnswerSink;
import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.serving.Choices;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.Sse;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a text completion, whole or streamed.
 *
 * @param head what every object of it begins with
 */
record TextAnswer(
    Exchange exchange, List<CompletionRequest> requests, TextCompletions.Terms terms,
    Logprobs logprobs, Map<String, @Nullable Object> head) {

  private String echoed(int index) {
    return terms.echo() ? requests.get(index / terms.choices()).prompt().text() : "";
  }

  void whole(Choices choices) throws InterruptedException {
    Choices.Whole whole = choices.whole();
    List<Object> out = new ArrayList<>();
    for (int i = 0; i < choices.count(); i++) {
      WholeAnswer answer = whole.answers().get(i);
      String text = echoed(i) + answer.text();
      out.add(choice(i, text, whole.finishes().get(i), answer.tokens(), 0));
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>(head);
    object.put("choices", out);
    object.put("usage", Usage.completions(Totals.of(whole.traces(), terms.choices())));
    exchange.reply(Reply.json(200, Json.bytes(object)).with(Intake.traceHeader(choices)));
  }

  void stream(Choices choices) throws InterruptedException {
    Completion.Chunk first = choices.first();
    exchange.startEvents(Intake.traceHeader(choices));
    for (int i = 0; i < choices.count() && terms.echo(); i++) {
      send(choice(i, echoed(i), null, List.of(), 0));
    }
    List<Trace> traces =
        choices.read(
            first, index -> sink(index),
            (index, finish, trace) -> send(choice(index, "", finish, List.of(), 0)));
    if (terms.usage()) {
      Map<String, @Nullable Object> last = new LinkedHashMap<>(head);
      last.put("choices", List.of());
      last.put("usage", Usage.completions(Totals.of(traces, terms.choices())));
      exchange.event(Sse.data(last));
    }
    exchange.event(Sse.DONE);
    exchange.endEvents();
  }

  private AnswerSink sink(int index) {
    return new TextSink() {
      private int sent;

      @Override
      public void text(String text, Completion.@Nullable Chunk token)
          throws InterruptedException {
        List<Completion.Chunk> tokens = token == null ? List.of() : List.of(token);
        send(choice(index, text, null, tokens, sent));
        sent += text.length();
      }
    };
  }

  private void send(Map<String, @Nullable Object> choice) throws InterruptedException {
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
