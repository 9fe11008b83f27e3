package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tool calls in a form that shows whether their arguments say the same. */
final class Calls {
  private Calls() {}

  /** Index of the first call that differs; 0 when only their number does. */
  static int first(Message before, Message after) {
    int both = Math.min(before.toolCalls().size(), after.toolCalls().size());
    for (int i = 0; i < both; i++) {
      boolean same =
          JsonTree.text(before.toolCalls().get(i)).equals(JsonTree.text(after.toolCalls().get(i)));
      if (!same) {
        return i;
      }
    }
    return 0;
  }

  /** True when two different spellings of calls ask for the same. */
  static boolean onlyForm(String before, String after) {
    return !before.equals(after) && plain(before).equals(plain(after));
  }

  /** True when two lists of calls differ in nothing but the names they are answered by. */
  static boolean onlyIds(String before, String after) {
    return !before.equals(after)
        && JsonTree.text(withoutIds(before)).equals(JsonTree.text(withoutIds(after)));
  }

  private static List<@Nullable Object> withoutIds(String calls) {
    List<@Nullable Object> copies = new ArrayList<>();
    for (Object call : JsonTree.asList(JsonTree.parse(calls))) {
      Map<String, @Nullable Object> copy = JsonTree.copyObject(JsonTree.asObject(call));
      copy.remove("id");
      copies.add(copy);
    }
    return copies;
  }

  /** The calls in one form; arguments, which are JSON inside a string, written out as values. */
  private static String plain(String calls) {
    List<@Nullable Object> copies = new ArrayList<>();
    for (Object call : JsonTree.asList(JsonTree.parse(calls))) {
      Map<String, @Nullable Object> copy = JsonTree.copyObject(JsonTree.asObject(call));
      Map<String, @Nullable Object> function = JsonTree.asObject(copy.get("function"));
      if (function.get("arguments") instanceof String text) {
        Object value = JsonTree.parse(text);
        function.put("arguments", value == JsonTree.NOT_JSON ? text : value);
      }
      copies.add(copy);
    }
    return JsonTree.canonicalText(copies);
  }
}
