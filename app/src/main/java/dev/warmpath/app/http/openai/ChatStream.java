package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.AnswerSink;
import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.serving.Choices;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.Sse;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.engine.Completion;
import dev.warmpath.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chat completion as {@code chat.completion.chunk} events. */
final class ChatStream {
  private final Exchange exchange;
  private final ChatCompletions.Answer answer;
  private final boolean usage;
  private final boolean silent;

  /** @param silent whether the answer can only be calls: clients begin a text with the first "" */
  ChatStream(
      Exchange exchange, ChatCompletions.Answer answer, boolean usage, boolean silent) {
    this.exchange = exchange;
    this.answer = answer;
    this.usage = usage;
    this.silent = silent;
  }

  void run(Choices choices) throws InterruptedException {
    // Before the first token a failure still has a status of its own.
    Completion.Chunk first = choices.first();
    exchange.startEvents(Intake.traceHeader(choices));
    for (int i = 0; i < choices.count(); i++) {
      Map<String, @Nullable Object> delta = new LinkedHashMap<>();
      delta.put("role", "assistant");
      delta.put("content", silent ? null : "");
      delta.put("refusal", null);
      send(i, delta, null, null);
    }
    List<Trace> traces =
        choices.read(
            first, this::sink, (index, finish, trace) -> send(index, Map.of(), finish, null));
    if (usage) {
      Map<String, @Nullable Object> chunk = answer.head("chat.completion.chunk");
      chunk.put("choices", List.of());
      chunk.put("usage", Usage.completions(Totals.of(traces, choices.count())));
      exchange.event(Sse.data(chunk));
    }
    exchange.event(Sse.DONE);
    exchange.endEvents();
  }

  private AnswerSink sink(int choice) {
    return new AnswerSink() {
      @Override
      public void text(String text, Completion.@Nullable Chunk token)
          throws InterruptedException {
        send(choice, Map.of("content", text), null, token);
      }

      @Override
      public void call(int index, String id, String name) throws InterruptedException {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("index", index);
        call.putAll(ChatCompletions.call(id, name, ""));
        send(choice, Map.of("tool_calls", List.of(call)), null, null);
      }

      @Override
      public void arguments(int index, String json) throws InterruptedException {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("index", index);
        call.put("function", Map.of("arguments", json));
        send(choice, Map.of("tool_calls", List.of(call)), null, null);
      }
    };
  }

  private void send(
      int index, Map<String, ? extends @Nullable Object> delta, @Nullable String finish,
      Completion.@Nullable Chunk token)
      throws InterruptedException {
    Map<String, @Nullable Object> choice = new LinkedHashMap<>();
    choice.put("index", index);
    choice.put("delta", delta);
    Logprobs logprobs = answer.logprobs();
    choice.put(
        "logprobs", token == null || logprobs == null ? null : logprobs.chat(List.of(token)));
    choice.put("finish_reason", finish);
    Map<String, @Nullable Object> chunk = answer.head("chat.completion.chunk");
    chunk.put("choices", List.of(choice));
    if (usage) {
      chunk.put("usage", null);
    }
    exchange.event(Sse.data(chunk));
  }
}
