package dev.warmpath.app.http.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON in and out. */
public final class Json {
  /** Deeper than any schema in use; each level costs the readers a stack frame. */
  private static final int DEPTH = 96;

  /** Digits of a number: more than any double needs, few enough to convert at once. */
  private static final int DIGITS = 100;

  /** Some editors and shells put it before every UTF-8 text; it is no part of the JSON. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEPTH)
                          .maxNumberLength(DIGITS)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  public static String text(@Nullable Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /** The JSON object in a text, or null when the text is not exactly one. */
  public static @Nullable Map<String, @Nullable Object> objectOrNull(String text) {
    try {
      return asObject(MAPPER.readValue(text, Object.class));
    } catch (JacksonException e) {
      return null;
    }
  }

  /**
   * A request's body.
   *
   * @throws ApiException 400 when it is not exactly one JSON object in UTF-8
   */
  public static Map<String, @Nullable Object> object(byte[] body) {
    Object value = value(decode(body));
    Map<String, @Nullable Object> object = asObject(value);
    if (object == null) {
      throw malformed("The body must be a JSON object, but it is " + describe(value) + ".");
    }
    check(object, "");
    return object;
  }

  private static String decode(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed("The body is not valid UTF-8.");
    }
  }

  private static @Nullable Object value(String text) {
    if (text.isBlank()) {
      throw malformed("The body is empty; a JSON object is needed.");
    }
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (StreamConstraintsException e) {
      throw malformed(
          "The body exceeds a limit: " + DEPTH + " levels of nesting, " + DIGITS
              + " digits of a number.");
    } catch (JacksonException e) {
      // The parser's own words may quote the prompt: only the place is told.
      var at = e.getLocation();
      throw malformed(
          "The body is not valid JSON"
              + (at == null
                  ? "."
                  : " at line " + at.getLineNr() + ", column " + at.getColumnNr() + "."));
    }
  }

  @SuppressWarnings("unchecked") // the parser makes no other maps
  private static @Nullable Map<String, @Nullable Object> asObject(@Nullable Object value) {
    return value instanceof LinkedHashMap<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }

  /** Half characters cannot be tokenized, infinite numbers cannot be written. */
  private static void check(@Nullable Object value, String path) {
    switch (value) {
      case String text when unpaired(text) ->
          throw ApiException.bad(
              path, "'" + path + "' holds half of a surrogate pair, which is no character.");
      case Double number when !Double.isFinite(number) ->
          throw ApiException.bad(path, "'" + path + "' is a number too large to represent.");
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          check(list.get(i), path + "[" + i + "]");
        }
      }
      case Map<?, ?> map ->
          map.forEach(
              (key, item) -> {
                String name = (String) key;
                if (unpaired(name)) {
                  throw malformed("The name of a field holds half of a surrogate pair.");
                }
                check(item, path.isEmpty() ? name : path + "." + name);
              });
      case null, default -> {}
    }
  }

  private static boolean unpaired(String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit) && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        return true;
      }
    }
    return false;
  }

  private static ApiException malformed(String message) {
    return new ApiException(400, ApiException.INVALID_REQUEST, null, "invalid_json", message);
  }

  /** The kind of a value in JSON's words. */
  public static String describe(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "a string";
      case Boolean bool -> "a boolean";
      case Number number -> "a number";
      case List<?> list -> "an array";
      case Map<?, ?> map -> "an object";
      default -> value.getClass().getSimpleName();
    };
  }
}
