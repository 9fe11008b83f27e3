package dev.warmpath.template.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Python list or tuple. Lists cannot be changed: the sandbox is jinja2's immutable one.
 *
 * @param source the request's field this is the value of, or null when the template made it
 * @param names attribute names of a named tuple; empty otherwise
 */
public record PyList(
    List<@Nullable Object> items, boolean tuple, @Nullable Source source, List<String> names) {

  public static PyList list(List<@Nullable Object> items) {
    return new PyList(items, false, null, List.of());
  }

  public static PyList tuple(List<@Nullable Object> items) {
    return new PyList(items, true, null, List.of());
  }

  public int size() {
    return items.size();
  }

  public @Nullable Object get(int index) {
    return items.get(index);
  }
}
