package dev.warmpath.explain.fix;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.text.Days;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The single steps of changes, on drafts. */
final class Edits {
  private Edits() {}

  static void moveBelow(Draft draft, List<Unit> units) {
    for (Unit unit : units) {
      for (Draft.Field field : draft.fields()) {
        Unit.Range range = unit.find(field.text());
        if (range != null) {
          String text = field.text();
          String moved = text.substring(range.start(), range.end()).strip();
          if (!moved.isEmpty()) {
            field.set(cut(text, range));
            draft.append(moved);
          }
          break;
        }
      }
    }
  }

  /** Without the range, and without the empty line or double blank that it would leave. */
  private static String cut(String text, Unit.Range range) {
    Unit.Range gap = range.withGap(text);
    return text.substring(0, gap.start()) + text.substring(gap.end());
  }

  static void pinDate(Draft draft, List<Unit> units) {
    for (Unit unit : units) {
      for (Draft.Field field : draft.fields()) {
        Unit.Range range = unit.find(field.text());
        if (range != null) {
          String text = field.text();
          String pinned = Days.toDay(text.substring(range.start(), range.end()));
          field.set(text.substring(0, range.start()) + pinned + text.substring(range.end()));
          break;
        }
      }
    }
  }

  /** Sorts the keys of tool definitions and rewrites the arguments of tool calls. */
  static void canonicalValues(Map<String, @Nullable Object> body) {
    if (body.get("tools") instanceof List<?>) {
      body.put("tools", JsonTree.canonical(body.get("tools")));
    }
    for (Object item : JsonTree.asList(body.get("messages"))) {
      Map<String, @Nullable Object> message = JsonTree.asObject(item);
      for (Object call : JsonTree.asList(message.get("tool_calls"))) {
        Map<String, @Nullable Object> function =
            JsonTree.asObject(JsonTree.asObject(call).get("function"));
        if (function.get("arguments") instanceof String text) {
          Object value = JsonTree.parse(text);
          if (value != JsonTree.NOT_JSON) {
            function.put("arguments", JsonTree.canonicalText(value));
          }
        }
      }
      for (Object part : JsonTree.asList(message.get("content"))) {
        Map<String, @Nullable Object> block = JsonTree.asObject(part);
        if (block.get("input") instanceof Map<?, ?> input) {
          block.put("input", JsonTree.canonical(input));
        }
      }
    }
  }

  static void hoist(Draft draft, String block) {
    boolean found = false;
    for (Draft.Field field : draft.fields()) {
      String text = field.text();
      int at = text.indexOf(block);
      if (at >= 0) {
        found = true;
        int end = at + block.length();
        String before = text.substring(0, at).stripTrailing();
        String after = text.substring(end).stripLeading();
        String joint = before.isEmpty() || after.isEmpty() ? "" : Draft.JOINT;
        field.set(before + joint + after);
      }
    }
    if (found) {
      draft.dropEmpty();
      draft.appendToInstructions(block);
    }
  }

  /** Puts the documents of a field into the given order, each into the next one's place. */
  static void orderDocuments(Draft draft, String path, List<String> documents) {
    for (Draft.Field field : draft.fields()) {
      if (!field.path().equals(path)) {
        continue;
      }
      String text = field.text();
      List<int[]> places = new ArrayList<>();
      for (String document : documents) {
        int at = text.indexOf(document);
        if (at < 0 || text.indexOf(document, at + 1) >= 0) {
          return; // one of them is not there or there twice: the order has no meaning
        }
        places.add(new int[] {at, at + document.length()});
      }
      places.sort(Comparator.comparingInt(place -> place[0]));
      StringBuilder ordered = new StringBuilder(text.length());
      int at = 0;
      for (int i = 0; i < places.size(); i++) {
        if (places.get(i)[0] < at) {
          return; // one document contains another
        }
        ordered.append(text, at, places.get(i)[0]).append(documents.get(i));
        at = places.get(i)[1];
      }
      field.set(ordered.append(text, at, text.length()).toString());
    }
  }

  static void orderTools(Map<String, @Nullable Object> body, List<String> names) {
    List<@Nullable Object> tools = new ArrayList<>(JsonTree.asList(body.get("tools")));
    tools.sort(
        Comparator.comparingInt(
            tool -> {
              int at = names.indexOf(name(tool));
              return at < 0 ? names.size() : at;
            }));
    if (!tools.isEmpty()) {
      body.put("tools", tools);
    }
  }

  static String name(@Nullable Object tool) {
    Object name = JsonTree.at(tool, "function.name");
    return JsonTree.asText(name == null ? JsonTree.asObject(tool).get("name") : name);
  }

  static void setFields(
      Map<String, @Nullable Object> body, Map<String, @Nullable Object> values) {
    values.forEach(
        (path, value) -> {
          int dot = path.lastIndexOf('.');
          Object owner = dot < 0 ? body : JsonTree.at(body, path.substring(0, dot));
          if (owner instanceof Map<?, ?>) {
            Map<String, @Nullable Object> map = JsonTree.asObject(owner);
            String key = path.substring(dot + 1);
            if (value == null) {
              map.remove(key);
            } else {
              map.put(key, JsonTree.copy(value));
            }
          }
        });
  }
}
