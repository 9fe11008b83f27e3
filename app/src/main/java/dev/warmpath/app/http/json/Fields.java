package dev.warmpath.app.http.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object's fields by type. A field that is null counts as absent; one of the wrong type or
 * outside its range is an {@link ApiException} that names it.
 */
public final class Fields {
  /** Characters of a value that an error message shows. */
  private static final int SHOWN = 64;

  private final Map<?, ?> values;
  private final String path;

  /** @param path of the object in the request; empty for its top */
  public Fields(Map<?, ?> values, String path) {
    this.values = values;
    this.path = path;
  }

  /** Name of a field for error messages. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public @Nullable Object get(String name) {
    return values.get(name);
  }

  public boolean has(String name) {
    return values.get(name) != null;
  }

  public @Nullable String string(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw ApiException.wrongType(path(name), "a string", value);
  }

  public String required(String name) {
    String value = string(name);
    if (value == null) {
      throw missing(name);
    }
    return value;
  }

  public boolean bool(String name, boolean otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw ApiException.wrongType(path(name), "true or false", value);
  }

  /**
   * A whole number within {@code least} and {@code most}; null when absent. JSON has one kind of
   * number: 16, 16.0 and 1.6e1 are the same, and some languages write the second.
   */
  public @Nullable Long integer(String name, long least, long most) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    boolean whole = !(value instanceof Double number) || number == Math.rint(number);
    if (!(value instanceof Number) || !whole) {
      throw ApiException.wrongType(path(name), "a whole number", value);
    }
    BigDecimal number = new BigDecimal(value.toString());
    if (number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw range(name, value.toString(), Long.toString(least), Long.toString(most));
    }
    return number.longValueExact();
  }

  /** A number within {@code least} and {@code most}. */
  public double number(String name, double least, double most, double otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof Number number)) {
      throw ApiException.wrongType(path(name), "a number", value);
    }
    double result = number.doubleValue();
    if (!(result >= least && result <= most)) {
      throw range(name, value.toString(), plain(least), plain(most));
    }
    return result;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private ApiException range(String name, String value, String least, String most) {
    return ApiException.bad(
        path(name),
        "'" + path(name) + "' is " + value + "; " + least + " to " + most + " is allowed.");
  }

  public @Nullable List<?> list(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof List<?>) {
      return (List<?>) value;
    }
    throw ApiException.wrongType(path(name), "an array", value);
  }

  public @Nullable Fields object(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    return of(value, path(name));
  }

  public Fields requiredObject(String name) {
    Fields object = object(name);
    if (object == null) {
      throw missing(name);
    }
    return object;
  }

  private ApiException missing(String name) {
    return new ApiException(
        400, ApiException.INVALID_REQUEST, path(name), "missing_required_parameter",
        "'" + path(name) + "' is missing.");
  }

  /** The fields of a value that must be an object. */
  public static Fields of(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return new Fields(map, path);
    }
    throw ApiException.wrongType(path, "an object", value);
  }

  /** One of a few words; null when absent. */
  public @Nullable String oneOf(String name, String... allowed) {
    String value = string(name);
    if (value != null && !List.of(allowed).contains(value)) {
      throw ApiException.bad(
          path(name),
          "'" + path(name) + "' is \"" + shortened(value) + "\"; allowed: "
              + String.join(", ", allowed) + ".");
    }
    return value;
  }

  /** Enough of a value to recognise it in an error message. */
  public static String shortened(String value) {
    if (value.length() <= SHOWN) {
      return value;
    }
    int end = Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return value.substring(0, end) + "…"; // half a character is none: parsers may refuse it
  }

  /** The fields as they are. */
  public Map<?, ?> map() {
    return values;
  }
}
