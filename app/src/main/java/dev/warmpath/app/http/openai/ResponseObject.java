package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.answer.Totals;
import dev.warmpath.app.http.answer.WholeAnswer;
import dev.warmpath.app.http.json.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code response} object of one request, at its start and at its end. Immutable. */
record ResponseObject(Fields request, String id, long created, String model) {

  /** Nothing is generated yet. */
  Map<String, @Nullable Object> started() {
    return object("in_progress", List.of(), null, null);
  }

  /** The answer is over. */
  Map<String, @Nullable Object> ended(List<Object> output, String finish, Totals totals) {
    boolean cut = finish.equals("length");
    return object(
        cut ? "incomplete" : "completed", output,
        cut ? Map.of("reason", "max_output_tokens") : null, Usage.responses(totals));
  }

  private Map<String, @Nullable Object> object(
      String status, List<Object> output, @Nullable Object incomplete, @Nullable Object usage) {
    Map<String, @Nullable Object> response = new LinkedHashMap<>();
    response.put("id", id);
    response.put("object", "response");
    response.put("created_at", created);
    response.put("status", status);
    response.put("error", null);
    response.put("incomplete_details", incomplete);
    response.put("instructions", request.get("instructions"));
    response.put("max_output_tokens", request.get("max_output_tokens"));
    response.put("model", model);
    response.put("output", output);
    response.put("parallel_tool_calls", given("parallel_tool_calls", true));
    response.put("previous_response_id", null);
    response.put("prompt_cache_key", request.get("prompt_cache_key"));
    response.put("reasoning", given("reasoning", Map.of()));
    response.put("store", false);
    response.put("temperature", given("temperature", 1.0));
    response.put("text", text());
    response.put("tool_choice", given("tool_choice", "auto"));
    response.put("tools", given("tools", List.of()));
    response.put("top_p", given("top_p", 1.0));
    response.put("truncation", "disabled");
    response.put("usage", usage);
    response.put("user", request.get("user"));
    response.put("metadata", given("metadata", Map.of()));
    return response;
  }

  /** The request's own settings; their format is named also when it is the usual one. */
  private Map<String, @Nullable Object> text() {
    Map<String, @Nullable Object> text = new LinkedHashMap<>();
    text.put("format", Map.of("type", "text"));
    if (request.get("text") instanceof Map<?, ?> settings) {
      settings.forEach(
          (name, value) -> {
            if (value != null) {
              text.put(String.valueOf(name), value);
            }
          });
    }
    return text;
  }

  private Object given(String field, Object otherwise) {
    Object value = request.get(field);
    return value == null ? otherwise : value;
  }

  /**
   * The output items of an answer. Only the last one can have been cut off; words after a call
   * have no place in their order.
   */
  List<Object> output(WholeAnswer answer, String finish) {
    String last = finish.equals("length") ? "incomplete" : "completed";
    List<Object> output = new ArrayList<>();
    List<WholeAnswer.Call> calls = answer.calls();
    String words = answer.textBeforeCalls();
    if (!words.isEmpty() || calls.isEmpty()) {
      output.add(message(calls.isEmpty() ? last : "completed", List.of(text(words))));
    }
    for (int i = 0; i < calls.size(); i++) {
      WholeAnswer.Call call = calls.get(i);
      String status = i == calls.size() - 1 ? last : "completed";
      output.add(call(callId(i), call.id(), call.name(), call.arguments().toString(), status));
    }
    return output;
  }

  String messageId() {
    return id.replaceFirst("resp_", "msg_");
  }

  String callId(int index) {
    return id.replaceFirst("resp_", "fc_") + "_" + index;
  }

  Map<String, Object> message(String status, List<Object> content) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "message");
    message.put("id", messageId());
    message.put("status", status);
    message.put("role", "assistant");
    message.put("content", content);
    return message;
  }

  static Map<String, Object> text(String text) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "output_text");
    part.put("text", text);
    part.put("annotations", List.of());
    part.put("logprobs", List.of());
    return part;
  }

  static Map<String, Object> call(
      String item, String callId, String name, String arguments, String status) {
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("type", "function_call");
    call.put("id", item);
    call.put("call_id", callId);
    call.put("name", name);
    call.put("arguments", arguments);
    call.put("status", status);
    return call;
  }
}
