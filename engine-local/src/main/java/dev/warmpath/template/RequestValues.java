package dev.warmpath.template;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Source;
import dev.warmpath.template.value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's JSON values as template values that know their field. */
final class RequestValues {
  private RequestValues() {}

  /** @param path the field, like {@code messages[2].content} */
  static @Nullable Object of(@Nullable Object json, String path) {
    return of(json, path, 0);
  }

  private static @Nullable Object of(@Nullable Object json, String path, int depth) {
    if (depth > Budget.MAX_VALUE_DEPTH) {
      throw new TemplateException(
          "the request nests more than " + Budget.MAX_VALUE_DEPTH + " deep at " + path, 0, 0);
    }
    return switch (json) {
      case null -> null;
      case String text -> Text.of(text, Source.field(path), 0);
      case Boolean bool -> bool;
      case Long number -> number;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Byte number -> number.longValue();
      case BigInteger number -> number.bitLength() < Long.SIZE ? number.longValue() : number;
      case BigDecimal number -> number.doubleValue();
      case Double number -> number;
      case Float number -> Double.valueOf(number.toString());
      case List<?> list -> {
        List<@Nullable Object> items = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
          items.add(of(list.get(i), path + "[" + i + "]", depth + 1));
        }
        yield new PyList(items, false, Source.field(path), List.of());
      }
      case Map<?, ?> map -> {
        PyDict dict = new PyDict(Source.field(path));
        map.forEach(
            (key, value) -> {
              String name = String.valueOf(key);
              dict.put(
                  Text.of(name, Source.field(path), -1),
                  of(value, child(path, name), depth + 1));
            });
        yield dict;
      }
      default ->
          throw new TemplateException(
              "the request's field " + path + " is a " + json.getClass().getName()
                  + ", which is not a JSON value",
              0, 0);
    };
  }

  private static String child(String path, String name) {
    boolean simple =
        !name.isEmpty()
            && name.chars().allMatch(c -> c == '_' || c == '-' || Character.isLetterOrDigit(c));
    return simple ? path + "." + name : path + "[\"" + name.replace("\"", "\\\"") + "\"]";
  }
}
