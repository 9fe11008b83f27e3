package dev.warmpath.explain.body;

import dev.warmpath.token.CacheMarkers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns messages with text or content blocks into messages with plain text. */
final class MessageReader {
  private static final Set<String> TEXT_TYPES =
      Set.of("text", "input_text", "output_text", "refusal");
  private static final Set<String> REASONING_TYPES =
      Set.of("thinking", "redacted_thinking", "reasoning");
  private static final Set<String> REASONING_FIELDS =
      Set.of("reasoning_content", "reasoning", "thinking");

  private final FieldMap fields;
  private final Markers markers;
  private final List<Message> messages = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Reasoning that stood before the answer it belongs to, and where. */
  private final StringBuilder pending = new StringBuilder();
  private String pendingPath = "";

  MessageReader(FieldMap fields, Markers markers) {
    this.fields = fields;
    this.markers = markers;
  }

  List<Message> messages() {
    return messages;
  }

  List<@Nullable Object> values() {
    return values;
  }

  /**
   * @param content text, blocks or null
   * @param contentPath where the content stands in the body
   * @param messagePath where the message stands in the body
   * @param source the message as sent; empty for instructions given outside the messages
   */
  void read(
      String role, @Nullable Object content, String contentPath, String messagePath,
      Map<String, @Nullable Object> source) {
    if (content instanceof List<?> blocks) {
      // Results first: each is a message of its own, and templates expect them before the text.
      for (int index = 0; index < blocks.size(); index++) {
        Map<String, @Nullable Object> block = JsonTree.asObject(blocks.get(index));
        if (isResult(block)) {
          block(block, contentPath + "[" + index + "]", draft());
        }
      }
    }
    MessageDraft draft = draft();
    if (content instanceof String text) {
      draft.text.append(text);
      fields.prefix(draft.normal + ".content", contentPath);
    } else if (content instanceof List<?> blocks) {
      for (int index = 0; index < blocks.size(); index++) {
        Map<String, @Nullable Object> block = JsonTree.asObject(blocks.get(index));
        if (blocks.get(index) instanceof String text) {
          draft.append(text, contentPath + "[" + index + "]");
        } else if (!isResult(block)) {
          block(block, contentPath + "[" + index + "]", draft);
        }
      }
    } else if (content != null) {
      throw new IllegalArgumentException(contentPath + " must be a text or an array of parts");
    }
    for (String name : REASONING_FIELDS) {
      if (source.get(name) instanceof String text) {
        draft.reasoning.append(text);
        fields.prefix(draft.normal + ".reasoning_content", messagePath + "." + name);
      }
    }
    draft.calls.addAll(JsonTree.asList(source.get("tool_calls")));
    boolean onlyResults = draft.text.isEmpty() && draft.media.isEmpty() && draft.calls.isEmpty()
        && draft.reasoning.isEmpty() && content instanceof List<?> list && !list.isEmpty();
    if (!onlyResults) {
      fields.prefix(draft.normal, messagePath);
      markers.carried(source, messagePath, draft.normal, -1);
      add(role, draft, source);
    }
  }

  private static boolean isResult(Map<String, @Nullable Object> block) {
    return "tool_result".equals(block.get("type"))
        || (Converse.is(block) && "toolResult".equals(Converse.kind(block)));
  }

  /** The Responses API's reasoning, calls and results, which stand beside the messages. */
  void readItem(Map<String, @Nullable Object> item, String type, String path) {
    MessageDraft draft = draft();
    if (type.equals("reasoning")) {
      thought(item, path);
    } else if (type.endsWith("_output")) {
      Map<String, @Nullable Object> source = new LinkedHashMap<>();
      source.put("tool_call_id", item.get("call_id"));
      Object output = item.get("output");
      boolean text = output == null || output instanceof String || output instanceof List;
      read(
          "tool", text ? output : JsonTree.text(output), path + ".output", path, source);
    } else {
      // Calls of functions, of the user's own tools and of the provider's.
      Object name = item.get("name") == null ? type : item.get("name");
      String key = item.containsKey("input") ? "input" : "arguments";
      Object arguments = item.containsKey(key) ? item.get(key) : item.get("action");
      draft.calls.add(call(item.get("call_id"), name, arguments == null ? "" : arguments));
      fields.prefix(draft.call(0) + ".function.arguments", path + "." + key);
      fields.prefix(draft.call(0) + ".function", path);
      fields.prefix(draft.call(0) + ".id", path + ".call_id");
      fields.prefix(draft.normal, path);
      add("assistant", draft, Map.of());
    }
  }

  /** Reasoning belongs to the answer or call that follows it. */
  private void thought(Map<String, @Nullable Object> item, String path) {
    for (String key : List.of("summary", "content")) {
      List<@Nullable Object> parts = JsonTree.asList(item.get(key));
      for (int i = 0; i < parts.size(); i++) {
        String text = JsonTree.asText(JsonTree.asObject(parts.get(i)).get("text"));
        if (pending.isEmpty()) {
          pendingPath = path + "." + key + "[" + i + "].text";
        }
        pending.append(text);
      }
    }
    String sealed = JsonTree.asText(item.get("encrypted_content"));
    if (pending.isEmpty() && !sealed.isEmpty()) {
      pendingPath = path + ".encrypted_content";
      pending.append(sealed);
    }
  }

