package dev.warmpath.app.grammar;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which values a schema's {@code type} has, as far as choices need to know. */
final class Types {
  private Types() {}

  /** True when {@code value} is of the type, or of one of the types; any value without a type. */
  static boolean matches(@Nullable Object value, @Nullable Object type) {
    return switch (type) {
      case null -> true;
      case List<?> types -> types.stream().anyMatch(one -> matches(value, one));
      default ->
          switch (String.valueOf(type)) {
            case "null" -> value == null;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "number" -> value instanceof Number;
            case "integer" -> value instanceof Number number && whole(number);
            case "array" -> value instanceof List<?>;
            case "object" -> value instanceof Map<?, ?>;
            default -> false;
          };
    };
  }

  /** One type or several as a list. */
  static List<?> list(@Nullable Object type) {
    return type instanceof List<?> types ? types : type == null ? List.of() : List.of(type);
  }

  /** The same as words; a null that was meant as "null" is one. */
  static List<String> names(@Nullable Object type) {
    return list(type).stream().map(String::valueOf).toList();
  }

  /** The types of a schema, also where a keyword only implies one; empty for any. */
  static List<?> of(Map<?, ?> schema) {
    if (schema.get("type") != null) {
      return list(schema.get("type"));
    }
    if (schema.containsKey("properties") || schema.containsKey("required")
        || schema.containsKey("additionalProperties")) {
      return List.of("object");
    }
    return schema.containsKey("items") || schema.containsKey("prefixItems")
        ? List.of("array")
        : List.of();
  }

  private static boolean whole(Number number) {
    return new BigDecimal(number.toString()).stripTrailingZeros().scale() <= 0;
  }

  /** True when no value can be valid under two of the schemas, for a reason that is easy to see. */
  static boolean disjoint(List<?> schemas) {
    return differentTypes(schemas) || differentConstants(schemas);
  }

  private static boolean differentTypes(List<?> schemas) {
    Set<Object> seen = new HashSet<>();
    for (Object schema : schemas) {
      Object type = schema instanceof Map<?, ?> map ? map.get("type") : null;
      if (!(type instanceof String name) || !seen.add(name.equals("integer") ? "number" : name)) {
        return false;
      }
    }
    return true;
  }

  /** A property that all require and that is another constant in each: a discriminator. */
  private static boolean differentConstants(List<?> schemas) {
    if (!(schemas.getFirst() instanceof Map<?, ?> first)
        || !(first.get("properties") instanceof Map<?, ?> properties)) {
      return false;
    }
    return properties.keySet().stream()
        .anyMatch(
            name -> {
              Set<Object> seen = new HashSet<>();
              return schemas.stream()
                  .allMatch(
                      schema ->
                          constant(schema, name) instanceof String value && seen.add(value));
            });
  }

  private static @Nullable Object constant(@Nullable Object schema, Object name) {
    return schema instanceof Map<?, ?> map
            && map.get("required") instanceof List<?> required
            && required.contains(name)
            && map.get("properties") instanceof Map<?, ?> properties
            && properties.get(name) instanceof Map<?, ?> property
        ? property.get("const")
        : null;
  }
}
