package dev.warmpath.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Amazon Bedrock's Converse request as Anthropic's messages request: a block there says what it is
 * by its only key, tools stand in {@code toolConfig}, limits in {@code inferenceConfig}, and a
 * cache marker is a block that follows what it marks. Fields that have no counterpart stay. Source:
 * AWS, Converse API reference.
 */
final class ConverseBody {
  private static final String TOOLS = "toolConfig";
  private static final String LIMITS = "inferenceConfig";
  private static final String MODEL = "modelId";
  private static final String EXTRA = "additionalModelRequestFields";
  private static final String MARKER = "cachePoint";

  private static final List<String> FIELDS = List.of(TOOLS, LIMITS, MODEL, EXTRA);
  private static final List<String> BLOCKS =
      List.of(
          "toolUse", "toolResult", "reasoningContent", "image", "document", "video", "json",
          "guardContent", MARKER);

  /** Converse's names of limits, and Anthropic's. */
  private static final Map<String, String> LIMIT_NAMES =
      Map.of(
          "maxTokens", "max_tokens", "temperature", "temperature", "topP", "top_p",
          "stopSequences", "stop_sequences");

  private ConverseBody() {}

  /** The same body where it has another form. */
  static Map<String, @Nullable Object> toAnthropic(Map<String, @Nullable Object> body) {
    if (!isConverse(body)) {
      return body;
    }
    Map<String, @Nullable Object> plain = new LinkedHashMap<>(body);
    FIELDS.forEach(plain::remove);
    put(plain, "model", body.get(MODEL));
    object(body.get(EXTRA)).forEach(plain::putIfAbsent);
    object(body.get(LIMITS))
        .forEach((name, value) -> put(plain, LIMIT_NAMES.getOrDefault(name, name), value));
    tools(object(body.get(TOOLS)), plain);
    if (body.get("system") instanceof List<?> system) {
      plain.put("system", blocks(system));
    }
    if (body.get("messages") instanceof List<?> messages) {
      plain.put("messages", messages.stream().map(ConverseBody::message).toList());
    }
    return plain;
  }

  private static boolean isConverse(Map<String, @Nullable Object> body) {
    if (FIELDS.stream().anyMatch(body::containsKey) || hasBlocks(body.get("system"))) {
      return true;
    }
    return body.get("messages") instanceof List<?> messages
        && messages.stream()
            .anyMatch(item -> item instanceof Map<?, ?> map && hasBlocks(map.get("content")));
  }

  private static boolean hasBlocks(@Nullable Object content) {
    return content instanceof List<?> blocks
        && blocks.stream()
            .anyMatch(block -> block instanceof Map<?, ?> map && kind(map) != null);
  }

  private static @Nullable String kind(Map<?, ?> block) {
    return block.containsKey("type")
        ? null
        : BLOCKS.stream().filter(block::containsKey).findFirst().orElse(null);
  }

  private static @Nullable Object message(@Nullable Object item) {
    if (!(item instanceof Map<?, ?> map) || !(map.get("content") instanceof List<?> content)) {
      return item;
    }
    Map<String, @Nullable Object> message = Json.copy(map);
    message.put("content", blocks(content));
    return message;
  }

  private static List<@Nullable Object> blocks(List<?> content) {
    List<@Nullable Object> blocks = new ArrayList<>();
    for (Object item : content) {
      String kind = item instanceof Map<?, ?> map ? kind(map) : null;
      if (kind == null) {
        blocks.add(item instanceof Map<?, ?> map ? Json.copy(map) : item);
      } else if (kind.equals(MARKER)) {
        mark(blocks, object(object(item).get(MARKER)));
      } else {
        blocks.add(block(kind, object(item).get(kind)));
      }
    }
    return blocks;
  }

  private static Map<String, @Nullable Object> block(String kind, @Nullable Object value) {
    Map<String, @Nullable Object> inner = object(value);
    Map<String, @Nullable Object> block = new LinkedHashMap<>();
    switch (kind) {
      case "toolUse" -> {
        block.put("type", "tool_use");
        block.put("id", inner.get("toolUseId"));
        block.put("name", inner.get("name"));
        block.put("input", inner.get("input"));
      }
      case "toolResult" -> {
        block.put("type", "tool_result");
        block.put("tool_use_id", inner.get("toolUseId"));
        block.put(
            "content",
            inner.get("content") instanceof List<?> parts ? blocks(parts) : inner.get("content"));
      }
      case "reasoningContent" -> {
        block.put("type", "thinking");
        Object text = object(inner.get("reasoningText")).get("text");
        block.put("thinking", text == null ? inner.get("redactedContent") : text);
      }
      case "json" -> {
        block.put("type", "text");
        block.put("text", Json.writeLine(value));
      }
      case "guardContent" -> {
        Object text = object(inner.get("text")).get("text");
        block.put("type", text == null ? kind : "text");
        put(block, "text", text);
      }
      default -> {
        block.put("type", kind);
        block.putAll(inner);
      }
    }
    return block;
  }

  private static void tools(
      Map<String, @Nullable Object> config, Map<String, @Nullable Object> plain) {
    List<@Nullable Object> tools = new ArrayList<>();
    for (Object entry : config.get("tools") instanceof List<?> list ? list : List.of()) {
      Map<String, @Nullable Object> tool = object(entry);
      if (tool.get(MARKER) instanceof Map<?, ?> marker) {
        mark(tools, Json.copy(marker));
      } else if (tool.get("toolSpec") instanceof Map<?, ?> given) {
        Map<String, @Nullable Object> spec = Json.copy(given);
        spec.put("input_schema", object(spec.remove("inputSchema")).get("json"));
        tools.add(spec);
      } else {
        tools.add(tool);
      }
    }
    if (!tools.isEmpty()) {
      plain.put("tools", tools);
    }
    object(config.get("toolChoice"))
        .forEach(
            (type, value) -> {
              Map<String, @Nullable Object> choice = new LinkedHashMap<>();
              choice.put("type", type);
              choice.putAll(object(value));
              plain.put("tool_choice", choice);
            });
  }

  /** A marker belongs to what stands before it; the first of all marks nothing. */
  private static void mark(
      List<@Nullable Object> before, Map<String, @Nullable Object> marker) {
    if (before.isEmpty() || !(before.removeLast() instanceof Map<?, ?> last)) {
      return;
    }
    Map<String, @Nullable Object> control = new LinkedHashMap<>();
    control.put("type", "ephemeral");
    put(control, "ttl", marker.get("ttl"));
    Map<String, @Nullable Object> marked = Json.copy(last);
    marked.put("cache_control", control);
    before.add(marked);
  }

  private static void put(
      Map<String, @Nullable Object> target, String name, @Nullable Object value) {
    if (value != null) {
      target.put(name, value);
    }
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? Json.copy(map) : Map.of();
  }
}
