package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.Namespace;
import dev.warmpath.template.value.PyCallable;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyIterator;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.PyView;
import dev.warmpath.template.value.Source;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import dev.warmpath.template.value.Undefined;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Python's {@code str} and {@code repr}; a container's punctuation is its field's. */
public final class Repr {
  private final Budget budget;

  public Repr(Budget budget) {
    this.budget = budget;
  }

  /** What <code>{{ value }}</code> prints. */
  public Text str(@Nullable Object value) {
    return value instanceof Text text ? text : simple(value, false);
  }

  public Text repr(@Nullable Object value) {
    return simple(value, true);
  }

  private Text simple(@Nullable Object value, boolean repr) {
    TextBuilder out = new TextBuilder(16);
    write(value, repr, out, Source.TEMPLATE, 0);
    budget.text(out.length());
    return out.build();
  }

  private void write(
      @Nullable Object value, boolean repr, TextBuilder out, Source source, int depth) {
    budget.step();
    if (depth > Budget.MAX_VALUE_DEPTH) {
      throw PyException.limit(
          "a value that is printed nests more than " + Budget.MAX_VALUE_DEPTH + " deep");
    }
    switch (value) {
      case null -> out.append("None", source, -1);
      case Text text when text.isMarkup() -> {
        out.append("Markup(", source, -1);
        out.appendLike(quoted(text.string()), text.asPlain());
        out.append(")", source, -1);
      }
      case Text text -> out.appendLike(quoted(text.string()), text);
      case Boolean bool -> out.append(bool ? "True" : "False", source, -1);
      case Double number -> out.append(FloatText.of(number), source, -1);
      case Undefined undefined -> out.append(repr ? "Undefined" : "", source, -1);
      case PyList list -> list(list, out, list.source() == null ? source : list.source(), depth);
      case PyDict dict ->
          dict(dict, out, dict.source() == null ? source : dict.source(), depth);
      case PyView view -> {
        out.append(view.kind().type() + "([", source, -1);
        items(view.iterator(), out, source, depth);
        out.append("])", source, -1);
      }
      case PyRange range ->
          out.append(
              "range(" + range.start() + ", " + range.stop()
                  + (range.step() == 1 ? ")" : ", " + range.step() + ")"),
              source, -1);
      case Namespace namespace -> {
        PyDict attributes = new PyDict();
        namespace.attributes().forEach((key, item) -> attributes.put(Text.of(key), item));
        out.append("<Namespace ", source, -1);
        dict(attributes, out, source, depth);
        out.append(">", source, -1);
      }
      case PyIterator iterator -> out.append("<" + iterator.type() + " object>", source, -1);
      case PyCallable callable -> out.append(callable.description(), source, -1);
      default -> out.append(value.toString(), source, -1);
    }
  }

  private void list(PyList list, TextBuilder out, Source source, int depth) {
    out.append(list.tuple() ? "(" : "[", source, -1);
    items(list.items().iterator(), out, source, depth);
    out.append(list.tuple() ? list.size() == 1 ? ",)" : ")" : "]", source, -1);
  }

  private void items(
      Iterator<@Nullable Object> items, TextBuilder out, Source source, int depth) {
    boolean first = true;
    while (items.hasNext()) {
      if (!first) {
        out.append(", ", source, -1);
      }
      first = false;
      write(items.next(), true, out, source, depth + 1);
    }
  }

  private void dict(PyDict dict, TextBuilder out, Source source, int depth) {
    out.append("{", source, -1);
    boolean first = true;
    for (PyDict.Entry entry : dict.entries()) {
      if (!first) {
        out.append(", ", source, -1);
      }
      first = false;
      write(entry.key(), true, out, source, depth + 1);
      out.append(": ", source, -1);
      write(entry.value(), true, out, source, depth + 1);
    }
    out.append("}", source, -1);
  }

  /** A string as Python's repr quotes it. */
  static String quoted(String text) {
    char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
    StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
    text.codePoints()
        .forEach(
            point -> {
              if (point == quote || point == '\\') {
                out.append('\\').append((char) point);
              } else if (point == '\n') {
                out.append("\\n");
              } else if (point == '\r') {
                out.append("\\r");
              } else if (point == '\t') {
                out.append("\\t");
              } else if (isPrintable(point)) {
                out.appendCodePoint(point);
              } else if (point < 0x100) {
                out.append(String.format("\\x%02x", point));
              } else {
                out.append(String.format(point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
              }
            });
    return out.append(quote).toString();
  }

  /** Python's str.isprintable for one code point. */
  static boolean isPrintable(int point) {
    return point == ' '
        || switch (Character.getType(point)) {
          case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
              Character.UNASSIGNED, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR -> false;
          default -> true;
        };
  }
}
