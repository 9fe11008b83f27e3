package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's pprint.pformat: keys in order, lines of at most 80 characters. One use. */
public final class PrettyText {
  private static final int WIDTH = 80;
  private static final Pattern PART =
      Pattern.compile("\\S*\\s*", Pattern.UNICODE_CHARACTER_CLASS);

  private final Budget budget;
  private final Repr repr;
  private final TextBuilder out = new TextBuilder(64);

  private PrettyText(Budget budget) {
    this.budget = budget;
    this.repr = new Repr(budget);
  }

  public static Text of(@Nullable Object value, Budget budget) {
    PrettyText pretty = new PrettyText(budget);
    pretty.repr.repr(value); // refuses what nests too deep
    pretty.write(pretty.ordered(value), 0, 0, 0);
    return pretty.out.build();
  }

  private @Nullable Object ordered(@Nullable Object value) {
    if (value instanceof PyDict dict) {
      List<PyDict.Entry> entries = new ArrayList<>(dict.entries());
      entries.sort(Comparator.comparing(PyDict.Entry::key, PrettyText::compareKeys));
      PyDict sorted = new PyDict(dict.source());
      entries.forEach(entry -> sorted.put(entry.key(), ordered(entry.value())));
      return sorted;
    }
    if (value instanceof PyList list) {
      List<@Nullable Object> items = new ArrayList<>(list.size());
      list.items().forEach(item -> items.add(ordered(item)));
      return new PyList(items, list.tuple(), list.source(), list.names());
    }
    return value;
  }

  /** Keys that Python cannot compare stand in the order of their types' names. */
  private static int compareKeys(@Nullable Object a, @Nullable Object b) {
    try {
      return Comparison.holds("<", a, b) ? -1 : Comparison.holds("<", b, a) ? 1 : 0;
    } catch (PyException incomparable) {
      return Py.type(a).compareTo(Py.type(b));
    }
  }

  /**
   * @param indent characters before the value on its line
   * @param allowance characters that must follow it there
   */
  private void write(@Nullable Object value, int indent, int allowance, int level) {
    Text plain = repr.repr(value);
    boolean fits = plain.points() <= WIDTH - indent - allowance;
    if (!fits && value instanceof PyDict dict) {
      entries(dict, indent + 1, allowance + 1, level + 1);
    } else if (!fits && value instanceof PyList list) {
      items(list, indent + 1, allowance, level + 1);
    } else if (!fits && value instanceof Text text && !text.isMarkup()) {
      string(text, plain, indent, allowance, level + 1);
    } else {
      out.append(plain);
    }
  }

  private void entries(PyDict dict, int indent, int allowance, int level) {
    out.append("{");
    int left = dict.size();
    for (PyDict.Entry entry : dict.entries()) {
      left--;
      Text key = repr.repr(entry.key());
      out.append(key).append(": ");
      write(entry.value(), indent + key.points() + 2, left == 0 ? allowance : 1, level);
      separate(left, indent);
    }
    out.append("}");
  }

  private void items(PyList list, int indent, int allowance, int level) {
    String end = list.tuple() ? list.size() == 1 ? ",)" : ")" : "]";
    out.append(list.tuple() ? "(" : "[");
    int left = list.size();
    for (Object item : list.items()) {
      left--;
      write(item, indent, left == 0 ? allowance + end.length() : 1, level);
      separate(left, indent);
    }
    out.append(end);
  }

  private void separate(int left, int indent) {
    if (left > 0) {
      budget.text(indent + 2);
      out.append(",\n" + " ".repeat(indent));
    }
  }

  /** A long string as several, one below the other; in brackets when it is the whole value. */
  private void string(Text text, Text plain, int indentBefore, int allowanceAfter, int level) {
    boolean alone = level == 1;
    int indent = indentBefore + (alone ? 1 : 0);
    int allowance = allowanceAfter + (alone ? 1 : 0);
    List<Text> chunks = new ArrayList<>();
    List<@Nullable Object> lines = Texts.lines(text, true);
    for (int i = 0; i < lines.size(); i++) {
      Text line = (Text) java.util.Objects.requireNonNull(lines.get(i));
      int last = i == lines.size() - 1 ? allowance : 0;
      Text quoted = repr.repr(line);
      if (quoted.points() <= WIDTH - indent - last) {
        chunks.add(quoted);
      } else {
        cut(line, WIDTH - indent, last, chunks);
      }
    }
    if (chunks.size() == 1) {
      out.append(plain);
      return;
    }
    out.append(alone ? "(" : "");
    for (int i = 0; i < chunks.size(); i++) {
      out.append(i == 0 ? "" : "\n" + " ".repeat(indent)).append(chunks.get(i));
    }
    out.append(alone ? ")" : "");
  }

  private void cut(Text line, int width, int last, List<Text> chunks) {
    Matcher parts = PART.matcher(line.string());
    int start = 0;
    int end = 0;
    while (parts.find() && parts.end() > parts.start()) {
      int room = parts.end() == line.length() ? width - last : width;
      if (repr.repr(line.sub(start, parts.end())).points() > room) {
        if (end > start) {
          chunks.add(repr.repr(line.sub(start, end)));
        }
        start = parts.start();
      }
      end = parts.end();
    }
    if (end > start) {
      chunks.add(repr.repr(line.sub(start, end)));
    }
  }
}