  private void block(Map<String, @Nullable Object> block, String path, MessageDraft draft) {
    if (Converse.is(block)) {
      converse(block, path, draft);
      return;
    }
    String type = JsonTree.asText(block.get("type"));
    int markEnd = -1;
    String markField = draft.normal + ".content";
    if (TEXT_TYPES.contains(type) || type.isEmpty()) {
      String key = type.equals("refusal") ? "refusal" : "text";
      draft.append(JsonTree.asText(block.get(key)), path + "." + key);
      markEnd = draft.text.length();
    } else if (REASONING_TYPES.contains(type)) {
      String key = Stream.of("thinking", "text", "data").filter(block::containsKey).findFirst()
          .orElse("thinking");
      draft.reasoning.append(JsonTree.asText(block.get(key)));
      fields.prefix(draft.normal + ".reasoning_content", path + "." + key);
    } else if (type.equals("tool_use")) {
      String call = draft.call(draft.calls.size());
      fields.prefix(call + ".function.arguments", path + ".input");
      fields.prefix(call + ".function", path);
      fields.prefix(call, path);
      draft.calls.add(call(block.get("id"), block.get("name"), block.get("input")));
      markField = draft.normal;
    } else if (type.equals("tool_result")) {
      result(block, path);
    } else if (!draft.documentText(block, path)) {
      markEnd = draft.media(block, type, path);
    } else {
      markEnd = draft.text.length();
    }
    markers.carried(block, path, markField, markEnd);
  }

  /** A block of Bedrock's Converse form. */
  private void converse(Map<String, @Nullable Object> block, String path, MessageDraft draft) {
    String kind = Objects.requireNonNull(Converse.kind(block));
    String field = path + "." + kind;
    switch (kind) {
      case Converse.MARKER -> marker(path, draft, JsonTree.asObject(block.get(kind)));
      case "json" -> draft.append(JsonTree.text(block.get(kind)), field);
      case "guardContent" ->
          draft.append(
              JsonTree.asText(JsonTree.at(block, kind + ".text.text")), field + ".text.text");
      default -> block(Converse.plain(kind, block), field, draft);
    }
    if (kind.equals("reasoningContent")) {
      fields.prefix(draft.normal + ".reasoning_content", field + ".reasoningText.text");
    }
  }

  /** A marker that stands after what was read so far. */
  private void marker(String path, MessageDraft draft, Map<String, @Nullable Object> control) {
    if (!draft.calls.isEmpty()) {
      markers.add(path, draft.call(draft.calls.size() - 1), -1, control);
    } else if (draft.text.isEmpty() && !messages.isEmpty()) {
      markers.add(path, "messages[" + (messages.size() - 1) + "]", -1, control);
    } else {
      markers.add(path, draft.normal + ".content", draft.text.length(), control);
    }
  }

  private void result(Map<String, @Nullable Object> block, String path) {
    Map<String, @Nullable Object> source = new LinkedHashMap<>();
    source.put("tool_call_id", block.get("tool_use_id"));
    Object content = block.get("content");
    read("tool", content == null ? "" : content, path + ".content", path, source);
  }

  private static Map<String, @Nullable Object> call(
      @Nullable Object id, @Nullable Object name, @Nullable Object arguments) {
    Map<String, @Nullable Object> function = new LinkedHashMap<>();
    function.put("name", name);
    function.put("arguments", arguments);
    Map<String, @Nullable Object> call = new LinkedHashMap<>();
    call.put("id", id);
    call.put("type", "function");
    call.put("function", function);
    return call;
  }

  private void add(String role, MessageDraft draft, Map<String, @Nullable Object> source) {
    if (role.equals("assistant") && !pending.isEmpty()) {
      draft.reasoning.insert(0, pending);
      fields.prefix(draft.normal + ".reasoning_content", pendingPath);
      pending.setLength(0);
    }
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("role", role);
    value.put("content", draft.text.toString());
    source.forEach(
        (name, field) -> {
          boolean own = name.equals("content") || name.equals("role");
          if (!own && !CacheMarkers.FIELDS.contains(name)) {
            value.put(name, field);
          }
        });
    if (!draft.reasoning.isEmpty()) {
      value.putIfAbsent("reasoning_content", draft.reasoning.toString());
    }
    if (!draft.calls.isEmpty()) {
      value.put("tool_calls", draft.calls);
    }
    values.add(value);
    messages.add(
        new Message(
            role, draft.text.toString(), draft.reasoning.toString(), draft.calls, draft.media,
            value));
  }

  /** The next message, still empty. */
  private MessageDraft draft() {
    return new MessageDraft(fields, "messages[" + messages.size() + "]");
  }
}
