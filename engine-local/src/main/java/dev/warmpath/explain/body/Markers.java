package dev.warmpath.explain.body;

import dev.warmpath.token.CacheMarkers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cache markers of a body that is being read, in prompt order. */
final class Markers {
  private final List<RequestBody.Mark> marks = new ArrayList<>();

  List<RequestBody.Mark> all() {
    return marks;
  }

  /** Notes the markers that {@code carrier} has; the places are those of {@link #add}. */
  void carried(
      Map<String, @Nullable Object> carrier, String path, String normal, int end) {
    for (String field : CacheMarkers.FIELDS) {
      if (carrier.get(field) instanceof Map<?, ?> control) {
        add(path, normal, end, control);
      }
    }
  }

  /**
   * Notes one marker.
   *
   * @param path the block that carries it, as sent
   * @param normal the normal field the block became
   * @param end UTF-16 units into that field; -1 for its end
   * @param control what the marker says
   */
  void add(String path, String normal, int end, Map<?, ?> control) {
    marks.add(new RequestBody.Mark(path, normal, end, JsonTree.asText(control.get("ttl"))));
  }
}
