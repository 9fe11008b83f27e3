package dev.warmpath.explain.body;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON values as plain Java: reading, writing, comparing, copying. */
public final class JsonTree {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonTree() {}

  /**
   * Reads one JSON object.
   *
   * @param where named in the message of a failure
   * @throws IllegalArgumentException when the text is not one JSON object
   */
  public static Map<String, @Nullable Object> object(String text, String where) {
    Object value;
    try {
      value = MAPPER.readValue(text, Object.class);
    } catch (JacksonException e) {
      // The parser's own words without its notes about itself.
      String reason =
          e.getOriginalMessage()
              .replaceFirst(" \\((?:start marker|for ).*", "")
              .replaceFirst(", from `.*`\\)", ")");
      throw new IllegalArgumentException(where + " is not a JSON object: " + reason, e);
    }
    if (value instanceof Map<?, ?>) {
      return asObject(value);
    }
    String found =
        switch (value) {
          case null -> "null";
          case List<?> list -> "an array";
          case String string -> "a string";
          case Boolean flag -> "a boolean";
          default -> "a number";
        };
    throw new IllegalArgumentException(where + " is " + found + "; expected a JSON object");
  }

  /** The value of a JSON text, or {@link #NOT_JSON} when it is none. */
  public static @Nullable Object parse(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JacksonException e) {
      return NOT_JSON;
    }
  }

  /** What {@link #parse} answers for a text that is not JSON. */
  public static final Object NOT_JSON = new Object();

  /** Compact text, keys in their own order. */
  public static String text(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** Indented text for people and reports. */
  public static String pretty(@Nullable Object value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }

  /** The same value with sorted keys and numbers in one form: equal values, equal results. */
  public static @Nullable Object canonical(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, child) -> sorted.put(String.valueOf(key), canonical(child)));
        yield new LinkedHashMap<>(sorted);
      }
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(child -> items.add(canonical(child)));
        yield items;
      }
      case Number number -> plain(number);
      case null, default -> value;
    };
  }

  private static Object plain(Number number) {
    try {
      BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
      boolean whole = decimal.scale() <= 0 && decimal.precision() - decimal.scale() < 40;
      return whole ? decimal.toBigInteger() : decimal;
    } catch (NumberFormatException e) {
      return number; // NaN and infinities have no other form
    }
  }

  /** Text of {@link #canonical}. */
  public static String canonicalText(@Nullable Object value) {
    return text(canonical(value));
  }

  /** A deep copy whose maps and lists may be changed. */
  public static @Nullable Object copy(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map -> copyObject(map);
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        list.forEach(child -> items.add(copy(child)));
        yield items;
      }
      case null, default -> value;
    };
  }

  /** A deep copy of an object. */
  public static Map<String, @Nullable Object> copyObject(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, child) -> copy.put(String.valueOf(key), copy(child)));
    return copy;
  }

  /** The value as an object, empty when it is none. */
  @SuppressWarnings("unchecked")
  public static Map<String, @Nullable Object> asObject(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  /** The value as a list, empty when it is none. */
  @SuppressWarnings("unchecked")
  public static List<@Nullable Object> asList(@Nullable Object value) {
    return value instanceof List<?> list ? (List<@Nullable Object>) list : List.of();
  }

  /** The value as text, empty when it is none. */
  public static String asText(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  /**
   * The value at a path such as {@code messages[2].content[0].text}; null when there is none.
   */
  public static @Nullable Object at(@Nullable Object root, String path) {
    Object value = root;
    int at = 0;
    while (at < path.length()) {
      if (path.charAt(at) == '.') {
        at++;
      }
      if (at < path.length() && path.charAt(at) == '[') {
        int close = path.indexOf(']', at);
        if (close < 0) {
          return null;
        }
        List<@Nullable Object> list = asList(value);
        int index = index(path.substring(at + 1, close));
        value = index >= 0 && index < list.size() ? list.get(index) : null;
        at = close + 1;
      } else {
        int end = at;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        value = asObject(value).get(path.substring(at, end));
        at = end;
      }
    }
    return value;
  }

  private static int index(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
