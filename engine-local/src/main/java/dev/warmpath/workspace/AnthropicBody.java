package dev.warmpath.workspace;

import dev.warmpath.token.CacheMarkers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's messages request, and Converse's, in the chat-completions shape that templates read.
 * Cache markers of blocks are noted in their message's {@link CacheMarks#NOTED}; those of tools
 * stay with them.
 */
final class AnthropicBody {
  private AnthropicBody() {}

  /** The same body where it already has the chat-completions shape. */
  static Map<String, @Nullable Object> toChat(Map<String, @Nullable Object> sent) {
    Map<String, @Nullable Object> body = ConverseBody.toAnthropic(sent);
    if (!isAnthropic(body)) {
      return body;
    }
    Map<String, @Nullable Object> chat = new LinkedHashMap<>(body);
    List<Object> messages = new ArrayList<>();
    Object system = chat.remove("system");
    if (system != null) {
      Map<String, @Nullable Object> message =
          message("system", RequestImport.content(system, "system"));
      CacheMarks.note(message, CacheMarks.ofParts(system));
      messages.add(message);
    }
    if (body.get("messages") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> map) {
          addMessage(Json.copy(map), messages);
        } else {
          messages.add(item);
        }
      }
    }
    chat.put("messages", messages);
    if (body.get("tools") instanceof List<?> tools) {
      chat.put("tools", tools.stream().map(AnthropicBody::tool).toList());
    }
    return chat;
  }

  private static boolean isAnthropic(Map<String, @Nullable Object> body) {
    if (body.containsKey("system")) {
      return true;
    }
    if (body.get("tools") instanceof List<?> tools
        && tools.stream()
            .anyMatch(tool -> tool instanceof Map<?, ?> map && map.containsKey("input_schema"))) {
      return true;
    }
    return body.get("messages") instanceof List<?> messages
        && messages.stream().anyMatch(AnthropicBody::hasAnthropicBlocks);
  }

  private static boolean hasAnthropicBlocks(@Nullable Object message) {
    return message instanceof Map<?, ?> map
        && map.get("content") instanceof List<?> blocks
        && blocks.stream()
            .anyMatch(
                block ->
                    block instanceof Map<?, ?> b
                        && (b.containsKey("cache_control")
                            || List.of("tool_use", "tool_result", "thinking")
                                .contains(b.get("type"))));
  }

  private static void addMessage(Map<String, @Nullable Object> message, List<Object> messages) {
    if (!(message.get("content") instanceof List<?> blocks)) {
      messages.add(message);
      return;
    }
    List<Object> shown = new ArrayList<>();
    List<Object> calls = new ArrayList<>();
    List<Map<String, Object>> marks = new ArrayList<>();
    StringBuilder reasoning = new StringBuilder();
    for (Object block : blocks) {
      Map<?, ?> map = block instanceof Map<?, ?> m ? m : Map.of("text", String.valueOf(block));
      switch (String.valueOf(map.get("type"))) {
        case "tool_use" -> {
          calls.add(call(map));
          marks.addAll(CacheMarks.ofEnd(map));
        }
        case "thinking" -> reasoning.append(map.get("thinking"));
        case "tool_result" -> {
          Map<String, @Nullable Object> result =
              message("tool", RequestImport.content(map.get("content"), "tool_result"));
          result.put("tool_call_id", map.get("tool_use_id"));
          CacheMarks.note(result, CacheMarks.ofEnd(map));
          messages.add(result);
        }
        default -> shown.add(block);
      }
    }
    if (shown.isEmpty() && calls.isEmpty() && reasoning.isEmpty()) {
      return;
    }
    // An OpenAI message with marked parts comes this way too: its other fields stay.
    Map<String, @Nullable Object> chat = Json.copy(message);
    chat.put("content", RequestImport.content(shown, "content"));
    if (!reasoning.isEmpty()) {
      chat.put("reasoning_content", reasoning.toString());
    }
    if (!calls.isEmpty()) {
      chat.put("tool_calls", calls);
    }
    marks.addAll(0, CacheMarks.ofParts(shown));
    CacheMarks.note(chat, marks);
    messages.add(chat);
  }

  private static Map<String, @Nullable Object> call(Map<?, ?> block) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put("name", block.get("name"));
    function.put("arguments", block.get("input"));
    Map<String, @Nullable Object> call = new LinkedHashMap<>();
    call.put("id", block.get("id"));
    call.put("type", "function");
    call.put("function", function);
    return call;
  }

  private static Object tool(@Nullable Object tool) {
    if (!(tool instanceof Map<?, ?> map) || !map.containsKey("input_schema")) {
      return tool == null ? Map.of() : tool;
    }
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put("name", map.get("name"));
    if (map.get("description") != null) {
      function.put("description", map.get("description"));
    }
    function.put("parameters", map.get("input_schema"));
    Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
    wrapped.put("type", "function");
    wrapped.put("function", function);
    CacheMarkers.FIELDS.stream()
        .filter(field -> map.get(field) != null)
        .forEach(field -> wrapped.put(field, map.get(field)));
    return wrapped;
  }

  private static Map<String, @Nullable Object> message(String role, String content) {
    Map<String, @Nullable Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("content", content);
    return message;
  }
}
