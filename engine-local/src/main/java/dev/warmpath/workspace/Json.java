package dev.warmpath.workspace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Workspaces' JSON: values as maps, lists and scalars, with errors a person can act on. */
final class Json {
  /** Numbers keep their written form as far as Java has one: a template prints them. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private Json() {}

  /**
   * Parses any JSON text.
   *
   * @param where named in the error
   * @throws WorkspaceException with line and column when it is not JSON
   */
  static @Nullable Object parse(String text, String where) {
    if (text.isBlank()) {
      throw new WorkspaceException(where + " is empty; JSON is needed.");
    }
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JacksonException e) {
      throw new WorkspaceException(where + " is not valid JSON" + place(e) + ": "
          + reason(e), e);
    }
  }

  /** The parser's own words without its notes about itself. */
  private static String reason(JacksonException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
    return first.replaceFirst(" \\(start marker.*", "").replaceFirst(", from `.*`\\)", ")");
  }

  private static String place(JacksonException e) {
    var location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  static Map<String, @Nullable Object> object(String text, String where) {
    Object value = parse(text, where);
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    throw new WorkspaceException(where + " must be a JSON object, but is " + kind(value) + ".");
  }

  static List<@Nullable Object> array(String text, String where) {
    Object value = parse(text, where);
    if (value instanceof List<?> list) {
      return new ArrayList<>(list); // an item may be null
    }
    throw new WorkspaceException(where + " must be a JSON array, but is " + kind(value) + ".");
  }

  static Map<String, @Nullable Object> copy(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  static String write(@Nullable Object value) {
    return encodable(MAPPER.writeValueAsString(value));
  }

  /** On one line. */
  static String writeLine(@Nullable Object value) {
    return encodable(
        MAPPER.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value));
  }

  /** Halves of surrogate pairs, as cut JSON brings them, have no UTF-8: they stay escaped. */
  private static String encodable(String json) {
    StringBuilder escaped = null;
    for (int at = 0; at < json.length(); ) {
      int point = json.codePointAt(at);
      boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      if (half) {
        if (escaped == null) {
          escaped = new StringBuilder(json.length() + 16).append(json, 0, at);
        }
        escaped.append(String.format(Locale.ROOT, "\\u%04x", point));
      } else if (escaped != null) {
        escaped.appendCodePoint(point);
      }
      at += Character.charCount(point);
    }
    return escaped == null ? json : escaped.toString();
  }

  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> m -> "an object";
      case List<?> l -> "an array";
      case String s -> "a string";
      case Boolean b -> "a boolean";
      default -> "a number";
    };
  }
}
