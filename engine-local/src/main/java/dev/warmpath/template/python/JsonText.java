package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Source;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's {@code json.dumps}, as model hubs give it to templates: no HTML escaping. */
public final class JsonText {

  /**
   * How to write.
   *
   * @param indent one level's white space; null for one line
   * @param item between items
   * @param key between key and value
   */
  public record Style(
      boolean ascii, @Nullable String indent, String item, String key, boolean sorted) {
    public static final Style DEFAULT = new Style(false, null, ", ", ": ", false);
  }

  private final Budget budget;
  private final Style style;
  private final TextBuilder out = new TextBuilder(64);

  private JsonText(Budget budget, Style style) {
    this.budget = budget;
    this.style = style;
  }

  public static Text dumps(@Nullable Object value, Style style, Budget budget) {
    JsonText json = new JsonText(budget, style);
    json.write(value, Source.TEMPLATE, 0);
    budget.text(json.out.length());
    return json.out.build();
  }

  private void write(@Nullable Object value, Source source, int depth) {
    budget.step();
    if (depth > Budget.MAX_VALUE_DEPTH) {
      throw PyException.limit("JSON nests more than " + Budget.MAX_VALUE_DEPTH + " deep");
    }
    switch (value) {
      case null -> out.append("null", source, -1);
      case Text text -> string(text);
      case Boolean bool -> out.append(bool ? "true" : "false", source, -1);
      case Long number -> out.append(number.toString(), source, -1);
      case BigInteger number -> out.append(number.toString(), source, -1);
      case Double number -> out.append(number(number), source, -1);
      case PyList list -> list(list, list.source() == null ? source : list.source(), depth);
      case PyDict dict -> dict(dict, dict.source() == null ? source : dict.source(), depth);
      default ->
          throw PyException.type(
              "Object of type " + Py.type(value) + " is not JSON serializable");
    }
  }

  private static String number(double value) {
    return switch (FloatText.of(value)) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      case String text -> text;
    };
  }

  private void line(Source source, int depth) {
    if (style.indent() != null) {
      budget.text((long) style.indent().length() * depth);
      out.append("\n" + style.indent().repeat(depth), source, -1);
    }
  }

  private void list(PyList list, Source source, int depth) {
    if (list.size() == 0) {
      out.append("[]", source, -1);
      return;
    }
    out.append("[", source, -1);
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : style.item(), source, -1);
      line(source, depth + 1);
      write(list.get(i), source, depth + 1);
    }
    line(source, depth);
    out.append("]", source, -1);
  }

  private void dict(PyDict dict, Source source, int depth) {
    if (dict.size() == 0) {
      out.append("{}", source, -1);
      return;
    }
    List<PyDict.Entry> entries = new ArrayList<>(dict.entries());
    if (style.sorted()) {
      entries.sort((a, b) -> Comparison.order(a.key(), b.key(), "<"));
    }
    out.append("{", source, -1);
    boolean first = true;
    for (PyDict.Entry entry : entries) {
      out.append(first ? "" : style.item(), source, -1);
      first = false;
      line(source, depth + 1);
      string(key(entry.key()));
      out.append(style.key(), source, -1);
      write(entry.value(), source, depth + 1);
    }
    line(source, depth);
    out.append("}", source, -1);
  }

  private static Text key(@Nullable Object key) {
    return switch (key) {
      case null -> Text.of("null");
      case Text text -> text;
      case Boolean bool -> Text.of(bool ? "true" : "false");
      case Long number -> Text.of(number.toString());
      case BigInteger number -> Text.of(number.toString());
      case Double number -> Text.of(number(number));
      default ->
          throw PyException.type(
              "keys must be str, int, float, bool or None, not " + Py.type(key));
    };
  }

  private void string(Text text) {
    out.appendLike("\"", text.isEmpty() ? Text.of("\"") : text);
    String string = text.string();
    int copied = 0;
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || style.ascii() && c > '~') {
        out.append(text.sub(copied, i));
        out.appendLike(escape(c), text.sub(i, i + 1));
        copied = i + 1;
      }
    }
    out.append(text.sub(copied, string.length()));
    out.appendLike("\"", text.isEmpty() ? Text.of("\"") : text);
  }

  private static String escape(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default -> String.format("\\u%04x", (int) c);
    };
  }
}
