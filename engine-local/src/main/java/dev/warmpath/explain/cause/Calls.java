package dev.warmpath.explain.cause;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tool calls in a form that shows whether their arguments say the same. */
final class Calls {
  private Calls() {}

  /** True when two different spellings of calls ask for the same. */
  static boolean onlyForm(String before, String after) {
    return !before.equals(after) && plain(before).equals(plain(after));
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
