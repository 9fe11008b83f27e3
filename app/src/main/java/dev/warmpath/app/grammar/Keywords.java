package dev.warmpath.app.grammar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The keywords of JSON schemas: which are understood where, and their values. */
final class Keywords {
  /** Says nothing about what is valid. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title", "description", "default", "examples", "example", "$schema", "$id", "id",
          "$comment", "$anchor", "deprecated", "readOnly", "writeOnly", "$defs", "definitions",
          "strict", "nullable", "contentEncoding", "contentMediaType", "discriminator");

  private static final Set<String> NUMBER =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "format");

  private static final Map<String, Set<String>> BY_TYPE =
      Map.of(
          "object", Set.of("properties", "required", "additionalProperties", "propertyNames"),
          "array",
          Set.of("items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems"),
          "string", Set.of("minLength", "maxLength", "pattern", "format"),
          "integer", NUMBER,
          "number", NUMBER,
          "boolean", Set.of(),
          "null", Set.of());

  private Keywords() {}

  /** Those of a type; null for an unknown type. */
  static @Nullable Set<String> of(String type) {
    return BY_TYPE.get(type);
  }

  static boolean isAnnotation(String keyword) {
    return ANNOTATIONS.contains(keyword) || keyword.startsWith("x-");
  }

  /** Refuses a schema with any other keyword. */
  static void allow(Map<?, ?> schema, Set<String> keywords, String at) {
    for (Object key : schema.keySet()) {
      String keyword = String.valueOf(key);
      if (!keywords.contains(keyword) && !isAnnotation(keyword)) {
        throw new SchemaException(
            join(at, keyword),
            "The schema keyword \"" + keyword + "\" is not supported here; remove it or check the"
                + " answer yourself.");
      }
    }
  }

  /** The schema without one keyword and without annotations. */
  static Map<String, @Nullable Object> without(Map<?, ?> schema, String keyword) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>();
    schema.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!name.equals(keyword) && !isAnnotation(name)) {
            rest.put(name, value);
          }
        });
    return rest;
  }

  /** A length; null when it is not given. */
  static @Nullable Integer count(Map<?, ?> schema, String keyword, String at) {
    Object value = schema.get(keyword);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number) || number.doubleValue() != number.intValue()
        || number.intValue() < 0 || number.intValue() > StringRules.MAX_REPEAT) {
      throw new SchemaException(
          join(at, keyword),
          keyword + " must be a whole number from 0 to " + StringRules.MAX_REPEAT + ".");
    }
    return number.intValue();
  }

  static Map<?, ?> object(Map<?, ?> schema, String keyword, String at) {
    Object value = schema.get(keyword);
    if (value == null || value instanceof Map<?, ?>) {
      return value == null ? Map.of() : (Map<?, ?>) value;
    }
    throw new SchemaException(join(at, keyword), keyword + " must be an object.");
  }

  static List<?> list(Map<?, ?> schema, String keyword, String at) {
    Object value = schema.get(keyword);
    if (value == null || value instanceof List<?>) {
      return value == null ? List.of() : (List<?>) value;
    }
    throw new SchemaException(join(at, keyword), keyword + " must be an array.");
  }

  static String join(String at, String step) {
    return at.isEmpty() ? step : at + "." + step;
  }
}
