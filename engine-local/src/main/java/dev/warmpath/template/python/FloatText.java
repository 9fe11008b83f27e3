package dev.warmpath.template.python;

import java.math.BigDecimal;
import java.math.MathContext;

/** Python's repr of a float: the shortest digits that read back, its own choice of exponents. */
public final class FloatText {
  private static final int LARGEST_FIXED_EXPONENT = 15;
  private static final int SMALLEST_FIXED_EXPONENT = -4;

  private FloatText() {}

  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value);
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (exponent > LARGEST_FIXED_EXPONENT || exponent < SMALLEST_FIXED_EXPONENT) {
      return sign + scientific(digits, exponent);
    }
    String plain = shortest.abs().toPlainString();
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  /** Java always writes two digits; Python one where one reads back. */
  private static BigDecimal shortest(double value) {
    BigDecimal two = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = two.round(new MathContext(1));
    return two.precision() == 2 && one.doubleValue() == value ? one : two;
  }

  private static String scientific(String digits, int exponent) {
    String mantissa =
        digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return mantissa + exponent(exponent);
  }

  /** {@code e+07}: a sign and at least two digits. */
  static String exponent(int exponent) {
    String digits = Integer.toString(Math.abs(exponent));
    return (exponent < 0 ? "e-" : "e+") + (digits.length() < 2 ? "0" + digits : digits);
  }
}
