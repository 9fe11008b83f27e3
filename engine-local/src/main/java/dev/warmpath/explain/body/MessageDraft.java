package dev.warmpath.explain.body;

import dev.warmpath.token.CacheMarkers;
import dev.warmpath.token.TextParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the blocks of one message add up to, and where each part of its text came from. */
final class MessageDraft {
  /** Path of the message in the normal form. */
  final String normal;
  final StringBuilder text = new StringBuilder();
  final StringBuilder reasoning = new StringBuilder();
  final List<@Nullable Object> calls = new ArrayList<>();
  final List<Message.Media> media = new ArrayList<>();
  private final FieldMap fields;

  MessageDraft(FieldMap fields, String normal) {
    this.fields = fields;
    this.normal = normal;
  }

  /** Path of the message's call of that index in the normal form. */
  String call(int index) {
    return normal + ".tool_calls[" + index + "]";
  }

  /** Documents and search results that are sent as text are text to the model. */
  boolean documentText(Map<String, @Nullable Object> block, String path) {
    Map<String, @Nullable Object> source = JsonTree.asObject(block.get("source"));
    if (source.get("data") instanceof String whole && "text".equals(source.get("type"))) {
      append(whole, path + ".source.data");
      return true;
    }
    String field = source.get("content") == null ? "content" : "source.content";
    Object content = JsonTree.at(block, field);
    if (content instanceof String whole) {
      append(whole, path + "." + field);
      return true;
    }
    List<@Nullable Object> parts = JsonTree.asList(content);
    boolean texts =
        !parts.isEmpty()
            && parts.stream().allMatch(part -> JsonTree.asObject(part).get("text") != null);
    for (int i = 0; texts && i < parts.size(); i++) {
      String part = JsonTree.asText(JsonTree.asObject(parts.get(i)).get("text"));
      append(part, path + "." + field + "[" + i + "].text");
    }
    return texts;
  }

  /** Adds something that is not text, shown by its kind; returns where it ends in the text. */
  int media(Map<String, @Nullable Object> block, String type, String path) {
    Map<String, @Nullable Object> content = JsonTree.copyObject(block);
    CacheMarkers.FIELDS.forEach(content::remove);
    TextParts.separate(text);
    int start = text.length();
    media.add(new Message.Media(path, JsonTree.canonicalText(content), start));
    String kind = type.replaceFirst("^input_", "").replaceFirst("_url$", "");
    text.append('[').append(kind).append(']');
    fields.piece(normal + ".content", start, text.length(), path);
    return text.length();
  }

  /** Adds a text part that stood at {@code path}. */
  void append(String part, String path) {
    TextParts.separate(text);
    int start = text.length();
    text.append(part);
    fields.piece(normal + ".content", start, text.length(), path);
  }
}
