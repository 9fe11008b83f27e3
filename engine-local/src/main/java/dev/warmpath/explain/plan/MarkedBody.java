package dev.warmpath.explain.plan;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensKey;
import dev.warmpath.token.CacheMarkers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and removes cache markers in a request body. */
final class MarkedBody {
  private final String field;
  private final Map<String, @Nullable Object> value;

  /** @throws IllegalArgumentException when the lens does not say how its markers are written */
  MarkedBody(Lens lens, boolean longLived) {
    Map<String, @Nullable Object> marker =
        JsonTree.asObject(lens.cited(LensKey.MARKER).value());
    field = JsonTree.asText(marker.get("field"));
    value = JsonTree.copyObject(JsonTree.asObject(marker.get("value")));
    if (longLived) {
      value.putAll(JsonTree.asObject(marker.get("long")));
    }
    if (field.isEmpty()) {
      throw new IllegalArgumentException(
          lens.name() + ": how a cache marker is written is not known (" + lens.id()
              + ".json, marker)");
    }
  }

  /** False for tools and calls where markers only stand on content. */
  static boolean mayStandAt(Lens lens, String path) {
    Object where = JsonTree.asObject(lens.cited(LensKey.MARKER).value()).get("blocks");
    return !"content".equals(where) || path.contains("content") || path.startsWith("system");
  }

  /**
   * A copy with markers after the given blocks and no others.
   *
   * @param paths blocks as sent
   */
  Map<String, @Nullable Object> of(
      Map<String, ? extends @Nullable Object> body, Collection<String> paths) {
    Map<String, @Nullable Object> copy = JsonTree.copyObject(body);
    clear(copy);
    for (String path : paths) {
      mark(copy, path);
    }
    return copy;
  }

  private static void clear(@Nullable Object value) {
    if (value instanceof Map<?, ?>) {
      CacheMarkers.FIELDS.forEach(JsonTree.asObject(value)::remove);
      JsonTree.asObject(value).values().forEach(MarkedBody::clear);
    } else if (value instanceof List<?> list) {
      list.forEach(MarkedBody::clear);
    }
  }

  private void mark(Map<String, @Nullable Object> body, String path) {
    Object block = JsonTree.at(body, path);
    if (block instanceof Map<?, ?>) {
      JsonTree.asObject(block).put(field, new LinkedHashMap<>(value));
      return;
    }
    int dot = path.lastIndexOf('.');
    Object owner = dot < 0 ? body : JsonTree.at(body, path.substring(0, dot));
    Map<String, @Nullable Object> map = JsonTree.asObject(owner);
    String key = path.substring(dot + 1);
    if (!key.equals("text") && map.get(key) instanceof String text) {
      // A plain text becomes the one block that a marker can stand on.
      Map<String, @Nullable Object> part = new LinkedHashMap<>();
      part.put("type", "text");
      part.put("text", text);
      part.put(field, new LinkedHashMap<>(value));
      map.put(key, new ArrayList<>(List.of(part)));
    } else if (owner instanceof Map<?, ?>) {
      map.put(field, new LinkedHashMap<>(value));
    }
  }
}
