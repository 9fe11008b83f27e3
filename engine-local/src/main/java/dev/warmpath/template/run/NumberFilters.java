package dev.warmpath.template.run;

import dev.warmpath.template.python.Arithmetic;
import dev.warmpath.template.python.FloatText;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.python.Texts;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyException.Kind;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that give numbers. */
final class NumberFilters {
  private static final Pattern FLOAT =
      Pattern.compile(
          "[+-]?(?:(?:\\d+(?:_\\d+)*)?\\.?\\d+(?:_\\d+)*|\\d+(?:_\\d+)*\\.)(?:[eE][+-]?\\d+)?");
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*");
  private static final int MAX_DIGITS = 4_300;
  private static final String[] DECIMAL = {"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
  private static final String[] BINARY = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"};

  private final FilterContext context;

  NumberFilters(FilterContext context) {
    this.context = context;
  }

  void addTo(Map<String, Filter> table) {
    table.put("abs", this::abs);
    table.put("int", this::toInt);
    table.put("float", this::toFloat);
    table.put("round", this::round);
    table.put("filesizeformat", this::fileSize);
  }

  private Object abs(@Nullable Object value, Args args) {
    args.bind("abs");
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (value instanceof Double number) {
      return Math.abs(number);
    }
    if (!Arithmetic.isNumber(value)) {
      throw PyException.type("bad operand type for abs(): '" + Py.type(value) + "'");
    }
    return Arithmetic.integer(Arithmetic.toBig(value).abs());
  }

  private @Nullable Object toInt(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("int", "default?", "base?");
    Object fallback = FilterContext.or(bound[0], 0L);
    Object base = FilterContext.or(bound[1], 10L);
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (value instanceof Text text) {
      boolean counts = Arithmetic.isNumber(base) && !(base instanceof Double);
      Object whole = counts ? parse(text.string(), Py.size(base)) : null;
      Double real = whole == null ? real(text.string()) : null;
      return whole != null ? whole
          : real == null || real.isNaN() || real.isInfinite() ? fallback : truncated(real);
    }
    if (value instanceof Double number) {
      return number.isNaN() ? fallback : truncated(number);
    }
    return Arithmetic.isNumber(value) ? Arithmetic.integer(Arithmetic.toBig(value)) : fallback;
  }

  private static Object truncated(double value) {
    if (Double.isInfinite(value)) {
      throw new PyException(Kind.OVERFLOW, "cannot convert float infinity to integer");
    }
    if (Double.isNaN(value)) {
      throw PyException.value("cannot convert float NaN to integer");
    }
    return Arithmetic.integer(new BigDecimal(value).toBigInteger());
  }

  private static @Nullable Object parse(String text, int base) {
    String digits = trimmed(text);
    if (!INTEGER.matcher(digits).matches() || digits.length() > MAX_DIGITS) {
      return null;
    }
    boolean negative = digits.startsWith("-");
    String bare = digits.replace("_", "").replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
    int radix = base;
    int prefix = bare.startsWith("0x") ? 16 : bare.startsWith("0o") ? 8
        : bare.startsWith("0b") ? 2 : 0;
    if (prefix != 0 && (base == 0 || base == prefix)) {
      radix = prefix;
      bare = bare.substring(2);
    } else if (base == 0) {
      radix = 10;
    }
    if (radix < 2 || radix > 36) {
      return null;
    }
    try {
      BigInteger value = new BigInteger(bare, radix);
      return Arithmetic.integer(negative ? value.negate() : value);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Without white space, and with the digits of every script as ASCII. */
  private static String trimmed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    Texts.strip(Text.of(text), null, true, true)
        .string()
        .codePoints()
        .forEach(
            point ->
                out.appendCodePoint(
                    Character.isDigit(point) ? '0' + Character.digit(point, 10) : point));
    return out.toString();
  }

  private static @Nullable Double real(String text) {
    String digits = trimmed(text);
    String lower = digits.toLowerCase(Locale.ROOT);
    String bare = lower.startsWith("-") || lower.startsWith("+") ? lower.substring(1) : lower;
    int sign = lower.startsWith("-") ? -1 : 1;
    if (bare.equals("inf") || bare.equals("infinity")) {
      return sign * Double.POSITIVE_INFINITY;
    }
    if (bare.equals("nan")) {
      return Double.NaN;
    }
    return FLOAT.matcher(digits).matches() ? Double.valueOf(digits.replace("_", "")) : null;
  }

  private @Nullable Object toFloat(@Nullable Object value, Args args) {
    Object fallback = FilterContext.or(args.bind("float", "default?")[0], 0.0);
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (value instanceof Text text) {
      Double real = real(text.string());
      return real == null ? fallback : real;
    }
    return Arithmetic.isNumber(value) ? (Object) Arithmetic.toDouble(value) : fallback;
  }

  private Object round(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("round", "precision?", "method?");
    int precision = Py.size(FilterContext.or(bound[0], 0L));
    String method = String.valueOf(FilterContext.or(bound[1], Text.of("common")));
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!Arithmetic.isNumber(value)) {
      throw PyException.type("type " + Py.type(value) + " doesn't define __round__ method");
    }
    if (Math.abs((long) precision) > 400) {
      precision = precision < 0 ? -400 : 400;
    }
    if (method.equals("common")) {
      return common(value, precision);
    }
    if (!method.equals("ceil") && !method.equals("floor")) {
      throw PyException.value("method must be common, ceil or floor");
    }
    Object scale = context.arithmetic.apply("**", 10L, (long) precision);
    Object exact = context.arithmetic.apply("*", value, scale);
    if (exact instanceof Double scaled) {
      exact = truncated(method.equals("ceil") ? Math.ceil(scaled) : Math.floor(scaled));
    }
    return java.util.Objects.requireNonNull(context.arithmetic.apply("/", exact, scale));
  }

  private static Object common(@Nullable Object value, int precision) {
    if (value instanceof Double number) {
      if (number.isNaN() || number.isInfinite() || number == 0) {
        return number;
      }
      double rounded =
          new BigDecimal(number).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
      return rounded == 0 ? Math.copySign(0.0, number) : rounded;
    }
    BigDecimal whole = new BigDecimal(Arithmetic.toBig(value));
    return Arithmetic.integer(
        precision >= 0
            ? whole.toBigInteger()
            : whole.setScale(precision, RoundingMode.HALF_EVEN).toBigInteger());
  }

  private Object fileSize(@Nullable Object value, Args args) {
    boolean binary = Py.truth(FilterContext.or(args.bind("filesizeformat", "binary?")[0], false));
    Object number = toFloat(value, Args.of(java.util.Collections.singletonList(null)));
    if (!(number instanceof Double bytes)) {
      throw PyException.type("filesizeformat needs a number, not " + Py.type(value));
    }
    double base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return Text.of("1 Byte");
    }
    if (bytes < base) {
      return Text.of(truncated(bytes) + " Bytes");
    }
    String[] names = binary ? BINARY : DECIMAL;
    double unit = base;
    int name = -1;
    do {
      unit *= base;
      name++;
    } while (!(bytes < unit) && name < names.length - 1);
    double shown = base * bytes / unit;
    String digits =
        Double.isFinite(shown)
            ? new BigDecimal(shown).setScale(1, RoundingMode.HALF_EVEN).toPlainString()
            : FloatText.of(shown);
    return Text.of(digits + " " + names[name]);
  }
}
