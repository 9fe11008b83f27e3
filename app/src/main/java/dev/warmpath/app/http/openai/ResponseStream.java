package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.AnswerSink;
import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.answer.WholeAnswer;
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

/** A response as the events of the Responses API, in its order. One thread. */
final class ResponseStream implements AnswerSink {
  private final Exchange exchange;
  private final ResponseObject response;
  private final WholeAnswer answer = new WholeAnswer();
  private int sequence;
  private int items;
  private boolean messageOpen;
  private boolean messageSent;
  private boolean callOpen;

  ResponseStream(Exchange exchange, ResponseObject response) {
    this.exchange = exchange;
    this.response = response;
  }

  void run(Choices choices) throws InterruptedException {
    Completion.Chunk first = choices.first();
    exchange.startEvents(Intake.traceHeader(choices));
    send("response.created", Map.of("response", response.started()));
    send("response.in_progress", Map.of("response", response.started()));
    String[] finish = new String[1];
    List<Trace> traces =
        choices.read(first, index -> this, (index, why, trace) -> finish[0] = why);
    String status = finish[0].equals("length") ? "incomplete" : "completed";
    if (answer.calls().isEmpty() && !messageSent) {
      openMessage(); // an empty answer is a message too
    }
    closeMessage(status);
    closeCall(status);
    send(
        "response." + status,
        Map.of(
            "response",
            response.ended(
                response.output(answer, finish[0]), finish[0], Totals.of(traces, 1))));
    exchange.endEvents();
  }

  @Override
  public void text(String text, Completion.@Nullable Chunk token) throws InterruptedException {
    if (!answer.calls().isEmpty()) {
      return; // words after a call have no place in the order of items
    }
    openMessage();
    answer.text(text, token);
    send(
        "response.output_text.delta",
        place(Map.of("content_index", 0, "delta", text, "logprobs", List.of())));
  }

  private void openMessage() throws InterruptedException {
    if (messageOpen) {
      return;
    }
    messageOpen = true;
    messageSent = true;
    send(
        "response.output_item.added",
        Map.of("output_index", items, "item", response.message("in_progress", List.of())));
    send(
        "response.content_part.added",
        place(Map.of("content_index", 0, "part", ResponseObject.text(""))));
  }

  private void closeMessage(String status) throws InterruptedException {
    if (!messageOpen) {
      return;
    }
    messageOpen = false;
    Map<String, Object> part = ResponseObject.text(answer.text());
    send(
        "response.output_text.done",
        place(Map.of("content_index", 0, "text", answer.text(), "logprobs", List.of())));
    send("response.content_part.done", place(Map.of("content_index", 0, "part", part)));
    send(
        "response.output_item.done",
        Map.of("output_index", items, "item", response.message(status, List.of(part))));
    items++;
  }

  private Map<String, Object> place(Map<String, Object> fields) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("item_id", response.messageId());
    all.put("output_index", items);
    all.putAll(fields);
    return all;
  }

  @Override
  public void call(int index, String id, String name) throws InterruptedException {
    closeMessage("completed");
    closeCall("completed");
    answer.call(index, id, name);
    callOpen = true;
    send(
        "response.output_item.added",
        Map.of(
            "output_index", items,
            "item",
            ResponseObject.call(response.callId(index), id, name, "", "in_progress")));
  }

  @Override
  public void arguments(int index, String json) throws InterruptedException {
    answer.arguments(index, json);
    send(
        "response.function_call_arguments.delta",
        Map.of("item_id", response.callId(index), "output_index", items, "delta", json));
  }

  private void closeCall(String status) throws InterruptedException {
    if (!callOpen) {
      return;
    }
    callOpen = false;
    int index = answer.calls().size() - 1;
    WholeAnswer.Call call = answer.calls().get(index);
    String arguments = call.arguments().toString();
    String item = response.callId(index);
    send(
        "response.function_call_arguments.done",
        Map.of(
            "item_id", item, "output_index", items, "name", call.name(), "arguments",
            arguments));
    send(
        "response.output_item.done",
        Map.of(
            "output_index", items,
            "item", ResponseObject.call(item, call.id(), call.name(), arguments, status)));
    items++;
  }

  private void send(String type, Map<String, ?> fields) throws InterruptedException {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("sequence_number", sequence++);
    event.putAll(fields);
    exchange.event(Sse.event(type, event));
  }
}
