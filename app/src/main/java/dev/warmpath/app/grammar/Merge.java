package dev.warmpath.app.grammar;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema that means what two mean together: {@code allOf}, or keywords beside a reference. */
final class Merge {
  private static final Set<String> GREATER =
      Set.of("minimum", "exclusiveMinimum", "minLength", "minItems");

  private static final Set<String> SMALLER =
      Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems");

  private Merge() {}

  /**
   * Both at once.
   *
   * @throws SchemaException when they cannot be joined in one schema
   */
  static Map<String, @Nullable Object> of(Map<?, ?> one, Map<?, ?> other, String at) {
    requireOpen(one, other, at);
    requireOpen(other, one, at);
    Map<String, @Nullable Object> both = new LinkedHashMap<>();
    one.forEach((key, value) -> both.put(String.valueOf(key), value));
    other.forEach(
        (key, value) -> {
          String keyword = String.valueOf(key);
          both.put(
              keyword,
              both.containsKey(keyword)
                  ? join(keyword, both.get(keyword), value, at)
                  : value);
        });
    return both;
  }

  /** A closed object forgets about properties that only the other one names. */
  private static void requireOpen(Map<?, ?> closed, Map<?, ?> other, String at) {
    Object more = closed.get("additionalProperties");
    if (more != null && !Boolean.TRUE.equals(more)
        && !Keywords.object(closed, "properties", at).keySet()
            .containsAll(Keywords.object(other, "properties", at).keySet())) {
      throw new SchemaException(
          Keywords.join(at, "additionalProperties"),
          "Schemas that apply together name different properties, and one of them allows no"
              + " others; move additionalProperties out of it.");
    }
  }

  private static @Nullable Object join(
      String keyword, @Nullable Object one, @Nullable Object other, String at) {
    if (Keywords.isAnnotation(keyword) || one == null || one.equals(other)) {
      return other;
    }
    return switch (keyword) {
      case "type" -> types(one, other, at);
      case "properties" -> properties(one, other);
      case "required", "allOf" -> union(list(one), list(other));
      case "enum" -> list(one).stream().filter(list(other)::contains).toList();
      case "items" -> together(one, other);
      case "additionalProperties" ->
          Boolean.TRUE.equals(one) ? other : Boolean.TRUE.equals(other) ? one
              : one instanceof Map && other instanceof Map ? together(one, other) : false;
      default -> {
        if (one instanceof Number first && other instanceof Number second
            && (GREATER.contains(keyword) || SMALLER.contains(keyword))) {
          boolean more =
              new BigDecimal(first.toString()).compareTo(new BigDecimal(second.toString())) > 0;
          yield more == GREATER.contains(keyword) ? one : other;
        }
        throw new SchemaException(
            Keywords.join(at, keyword),
            "Schemas that apply together have different values of \"" + keyword
                + "\"; only one is supported.");
      }
    };
  }

  private static Map<String, Object> together(@Nullable Object one, @Nullable Object other) {
    List<@Nullable Object> parts = new ArrayList<>();
    parts.add(one);
    parts.add(other);
    return Map.of("allOf", parts);
  }

  private static Object types(Object one, @Nullable Object other, String at) {
    Set<String> shared = new LinkedHashSet<>();
    for (String first : Types.names(one)) {
      for (String second : Types.names(other)) {
        if (first.equals(second) || first.equals("integer") && second.equals("number")) {
          shared.add(first);
        } else if (first.equals("number") && second.equals("integer")) {
          shared.add(second);
        }
      }
    }
    if (shared.isEmpty()) {
      throw new SchemaException(
          Keywords.join(at, "type"), "Schemas that apply together have no type in common.");
    }
    return List.copyOf(shared);
  }

  private static Object properties(Object one, @Nullable Object other) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    if (one instanceof Map<?, ?> first) {
      first.forEach((name, schema) -> all.put(String.valueOf(name), schema));
    }
    if (other instanceof Map<?, ?> second) {
      second.forEach(
          (key, schema) -> {
            String name = String.valueOf(key);
            all.put(name, all.containsKey(name) ? together(all.get(name), schema) : schema);
          });
    }
    return all;
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static List<@Nullable Object> union(List<?> one, List<?> other) {
    Set<@Nullable Object> all = new LinkedHashSet<>(one);
    all.addAll(other);
    return new ArrayList<>(all);
  }
}
