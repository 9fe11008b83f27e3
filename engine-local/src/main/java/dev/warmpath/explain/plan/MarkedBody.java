package dev.warmpath.explain.plan;

import dev.warmpath.explain.body.JsonTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and removes cache markers in a request body. */
final class MarkedBody {
  private static final String MARK = "cache_control";

  private MarkedBody() {}

  /**
   * A copy with markers after the given blocks and no others.
   *
   * @param paths blocks as sent
   */
  static Map<String, @Nullable Object> of(
      Map<String, ? extends @Nullable Object> body, Collection<String> paths, boolean longLived) {
    Map<String, @Nullable Object> copy = JsonTree.copyObject(body);
    clear(copy);
    Map<String, Object> control = new LinkedHashMap<>();
    control.put("type", "ephemeral");
    if (longLived) {
      control.put("ttl", "1h");
    }
    for (String path : paths) {
      mark(copy, path, control);
    }
    return copy;
  }

  private static void clear(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      JsonTree.asObject(value).remove(MARK);
      JsonTree.asObject(value).values().forEach(MarkedBody::clear);
    } else if (value instanceof List<?> list) {
      list.forEach(MarkedBody::clear);
    }
  }

  private static void mark(
      Map<String, @Nullable Object> body, String path, Map<String, Object> control) {
    Object value = JsonTree.at(body, path);
    if (value instanceof Map<?, ?>) {
      JsonTree.asObject(value).put(MARK, new LinkedHashMap<>(control));
      return;
    }
    int dot = path.lastIndexOf('.');
    Object owner = dot < 0 ? body : JsonTree.at(body, path.substring(0, dot));
    Map<String, @Nullable Object> map = JsonTree.asObject(owner);
    String key = path.substring(dot + 1);
    if (!key.equals("text") && map.get(key) instanceof String text) {
      // A plain text becomes the one block that a marker can stand on.
      Map<String, @Nullable Object> block = new LinkedHashMap<>();
      block.put("type", "text");
      block.put("text", text);
      block.put(MARK, new LinkedHashMap<>(control));
      map.put(key, new ArrayList<>(List.of(block)));
    } else if (owner instanceof Map<?, ?>) {
      map.put(MARK, new LinkedHashMap<>(control));
    }
  }
}
