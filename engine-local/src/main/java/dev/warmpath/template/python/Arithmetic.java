package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyException.Kind;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's arithmetic: integers of any size, floor division, text and lists that add up. */
public final class Arithmetic {
  private final Budget budget;
  private final PercentFormat percent;

  public Arithmetic(Budget budget) {
    this.budget = budget;
    this.percent = new PercentFormat(budget);
  }

  public static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean
        || value instanceof BigInteger;
  }

  static boolean isInteger(@Nullable Object value) {
    return value instanceof Long || value instanceof Boolean || value instanceof BigInteger;
  }

  public static BigInteger toBig(@Nullable Object value) {
    return switch (value) {
      case Long number -> BigInteger.valueOf(number);
      case Boolean bool -> bool ? BigInteger.ONE : BigInteger.ZERO;
      case BigInteger number -> number;
      case null, default -> throw PyException.type(Py.type(value) + " is not an integer");
    };
  }

  public static double toDouble(@Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    double real = toBig(value).doubleValue();
    if (Double.isInfinite(real)) {
      throw new PyException(
          PyException.Kind.OVERFLOW, "int too large to convert to float");
    }
    return real;
  }

  /** The shortest Java form of an integer. */
  public static Object integer(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      return value.longValue();
    }
    if (value.bitLength() > Budget.MAX_INTEGER_BITS) {
      throw PyException.limit(
          "the template computes an integer of " + value.bitLength() + " bits; the limit is "
              + Budget.MAX_INTEGER_BITS);
    }
    return value;
  }

  public @Nullable Object apply(String operator, @Nullable Object left, @Nullable Object right) {
    if (operator.equals("%") && left instanceof Text format) {
      return percent.format(format, right);
    }
    if (left instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (isNumber(left) && isNumber(right)) {
      return isInteger(left) && isInteger(right)
          ? integers(operator, left, right)
          : doubles(operator, toDouble(left), toDouble(right));
    }
    if (operator.equals("+")) {
      return add(left, right);
    }
    if (operator.equals("*") && isInteger(right) && isSequence(left)) {
      return repeat(left, right);
    }
    if (operator.equals("*") && isInteger(left) && isSequence(right)) {
      return repeat(right, left);
    }
    if (operator.equals("*") && (isSequence(left) || isSequence(right))) {
      throw PyException.type(
          "can't multiply sequence by non-int of type '"
              + Py.type(isSequence(left) ? right : left) + "'");
    }
    throw unsupported(operator, left, right);
  }

  private static boolean isSequence(@Nullable Object value) {
    return value instanceof PyList || value instanceof Text;
  }

  private static PyException unsupported(
      String operator, @Nullable Object left, @Nullable Object right) {
    String name = operator.equals("**") ? "** or pow()" : operator;
    return PyException.type(
        "unsupported operand type(s) for " + name + ": '" + Py.type(left) + "' and '"
            + Py.type(right) + "'");
  }

  private Object add(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Text a && right instanceof Text b) {
      if (a.isMarkup() || b.isMarkup()) {
        return Text.concat(Html.escape(a, budget), Html.escape(b, budget), budget).asMarkup();
      }
      return Text.concat(a, b, budget);
    }
    if (left instanceof PyList a && right instanceof PyList b && a.tuple() == b.tuple()) {
      budget.items((long) a.size() + b.size());
      List<@Nullable Object> items = new ArrayList<>(a.items());
      items.addAll(b.items());
      return a.tuple() ? PyList.tuple(items) : PyList.list(items);
    }
    if (left instanceof Text || left instanceof PyList) {
      String type = Py.type(left);
      throw PyException.type(
          "can only concatenate " + type + " (not \"" + Py.type(right) + "\") to " + type);
    }
    throw unsupported("+", left, right);
  }

  private Object repeat(@Nullable Object value, @Nullable Object times) {
    int count = Math.max(0, Py.size(times));
    if (value instanceof Text text) {
      budget.text((long) text.length() * count);
      budget.items((long) text.pieces().count() * count);
      return count == 1 ? text : Texts.repeat(text, count);
    }
    PyList list = (PyList) java.util.Objects.requireNonNull(value);
    budget.items((long) list.size() * count);
    List<@Nullable Object> items = new ArrayList<>(list.size() * count);
    for (int i = 0; i < count; i++) {
      items.addAll(list.items());
    }
    return list.tuple() ? PyList.tuple(items) : PyList.list(items);
  }

  private static Object doubles(String operator, double a, double b) {
    if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
      throw new PyException(Kind.ZERO_DIVISION, "float division by zero");
    }
    return switch (operator) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> a / b;
      case "//" -> Math.floor((a - modulo(a, b)) / b + 0.5) + 0.0;
      case "%" -> modulo(a, b);
      default -> power(a, b);
    };
  }

  private static double modulo(double a, double b) {
    double rest = a % b;
    if (rest == 0) {
      return Math.copySign(0.0, b);
    }
    return (rest < 0) == (b < 0) ? rest : rest + b;
  }

  private static double power(double a, double b) {
    if (a == 0 && b < 0) {
      throw new PyException(
          Kind.ZERO_DIVISION, "0.0 cannot be raised to a negative power");
    }
    if (a < 0 && b != Math.rint(b)) {
      throw PyException.type("a negative number to a fractional power is complex: not supported");
    }
    double result = a == 1 || b == 0 ? 1 : Math.pow(a, b);
    if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
      throw new PyException(Kind.OVERFLOW, "(34, 'Numerical result out of range')");
    }
    return result;
  }

  private Object integers(String operator, @Nullable Object left, @Nullable Object right) {
    BigInteger a = toBig(left);
    BigInteger b = toBig(right);
    budget.step((a.bitLength() + b.bitLength()) / 256);
    boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
    if (divides && b.signum() == 0) {
      throw new PyException(
          Kind.ZERO_DIVISION,
          operator.equals("/") ? "division by zero" : "integer division or modulo by zero");
    }
    return switch (operator) {
      case "+" -> integer(a.add(b));
      case "-" -> integer(a.subtract(b));
      case "*" -> integer(a.multiply(b));
      case "/" -> divide(a, b);
      case "//" -> integer(floor(a, b)[0]);
      case "%" -> integer(floor(a, b)[1]);
      default -> power(a, b);
    };
  }

  private static Object divide(BigInteger a, BigInteger b) {
    double quotient;
    if (a.bitLength() <= 53 && b.bitLength() <= 53) {
      quotient = a.doubleValue() / b.doubleValue();
    } else {
      quotient =
          new java.math.BigDecimal(a)
              .divide(new java.math.BigDecimal(b), new java.math.MathContext(60))
              .doubleValue();
    }
    if (Double.isInfinite(quotient)) {
      throw new PyException(Kind.OVERFLOW, "integer division result too large for a float");
    }
    return quotient;
  }

  private static BigInteger[] floor(BigInteger a, BigInteger b) {
    BigInteger[] both = a.divideAndRemainder(b);
    if (both[1].signum() != 0 && both[1].signum() != b.signum()) {
      both[0] = both[0].subtract(BigInteger.ONE);
      both[1] = both[1].add(b);
    }
    return both;
  }

  private static Object power(BigInteger a, BigInteger b) {
    if (b.signum() < 0) {
      return power(a.doubleValue(), b.doubleValue());
    }
    boolean small = a.bitLength() <= 1;
    if (!small && b.bitLength() > 31
        || !small && (long) (a.bitLength() - 1) * b.intValue() > Budget.MAX_INTEGER_BITS) {
      throw PyException.limit(
          "the template computes an integer of more than " + Budget.MAX_INTEGER_BITS + " bits");
    }
    if (small) {
      boolean odd = b.testBit(0);
      return b.signum() == 0 ? 1L : a.signum() == 0 ? 0L
          : a.equals(BigInteger.ONE) ? 1L : a.signum() < 0 && a.bitLength() == 0 ? (odd ? -1L : 1L)
          : integer(a.pow(Math.min(b.bitLength() > 30 ? Budget.MAX_INTEGER_BITS + 1 : b.intValue(),
              Budget.MAX_INTEGER_BITS + 1)));
    }
    return integer(a.pow(b.intValue()));
  }

  /** Unary minus or plus. */
  public static Object sign(boolean minus, @Nullable Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (value instanceof Double number) {
      return minus ? -number : number;
    }
    if (isInteger(value)) {
      return integer(minus ? toBig(value).negate() : toBig(value));
    }
    throw PyException.type(
        "bad operand type for unary " + (minus ? "-" : "+") + ": '" + Py.type(value) + "'");
  }
}
