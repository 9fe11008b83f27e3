package dev.warmpath.app.grammar;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON pointers into a schema (RFC 6901, as URI fragments). */
final class References {
  private References() {}

  /**
   * What a reference names.
   *
   * @throws SchemaException when that is outside the schema or nothing
   */
  static Object target(Map<?, ?> root, String ref, String at) {
    if (!ref.equals("#") && !ref.startsWith("#/")) {
      throw new SchemaException(
          Keywords.join(at, "$ref"),
          "\"" + ref + "\" is not in the form #/…; only places inside the schema are supported.");
    }
    Object target = root;
    for (String step : ref.length() < 2 ? new String[0] : ref.substring(2).split("/", -1)) {
      target = step(target, decoded(step).replace("~1", "/").replace("~0", "~"));
    }
    if (target == null) {
      throw new SchemaException(
          Keywords.join(at, "$ref"), "\"" + ref + "\" names nothing in the schema.");
    }
    return target;
  }

  private static @Nullable Object step(@Nullable Object from, String key) {
    return switch (from) {
      case Map<?, ?> map -> map.get(key);
      case List<?> list when key.matches("\\d{1,6}") && Integer.parseInt(key) < list.size() ->
          list.get(Integer.parseInt(key));
      case null, default -> null;
    };
  }

  private static String decoded(String step) {
    try {
      return URLDecoder.decode(step.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return step; // a percent sign that escapes nothing is itself
    }
  }
}
