package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's format specification, as in {@code {:>8.2f}}. */
final class FormatSpec {
  private static final Pattern SPEC =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?z?(#)?(0)?([0-9]+)?([,_])?(?:\\.([0-9]+))?([a-zA-Z%])?",
          Pattern.DOTALL);

  /** Digits after the point; more has no meaning for a 64-bit float. */
  private static final int MAX_PRECISION = 1_000;

  private final Matcher parts;
  private final Budget budget;

  private FormatSpec(Matcher parts, Budget budget) {
    this.parts = parts;
    this.budget = budget;
  }

  static Text format(@Nullable Object value, String spec, Repr repr, Budget budget) {
    if (spec.isEmpty()) {
      return repr.str(value);
    }
    Matcher parts = SPEC.matcher(spec);
    if (!parts.matches()) {
      throw PyException.value(
          "Invalid format specifier '" + spec + "' for object of type '" + Py.type(value) + "'");
    }
    FormatSpec format = new FormatSpec(parts, budget);
    if (value instanceof Text text) {
      return format.text(text);
    }
    if (!Arithmetic.isNumber(value)) {
      throw PyException.type(
          "unsupported format string passed to " + Py.type(value) + ".__format__");
    }
    return Text.of(format.number(value));
  }

  private int count(int group, int missing, int limit) {
    String digits = parts.group(group);
    if (digits == null) {
      return missing;
    }
    if (digits.length() > 8 || Integer.parseInt(digits) > limit) {
      throw PyException.limit("a format asks for " + digits + " characters; limit " + limit);
    }
    return Integer.parseInt(digits);
  }

  private Text text(Text value) {
    String type = parts.group(9);
    if (type != null && !type.equals("s")) {
      throw PyException.value(
          "Unknown format code '" + type + "' for object of type 'str'");
    }
    if (parts.group(3) != null) {
      throw PyException.value("Sign not allowed in string format specifier");
    }
    if (parts.group(7) != null) {
      throw PyException.value("Cannot specify '" + parts.group(7) + "' with 's'.");
    }
    int precision = count(8, Integer.MAX_VALUE, Budget.MAX_TEXT);
    Text cut =
        precision < value.points() ? value.sub(0, value.unit(precision)) : value.asPlain();
    int missing = Math.max(0, count(6, 0, Budget.MAX_TEXT) - cut.points());
    String align = parts.group(2) == null ? "<" : parts.group(2);
    int left = align.equals(">") ? missing : align.equals("^") ? missing / 2 : 0;
    return Texts.pad(cut, left, missing - left, Text.of(fill()), budget);
  }

  private String fill() {
    String fill = parts.group(1);
    return fill != null ? fill : parts.group(5) != null && parts.group(2) == null ? "0" : " ";
  }

  private String number(@Nullable Object value) {
    String type = parts.group(9) == null ? "" : parts.group(9);
    boolean whole = !(value instanceof Double);
    boolean asFloat = !whole || "eEfFgG%".contains(type) && !type.isEmpty();
    String digits;
    String sign;
    String prefix = "";
    if (asFloat) {
      double number = Arithmetic.toDouble(value);
      sign = number < 0 || 1 / number < 0 ? "-" : "";
      digits = real(Math.abs(number), type);
    } else {
      BigInteger number = Arithmetic.toBig(value);
      sign = number.signum() < 0 ? "-" : "";
      digits = whole(number.abs(), type, value instanceof Boolean);
      prefix = parts.group(4) == null ? "" : switch (type) {
        case "x" -> "0x";
        case "X" -> "0X";
        case "o" -> "0o";
        case "b" -> "0b";
        default -> "";
      };
    }
    String plus = parts.group(3) == null ? "" : parts.group(3);
    if (sign.isEmpty() && !plus.equals("-")) {
      sign = plus;
    }
    return padded(sign + prefix, grouped(digits, type));
  }

  private String padded(String sign, String digits) {
    int missing = count(6, 0, Budget.MAX_TEXT) - sign.length() - digits.length();
    if (missing <= 0) {
      return sign + digits;
    }
    budget.text(missing);
    String align = parts.group(2);
    if (align == null) {
      align = parts.group(5) != null ? "=" : ">";
    }
    String fill = fill();
    int left =
        switch (align) {
          case "<" -> 0;
          case "^" -> missing / 2;
          default -> missing;
        };
    String right = fill.repeat(missing - left);
    return align.equals("=")
        ? sign + fill.repeat(left) + digits
        : fill.repeat(left) + sign + digits + right;
  }

  private String grouped(String digits, String type) {
    String separator = parts.group(7);
    if (separator == null) {
      return digits;
    }
    int size = "xXob".contains(type) && !type.isEmpty() ? 4 : 3;
    int end = 0;
    while (end < digits.length() && Character.digit(digits.charAt(end), 16) >= 0) {
      end++;
    }
    StringBuilder out = new StringBuilder(digits);
    for (int at = end - size; at > 0; at -= size) {
      out.insert(at, separator);
    }
    return out.toString();
  }

  private static String whole(BigInteger value, String type, boolean bool) {
    return switch (type) {
      case "", "d", "n" -> value.toString();
      case "x" -> value.toString(16);
      case "X" -> value.toString(16).toUpperCase(Locale.ROOT);
      case "o" -> value.toString(8);
      case "b" -> value.toString(2);
      case "c" -> Character.toString(value.intValue());
      default ->
          throw PyException.value(
              "Unknown format code '" + type + "' for object of type '"
                  + (bool ? "bool" : "int") + "'");
    };
  }

  private String real(double value, String type) {
    int precision = count(8, -1, MAX_PRECISION);
    if (type.isEmpty() && precision < 0) {
      return FloatText.of(value);
    }
    return switch (type) {
      case "f", "F", "e", "E", "g", "G" -> real(value, type, precision, false);
      case "%" -> real(value * 100, "f", precision, false) + "%";
      case "", "n" -> real(value, "g", precision, type.isEmpty());
      default ->
          throw PyException.value(
              "Unknown format code '" + type + "' for object of type 'float'");
    };
  }

  /** A float in C's formats e, f and g; {@code point} keeps one digit after the point. */
  static String real(double value, String type, int wanted, boolean point) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      String name = FloatText.of(value);
      return Character.isUpperCase(type.charAt(0)) ? name.toUpperCase(Locale.ROOT) : name;
    }
    int precision = wanted < 0 ? 6 : wanted;
    BigDecimal exact = new BigDecimal(value);
    String text =
        switch (type.toLowerCase(Locale.ROOT)) {
          case "f" -> exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
          case "e" -> scientific(exact, precision);
          default -> general(exact, Math.max(1, precision), point);
        };
    return Character.isUpperCase(type.charAt(0)) ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static BigDecimal rounded(BigDecimal value, int digits) {
    return value.round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static int exponentOf(BigDecimal value) {
    return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
  }

  private static String scientific(BigDecimal value, int precision) {
    BigDecimal rounded = rounded(value, precision + 1);
    int exponent = exponentOf(rounded);
    String mantissa =
        rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN)
            .toPlainString();
    return mantissa + FloatText.exponent(exponent);
  }

  private static String general(BigDecimal value, int precision, boolean point) {
    BigDecimal rounded = rounded(value, precision);
    int exponent = exponentOf(rounded);
    if (exponent < -4 || exponent >= precision) {
      BigDecimal mantissa = rounded.movePointLeft(exponent).stripTrailingZeros();
      return mantissa.toPlainString() + FloatText.exponent(exponent);
    }
    String plain = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    return point && !plain.contains(".") ? plain + ".0" : plain;
  }
}
