package dev.warmpath.explain.fix;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request body of any dialect being changed. */
final class BodyDraft implements Draft {
  private static final Set<String> TEXT_KEYS = Set.of("text", "content", "output");

  private final Map<String, @Nullable Object> body;

  BodyDraft(Map<String, ? extends @Nullable Object> body) {
    this.body = JsonTree.copyObject(body);
  }

  Map<String, @Nullable Object> body() {
    return body;
  }

  private record MapField(String path, Map<String, @Nullable Object> owner, String key)
      implements Field {
    @Override
    public String text() {
      return JsonTree.asText(owner.get(key));
    }

    @Override
    public void set(String text) {
      owner.put(key, text);
    }
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    List<@Nullable Object> tools = JsonTree.asList(body.get("tools"));
    for (int i = 0; i < tools.size(); i++) {
      descriptions(JsonTree.asObject(tools.get(i)), "tools[" + i + "]", fields);
    }
    for (String name : List.of("system", "instructions", "prompt", "input")) {
      texts(body, name, name, fields);
    }
    for (String name : List.of("messages", "input")) {
      List<@Nullable Object> messages = JsonTree.asList(body.get(name));
      for (int i = 0; i < messages.size(); i++) {
        Map<String, @Nullable Object> message = JsonTree.asObject(messages.get(i));
        if (message.containsKey("role")) {
          texts(message, "content", name + "[" + i + "].content", fields);
        }
      }
    }
    return fields;
  }

  private static void descriptions(
      Map<String, @Nullable Object> value, String path, List<Field> fields) {
    value.forEach(
        (key, child) -> {
          if (key.equals("description") && child instanceof String) {
            fields.add(new MapField(path + "." + key, value, key));
          } else if (child instanceof Map<?, ?> map) {
            descriptions(JsonTree.asObject(map), path + "." + key, fields);
          }
        });
  }

  /** A text, or the texts of its parts. */
  private static void texts(
      Map<String, @Nullable Object> owner, String key, String path, List<Field> fields) {
    Object value = owner.get(key);
    if (value instanceof String) {
      fields.add(new MapField(path, owner, key));
      return;
    }
    List<@Nullable Object> parts = JsonTree.asList(value);
    for (int i = 0; i < parts.size(); i++) {
      Map<String, @Nullable Object> part = JsonTree.asObject(parts.get(i));
      if (part.containsKey("role")) {
        continue; // a message of the Responses API's input
      }
      for (String name : TEXT_KEYS) {
        if (part.containsKey(name)) {
          texts(part, name, path + "[" + i + "]." + name, fields);
        }
      }
    }
  }

  @Override
  public void append(String text) {
    if (body.get("prompt") instanceof String prompt && !body.containsKey("messages")) {
      body.put("prompt", prompt + JOINT + text);
      return;
    }
    List<@Nullable Object> messages = conversation();
    if (messages.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> last = JsonTree.asObject(messages.getLast());
    boolean own = "user".equals(last.get("role")) || "system".equals(last.get("role"));
    if (own) {
      append(last, "content", text);
    } else {
      // After an answer or a tool's result the text needs a message of its own.
      Map<String, @Nullable Object> message = new LinkedHashMap<>();
      message.put("role", "user");
      message.put("content", text);
      messages.add(message);
    }
  }

  @Override
  public void appendToInstructions(String text) {
    if (body.get("system") != null) {
      append(body, "system", text);
      return;
    }
    if (body.get("instructions") != null) {
      append(body, "instructions", text);
      return;
    }
    List<@Nullable Object> messages = conversation();
    Map<String, @Nullable Object> first =
        messages.isEmpty() ? Map.of() : JsonTree.asObject(messages.getFirst());
    if ("system".equals(first.get("role")) || "developer".equals(first.get("role"))) {
      append(first, "content", text);
    } else {
      Map<String, @Nullable Object> message = new LinkedHashMap<>();
      message.put("role", "system");
      message.put("content", text);
      messages.addFirst(message);
    }
  }

  private static void append(Map<String, @Nullable Object> owner, String key, String text) {
    Object value = owner.get(key);
    if (value instanceof List<?> list) {
      Map<String, @Nullable Object> part = new LinkedHashMap<>();
      part.put("type", "text");
      part.put("text", text);
      JsonTree.asList(list).add(part);
    } else {
      String old = JsonTree.asText(value);
      owner.put(key, old.isEmpty() ? text : old + JOINT + text);
    }
  }

  private List<@Nullable Object> conversation() {
    Object value = body.get(body.containsKey("messages") ? "messages" : "input");
    return JsonTree.asList(value);
  }

  @Override
  public void dropEmpty() {
    List<@Nullable Object> messages = conversation();
    if (messages.isEmpty()) {
      return;
    }
    messages
        .removeIf(
            item -> {
              Map<String, @Nullable Object> message = JsonTree.asObject(item);
              return message.get("content") instanceof String text
                  && text.isBlank()
                  && !message.containsKey("tool_calls");
            });
  }
}
