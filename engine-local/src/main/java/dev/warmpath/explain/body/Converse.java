package dev.warmpath.explain.body;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts in which Amazon Bedrock's Converse form differs: a block says what it is by its only
 * key instead of a type, tools stand in {@code toolConfig}, and a cache marker is a block of its
 * own that stands after what it marks. Source: AWS, Converse API reference.
 */
final class Converse {
  /** Field with the tool definitions. */
  static final String TOOLS = "toolConfig";

  /** A block, or a tool entry, that marks what stands before it. */
  static final String MARKER = "cachePoint";

  private static final List<String> BLOCKS =
      List.of(
          "toolUse", "toolResult", "reasoningContent", "image", "document", "video", "json",
          "guardContent", MARKER);

  private Converse() {}

  /** True for a block of this form; plain {@code {"text": …}} is one of every form. */
  static boolean is(Map<String, @Nullable Object> block) {
    return !block.containsKey("type") && kind(block) != null;
  }

  static @Nullable String kind(Map<String, @Nullable Object> block) {
    return BLOCKS.stream().filter(block::containsKey).findFirst().orElse(null);
  }

  /**
   * The block under its key in the terms of Anthropic's form, whose field names are shorter; media
   * keep their own.
   */
  static Map<String, @Nullable Object> plain(String kind, Map<String, @Nullable Object> block) {
    Map<String, @Nullable Object> inner = JsonTree.asObject(block.get(kind));
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    switch (kind) {
      case "toolUse" -> {
        plain.put("type", "tool_use");
        plain.put("id", inner.get("toolUseId"));
        plain.put("name", inner.get("name"));
        plain.put("input", inner.get("input"));
      }
      case "toolResult" -> {
        plain.put("type", "tool_result");
        plain.put("tool_use_id", inner.get("toolUseId"));
        plain.put("content", inner.get("content"));
      }
      case "reasoningContent" -> {
        plain.put("type", "thinking");
        Object text = JsonTree.at(inner, "reasoningText.text");
        plain.put("thinking", text == null ? inner.get("redactedContent") : text);
      }
      default -> {
        plain.put("type", kind);
        plain.putAll(inner);
      }
    }
    return plain;
  }

  /**
   * Entries of {@code toolConfig.tools}: definitions in Anthropic's terms, and markers as they are.
   */
  static List<@Nullable Object> tools(Map<String, @Nullable Object> sent) {
    List<@Nullable Object> tools = new ArrayList<>();
    for (Object entry : JsonTree.asList(JsonTree.at(sent, TOOLS + ".tools"))) {
      Map<String, @Nullable Object> tool = JsonTree.asObject(entry);
      if (!(tool.get("toolSpec") instanceof Map<?, ?> spec)) {
        tools.add(entry);
        continue;
      }
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      JsonTree.asObject(spec)
          .forEach(
              (name, value) -> {
                boolean schema = name.equals("inputSchema");
                plain.put(
                    schema ? "input_schema" : name, schema ? JsonTree.at(value, "json") : value);
              });
      tools.add(plain);
    }
    return tools;
  }
}
