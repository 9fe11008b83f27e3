package dev.warmpath.explain.body;

import dev.warmpath.token.CacheMarkers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a body of one of the dialects into the normal form. One instance per body. */
final class BodyReader {
  /** Fields that become messages or tools and are not template variables themselves. */
  private static final Set<String> CONSUMED =
      Set.of(
          "messages", "tools", "functions", "system", "prompt", "input", "instructions",
          Converse.TOOLS);

  private final Map<String, @Nullable Object> sent;
  private final Map<String, @Nullable Object> request = new LinkedHashMap<>();
  private final FieldMap fields = new FieldMap();
  private final Markers markers = new Markers();
  private final MessageReader messages = new MessageReader(fields, markers);
  private final List<@Nullable Object> tools = new ArrayList<>();

  private BodyReader(Map<String, @Nullable Object> sent) {
    this.sent = sent;
  }

  static RequestBody read(Map<String, @Nullable Object> sent) {
    return new BodyReader(sent).read();
  }

  private RequestBody read() {
    sent.forEach(
        (name, value) -> {
          if (!CONSUMED.contains(name)) {
            request.put(name, value);
          }
        });
    JsonTree.asObject(sent.get("chat_template_kwargs")).forEach(request::putIfAbsent);
    readTools();
    String raw = null;
    if (sent.get("prompt") instanceof String prompt && !sent.containsKey("messages")) {
      raw = prompt;
    } else {
      readConversation();
    }
    request.put("messages", messages.values());
    if (!tools.isEmpty()) {
      request.put("tools", tools);
    }
    return new RequestBody(
        sent, request, messages.messages(), tools, raw, markers.all(),
        sent.get(RequestBody.AUTOMATIC_MARK) instanceof Map,
        "explicit".equals(JsonTree.at(sent, "prompt_cache_options.mode")), fields);
  }

  private void readConversation() {
    Object system = sent.get("system");
    if (system != null) {
      messages.read("system", system, "system", "system", Map.of());
    }
    Object instructions = sent.get("instructions");
    if (instructions instanceof String) {
      messages.read("system", instructions, "instructions", "instructions", Map.of());
    }
    String name = sent.containsKey("messages") || !sent.containsKey("input") ? "messages" : "input";
    Object value = sent.get(name);
    if (value instanceof String text && name.equals("input")) {
      messages.read("user", text, "input", "input", Map.of());
      return;
    }
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(
          value == null
              ? "the request has no messages, input or prompt: send a request body as JSON"
              : name + " must be an array of messages");
    }
    for (int index = 0; index < list.size(); index++) {
      String path = name + "[" + index + "]";
      if (!(list.get(index) instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException(path + " must be an object with role and content");
      }
      Map<String, @Nullable Object> message = JsonTree.asObject(map);
      String role = JsonTree.asText(message.get("role"));
      if (role.isEmpty() && message.get("type") instanceof String type) {
        messages.readItem(message, type, path);
        continue;
      }
      if (role.isEmpty()) {
        throw new IllegalArgumentException(path + ".role must be a text such as \"user\"");
      }
      messages.read(role, message.get("content"), path + ".content", path, message);
    }
  }

  private void readTools() {
    // The chat API's first tools were called functions and came without a wrapper.
    String name = sent.get("tools") == null && sent.get("functions") != null
        ? "functions" : "tools";
    Object value = sent.get(name);
    if (value == null) {
      converseTools();
      return;
    }
    if (!(value instanceof List<?> list)) {
      throw new IllegalArgumentException(name + " must be an array of tool definitions");
    }
    for (int index = 0; index < list.size(); index++) {
      Map<String, @Nullable Object> tool = JsonTree.asObject(list.get(index));
      String path = name + "[" + index + "]";
      String normal = "tools[" + index + "]";
      if (tool.isEmpty()) {
        tools.add(list.get(index));
        continue;
      }
      markers.carried(tool, path, normal, -1);
      markers.carried(JsonTree.asObject(tool.get("function")), path + ".function", normal, -1);
      Object bare = CacheMarkers.unmarkedTool(tool);
      if (tool.containsKey("function")) {
        tools.add(bare);
      } else {
        tools.add(wrap(JsonTree.asObject(bare), normal, path, path + ".input_schema"));
      }
    }
  }

  private void converseTools() {
    List<@Nullable Object> entries = Converse.tools(sent);
    for (int index = 0; index < entries.size(); index++) {
      Map<String, @Nullable Object> entry = JsonTree.asObject(entries.get(index));
      String path = Converse.TOOLS + ".tools[" + index + "]";
      if (entry.get(Converse.MARKER) instanceof Map<?, ?> control) {
        String marked = "tools[" + (tools.size() - 1) + "]";
        markers.add(path, marked, -1, control);
        continue;
      }
      String normal = "tools[" + tools.size() + "]";
      tools.add(
          wrap(entry, normal, path + ".toolSpec", path + ".toolSpec.inputSchema.json"));
    }
  }

  /** Anthropic's and the Responses API's flat definitions, in the form that templates expect. */
  private Map<String, @Nullable Object> wrap(
      Map<String, @Nullable Object> tool, String normal, String path, String schema) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    tool.forEach(
        (name, value) -> {
          if (name.equals("input_schema")) {
            function.put("parameters", value);
            fields.prefix(normal + ".function.parameters", schema);
          } else if (!(name.equals("type") && "function".equals(value))) {
            function.put(name, value);
          }
        });
    fields.prefix(normal + ".function", path);
    Map<String, @Nullable Object> wrapped = new LinkedHashMap<>();
    wrapped.put("type", "function");
    wrapped.put("function", function);
    return wrapped;
  }
}
