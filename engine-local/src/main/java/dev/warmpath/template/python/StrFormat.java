package dev.warmpath.template.python;

import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.format} under the sandbox: attributes follow the template's own rules. */
public final class StrFormat {

  /** How a field such as {@code {0.name[key]}} reaches into a value. */
  public interface Access {
    @Nullable Object attribute(@Nullable Object target, String name);

    @Nullable Object item(@Nullable Object target, Object key);
  }

  private final Budget budget;
  private final Repr repr;
  private final Access access;

  public StrFormat(Budget budget, Access access) {
    this.budget = budget;
    this.repr = new Repr(budget);
    this.access = access;
  }

  static Args mapping(@Nullable Object value) {
    if (!(value instanceof PyDict dict)) {
      throw PyException.type("format_map() needs a mapping, not " + Py.type(value));
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    dict.entries().forEach(entry -> named.put(String.valueOf(entry.key()), entry.value()));
    return new Args(List.of(), named);
  }

  Text format(Text format, Args args) {
    Text result = new Run(args).expand(format, 2);
    budget.text(result.length());
    return result;
  }

  /** One call: counts the automatic fields. */
  private final class Run {
    private final Args args;
    private int automatic;
    private boolean numbered;

    Run(Args args) {
      this.args = args;
    }

    Text expand(Text format, int depth) {
      if (depth < 0) {
        throw PyException.value("Max string recursion exceeded");
      }
      String text = format.string();
      TextBuilder out = new TextBuilder(text.length());
      int at = 0;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c != '{' && c != '}') {
          int end = at;
          while (end < text.length() && text.charAt(end) != '{' && text.charAt(end) != '}') {
            end++;
          }
          out.append(format.sub(at, end));
          at = end;
        } else if (at + 1 < text.length() && text.charAt(at + 1) == c) {
          out.append(format.sub(at, at + 1));
          at += 2;
        } else if (c == '}') {
          throw PyException.value("Single '}' encountered in format string");
        } else {
          int close = close(text, at);
          out.append(field(format.sub(at + 1, close), depth));
          at = close + 1;
        }
      }
      return out.build();
    }

    private static int close(String text, int open) {
      int depth = 0;
      for (int i = open; i < text.length(); i++) {
        if (text.charAt(i) == '{') {
          depth++;
        } else if (text.charAt(i) == '}' && --depth == 0) {
          return i;
        }
      }
      throw PyException.value("expected '}' before end of string");
    }

    private Text field(Text field, int depth) {
      String text = field.string();
      int bracket = 0;
      int end = 0;
      while (end < text.length()) {
        char c = text.charAt(end);
        bracket += c == '[' ? 1 : c == ']' ? -1 : 0;
        if (bracket <= 0 && (c == '!' || c == ':')) {
          break;
        }
        end++;
      }
      Object value = value(text.substring(0, end));
      int spec = end;
      if (end < text.length() && text.charAt(end) == '!') {
        if (end + 1 >= text.length()) {
          throw PyException.value("end of string while looking for conversion specifier");
        }
        value = convert(value, text.charAt(end + 1));
        spec = end + 2;
        if (spec < text.length() && text.charAt(spec) != ':') {
          throw PyException.value("expected ':' after conversion specifier");
        }
      }
      if (spec >= text.length()) {
        return FormatSpec.format(value, "", repr, budget);
      }
      Text form = expand(field.sub(spec + 1, text.length()), depth - 1);
      return FormatSpec.format(value, form.string(), repr, budget);
    }

    private @Nullable Object convert(@Nullable Object value, char kind) {
      return switch (kind) {
        case 's' -> repr.str(value);
        case 'r', 'a' -> repr.repr(value);
        default -> throw PyException.value("Unknown conversion specifier '" + kind + "'");
      };
    }

    private @Nullable Object value(String path) {
      int end = 0;
      while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
        end++;
      }
      Object value = first(path.substring(0, end));
      while (end < path.length()) {
        if (path.charAt(end) == '.') {
          int stop = end + 1;
          while (stop < path.length() && path.charAt(stop) != '.' && path.charAt(stop) != '[') {
            stop++;
          }
          value = access.attribute(value, path.substring(end + 1, stop));
          end = stop;
        } else {
          int stop = path.indexOf(']', end);
          if (stop < 0 || path.charAt(end) != '[') {
            throw PyException.value("Missing ']' in format string");
          }
          String key = path.substring(end + 1, stop);
          value = access.item(value, isNumber(key) ? (Object) Long.valueOf(key) : Text.of(key));
          end = stop + 1;
        }
      }
      return value;
    }

    private static boolean isNumber(String text) {
      return !text.isEmpty() && text.length() < 10
          && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable Object first(String name) {
      int index;
      if (name.isEmpty()) {
        if (numbered) {
          throw PyException.value(
              "cannot switch from manual field specification to automatic field numbering");
        }
        index = automatic++;
      } else if (isNumber(name)) {
        if (automatic > 0) {
          throw PyException.value(
              "cannot switch from automatic field numbering to manual field specification");
        }
        numbered = true;
        index = Integer.parseInt(name);
      } else if (args.named().containsKey(name)) {
        return args.named().get(name);
      } else {
        throw new PyException(PyException.Kind.KEY, "'" + name + "'");
      }
      if (index >= args.positional().size()) {
        throw new PyException(
            PyException.Kind.INDEX,
            "Replacement index " + index + " out of range for positional args tuple");
      }
      return args.positional().get(index);
    }
  }
}
