package dev.warmpath.workspace;

import dev.warmpath.token.CacheMarkers;
import dev.warmpath.token.TextParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cache markers of the blocks that an import joined into one text. Each is kept beside the text:
 * where it stood and the words before it, by which it is found again after an edit. A marker never
 * cuts a line: blocks that are joined again must give the same text.
 */
final class CacheMarks {
  /** Field that holds the marks of a message, or of a segment, as JSON values. */
  static final String NOTED = "cache_marks";

  private static final String AT = "at";
  private static final String AFTER = "after";

  /** The last line, no longer than this: found again when what is before it was edited. */
  private static final int WORDS = 60;

  private CacheMarks() {}

  /**
   * A marker in a text.
   *
   * @param at UTF-16 units after which it stands
   * @param fields what carries it, as a block's fields
   */
  record Cut(int at, Map<String, @Nullable Object> fields) {}

  /** Marks of text blocks that become one text; empty for anything else. */
  static List<Map<String, Object>> ofParts(@Nullable Object content) {
    List<Map<String, Object>> marks = new ArrayList<>();
    List<?> parts = content instanceof List<?> list ? list : List.of();
    List<Object> before = new ArrayList<>();
    for (Object part : parts) {
      before.add(part);
      Map<String, Object> fields = part instanceof Map<?, ?> map ? fields(map) : Map.of();
      if (fields.isEmpty()) {
        continue;
      }
      Map<String, Object> mark = new LinkedHashMap<>(fields);
      if (before.size() < parts.size()) {
        String text = RequestImport.content(before, "content");
        mark.put(AT, text.length());
        mark.put(AFTER, lastWords(text));
      }
      marks.add(mark);
    }
    return marks;
  }

  private static String lastWords(String text) {
    int line = text.stripTrailing().lastIndexOf('\n') + 1;
    return text.substring(Math.max(line, text.length() - WORDS));
  }

  /** The mark of a block that is a whole message or its last call; empty when it has none. */
  static List<Map<String, Object>> ofEnd(Map<?, ?> block) {
    Map<String, Object> fields = fields(block);
    return fields.isEmpty() ? List.of() : List.of(fields);
  }

  private static Map<String, Object> fields(Map<?, ?> block) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (String field : CacheMarkers.FIELDS) {
      if (block.get(field) instanceof Map<?, ?> marker) {
        fields.put(field, marker);
      }
    }
    return fields;
  }

  /** Puts marks beside a message's text. */
  static void note(Map<String, @Nullable Object> message, List<Map<String, Object>> marks) {
    if (!marks.isEmpty()) {
      message.put(NOTED, marks);
    }
  }

  /** Takes all markers out of a message, noted or its own. */
  static List<Object> take(Map<String, @Nullable Object> message) {
    List<Object> marks = new ArrayList<>();
    if (message.remove(NOTED) instanceof List<?> noted) {
      marks.addAll(noted);
    } else {
      marks.addAll(ofParts(message.get("content")));
    }
    marks.addAll(ofEnd(message));
    CacheMarkers.FIELDS.forEach(message::remove);
    return marks;
  }

  /** The marks' places in a text that may have been edited, in order. */
  static List<Cut> cuts(@Nullable Object noted, String text) {
    List<Cut> cuts = new ArrayList<>();
    for (Object item : noted instanceof List<?> list ? list : List.of()) {
      if (item instanceof Map<?, ?> mark) {
        Map<String, @Nullable Object> fields = Json.copy(fields(mark));
        if (!fields.isEmpty()) {
          cuts.add(new Cut(place(mark, text), fields));
        }
      }
    }
    cuts.sort((one, other) -> Integer.compare(one.at(), other.at()));
    return cuts;
  }

  /** The cuts that {@link Composition#marked} left in a message. */
  static List<Cut> cuts(Map<?, ?> message) {
    return message.get(NOTED) instanceof List<?> list
        ? list.stream().filter(Cut.class::isInstance).map(Cut.class::cast).toList()
        : List.of();
  }

  private static int place(Map<?, ?> mark, String text) {
    if (!(mark.get(AT) instanceof Number at) || !(mark.get(AFTER) instanceof String words)) {
      return text.length();
    }
    int best = -1;
    for (int i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + 1)) {
      int end = i + words.length();
      if (best < 0 || Math.abs(end - at.intValue()) < Math.abs(best - at.intValue())) {
        best = end;
      }
    }
    int lineEnd = best < 0 ? -1 : text.indexOf(TextParts.JOINT, best);
    boolean last = lineEnd < 0 || lineEnd + TextParts.JOINT.length() == text.length();
    return last ? text.length() : lineEnd;
  }

  /** A text as blocks, each but the last ending at a mark. */
  static List<Object> blocks(String text, List<Cut> cuts) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    for (Cut cut : cuts) {
      if (cut.at() > from) {
        parts.add(part(text.substring(from, cut.at()), cut.fields()));
        from = Math.min(text.length(), cut.at() + TextParts.JOINT.length());
      }
    }
    if (parts.isEmpty() || from < text.length()) {
      parts.add(part(text.substring(from), Map.of()));
    }
    return parts;
  }

  private static Map<String, @Nullable Object> part(
      String text, Map<String, @Nullable Object> fields) {
    Map<String, @Nullable Object> part = new LinkedHashMap<>();
    part.put("type", "text");
    part.put("text", text);
    part.putAll(fields);
    return part;
  }

  /** A request as a template reads it: without the notes, and without markers on tools. */
  static Map<String, @Nullable Object> dropped(Map<String, @Nullable Object> request) {
    Map<String, @Nullable Object> bare = new LinkedHashMap<>(request);
    if (request.get("messages") instanceof List<?> messages) {
      List<@Nullable Object> kept = new ArrayList<>(messages.size());
      for (Object item : messages) {
        if (item instanceof Map<?, ?> message && message.containsKey(NOTED)) {
          Map<String, @Nullable Object> copy = Json.copy(message);
          copy.remove(NOTED);
          kept.add(copy);
        } else {
          kept.add(item);
        }
      }
      bare.put("messages", kept);
    }
    if (request.get("tools") instanceof List<?> tools) {
      List<@Nullable Object> kept = new ArrayList<>(tools.size());
      tools.forEach(tool -> kept.add(CacheMarkers.unmarkedTool(tool)));
      bare.put("tools", kept);
    }
    return bare;
  }
}
