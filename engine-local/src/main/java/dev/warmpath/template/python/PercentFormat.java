package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import dev.warmpath.template.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code text % values}. */
final class PercentFormat {
  private static final Pattern DIRECTIVE =
      Pattern.compile("%(?:\\(([^()]*)\\))?([-+ #0]*)(\\*|[0-9]*)(?:\\.(\\*|[0-9]*))?[hlL]?(.)",
          Pattern.DOTALL);
  private static final int MAX_WIDTH = 1_000_000;
  private static final int MAX_PRECISION = 1_000;

  private final Budget budget;
  private final Repr repr;

  PercentFormat(Budget budget) {
    this.budget = budget;
    this.repr = new Repr(budget);
  }

  Text format(Text format, @Nullable Object values) {
    boolean tuple = values instanceof PyList list && list.tuple();
    Iterator<@Nullable Object> next =
        tuple ? Py.iterate(values) : java.util.Arrays.asList(values).iterator();
    boolean mapping =
        values instanceof PyDict || values instanceof PyList && !tuple
            || values instanceof PyRange || values instanceof Undefined;
    TextBuilder out = new TextBuilder(format.length());
    Matcher directive = DIRECTIVE.matcher(format.string());
    int copied = 0;
    int percent = format.string().indexOf('%');
    while (percent >= 0) {
      if (!directive.find(percent) || directive.start() != percent) {
        throw PyException.value("incomplete format");
      }
      out.append(format.sub(copied, percent));
      String key = directive.group(1);
      if (directive.group(5).equals("%")) {
        out.append(format.sub(percent, percent + 1));
      } else {
        Iterator<@Nullable Object> from = key == null ? next : Collections.emptyIterator();
        int width = number(directive.group(3), from, MAX_WIDTH);
        int precision = number(directive.group(4), from, MAX_PRECISION);
        Object value = key == null ? take(next) : lookup(values, key);
        append(out, value, directive.group(2), width, precision, directive.group(5));
      }
      copied = directive.end();
      percent = format.string().indexOf('%', copied);
    }
    out.append(format.sub(copied, format.length()));
    if (next.hasNext() && !mapping) {
      throw PyException.type("not all arguments converted during string formatting");
    }
    budget.text(out.length());
    Text result = out.build();
    return format.isMarkup() ? result.asMarkup() : result;
  }

  private static @Nullable Object take(Iterator<@Nullable Object> values) {
    if (!values.hasNext()) {
      throw PyException.type("not enough arguments for format string");
    }
    return values.next();
  }

  private static @Nullable Object lookup(@Nullable Object values, String key) {
    if (!(values instanceof PyDict dict)) {
      throw PyException.type("format requires a mapping");
    }
    PyDict.Entry entry = dict.find(key);
    if (entry == null) {
      throw new PyException(PyException.Kind.KEY, "'" + key + "'");
    }
    return entry.value();
  }

  private static int number(
      @Nullable String text, Iterator<@Nullable Object> values, int limit) {
    if (text == null) {
      return -1;
    }
    if (text.equals("*")) {
      return Math.min(Py.size(take(values)), limit);
    }
    if (text.length() > 7 || !text.isEmpty() && Integer.parseInt(text) > limit) {
      throw PyException.limit("a format asks for " + text + " characters; limit " + limit);
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private void append(
      TextBuilder out, @Nullable Object value, String flags, int width, int precision,
      String type) {
    Text body;
    String sign = "";
    boolean number = false;
    switch (type) {
      case "s", "r", "a" -> {
        Text text = type.equals("s") ? repr.str(value) : repr.repr(value);
        body = precision >= 0 && precision < text.points()
            ? text.sub(0, text.unit(precision))
            : text;
      }
      case "c" -> {
        if (value instanceof Text text && text.points() != 1
            || !(value instanceof Text) && !Arithmetic.isInteger(value)) {
          throw PyException.type("%c requires int or char");
        }
        body = value instanceof Text text ? text : Text.of(Character.toString(Py.size(value)));
      }
      case "d", "i", "u", "x", "X", "o" -> {
        BigInteger whole = whole(value, type);
        sign = sign(whole.signum() < 0, flags);
        body = Text.of(digits(whole.abs(), flags, precision, type));
        number = true;
      }
      case "e", "E", "f", "F", "g", "G" -> {
        double real = real(value);
        sign = sign(real < 0 || real == 0 && 1 / real < 0, flags);
        body = Text.of(FormatSpec.real(Math.abs(real), type, precision, false));
        number = true;
      }
      default -> throw PyException.value("unsupported format character '" + type + "'");
    }
    int missing = Math.max(0, width - sign.length() - body.points());
    budget.text(missing);
    boolean left = flags.contains("-") || width < -1;
    boolean zeros = number && flags.contains("0") && !left;
    out.append(left || zeros ? "" : " ".repeat(missing)).append(sign);
    out.append(zeros ? "0".repeat(missing) : "").append(body);
    out.append(left ? " ".repeat(missing) : "");
  }

  private static String sign(boolean negative, String flags) {
    return negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
  }

  private static BigInteger whole(@Nullable Object value, String type) {
    if (value instanceof Double number && "diu".contains(type)) {
      if (number.isNaN() || number.isInfinite()) {
        throw PyException.value("cannot convert float " + FloatText.of(number) + " to integer");
      }
      return new BigDecimal(number).toBigInteger();
    }
    if (!Arithmetic.isInteger(value)) {
      throw PyException.type(
          "%" + type + " format: a real number is required, not " + Py.type(value));
    }
    return Arithmetic.toBig(value);
  }

  private static double real(@Nullable Object value) {
    if (!Arithmetic.isNumber(value)) {
      throw PyException.type("must be real number, not " + Py.type(value));
    }
    return Arithmetic.toDouble(value);
  }

  private static String digits(BigInteger value, String flags, int precision, String type) {
    String digits =
        switch (type) {
          case "x" -> value.toString(16);
          case "X" -> value.toString(16).toUpperCase(Locale.ROOT);
          case "o" -> value.toString(8);
          default -> value.toString();
        };
    String padded = "0".repeat(Math.max(0, precision - digits.length())) + digits;
    if (!flags.contains("#")) {
      return padded;
    }
    return switch (type) {
      case "x" -> "0x" + padded;
      case "X" -> "0X" + padded;
      case "o" -> "0o" + padded;
      default -> padded;
    };
  }
}
