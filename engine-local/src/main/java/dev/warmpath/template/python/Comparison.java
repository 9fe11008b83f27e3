package dev.warmpath.template.python;

import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.PyView;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Python's {@code ==}, {@code <} and {@code in}. */
public final class Comparison {
  private Comparison() {}

  public static boolean equal(@Nullable Object left, @Nullable Object right) {
    if (left == right) {
      return !(left instanceof Double number) || !number.isNaN();
    }
    if (Arithmetic.isNumber(left) && Arithmetic.isNumber(right)) {
      return comparable(left) && comparable(right) && numbers(left, right) == 0;
    }
    if (left instanceof PyList a && right instanceof PyList b) {
      return a.tuple() == b.tuple() && a.size() == b.size() && sameItems(a, b);
    }
    if (left instanceof PyDict a && right instanceof PyDict b) {
      return sameEntries(a, b);
    }
    if (left instanceof PyView a && right instanceof PyView b) {
      return a.kind() == b.kind() && sameEntries(a.dict(), b.dict());
    }
    if (left instanceof Undefined && right instanceof Undefined) {
      return true;
    }
    if (left instanceof PyRange a && right instanceof PyRange b) {
      return a.size() == b.size()
          && (a.size() == 0 || a.start() == b.start() && a.get(a.size() - 1).equals(
              b.get(b.size() - 1)));
    }
    // What is left is equal to itself alone: two namespaces never are, whatever they hold.
    return left instanceof Text && left.equals(right);
  }

  private static boolean comparable(@Nullable Object value) {
    return !(value instanceof Double number) || !number.isNaN();
  }

  private static boolean sameItems(PyList a, PyList b) {
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i) != b.get(i) && !equal(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameEntries(PyDict a, PyDict b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (PyDict.Entry entry : a.entries()) {
      PyDict.Entry other = b.find(entry.key());
      if (other == null || !equal(entry.value(), other.value())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Less than zero, zero or more, as {@code left} is to {@code right}.
   *
   * @param operator for the error's words
   * @throws PyException a TypeError when Python cannot order the two
   */
  public static int order(@Nullable Object left, @Nullable Object right, String operator) {
    if (left instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (Arithmetic.isNumber(left) && Arithmetic.isNumber(right)) {
      return numbers(left, right);
    }
    if (left instanceof Text a && right instanceof Text b) {
      return texts(a.string(), b.string());
    }
    if (left instanceof PyList a && right instanceof PyList b && a.tuple() == b.tuple()) {
      int shared = Math.min(a.size(), b.size());
      for (int i = 0; i < shared; i++) {
        if (!equal(a.get(i), b.get(i))) {
          return order(a.get(i), b.get(i), operator);
        }
      }
      return Integer.compare(a.size(), b.size());
    }
    throw PyException.type(
        "'" + operator + "' not supported between instances of '" + Py.type(left) + "' and '"
            + Py.type(right) + "'");
  }

  /** The four orderings; false for all of them where a NaN takes part. */
  public static boolean holds(String operator, @Nullable Object left, @Nullable Object right) {
    int order = order(left, right, operator);
    if (!comparable(left) || !comparable(right)) {
      return false;
    }
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  private static int numbers(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double || right instanceof Double) {
      double a = near(left);
      double b = near(right);
      if (left instanceof Double && right instanceof Double
          || !Double.isFinite(a) || !Double.isFinite(b)) {
        return a < b ? -1 : a > b ? 1 : 0;
      }
      return exact(left).compareTo(exact(right));
    }
    return Arithmetic.toBig(left).compareTo(Arithmetic.toBig(right));
  }

  /** An integer is always finite: even one beyond all doubles is less than infinity. */
  private static double near(@Nullable Object value) {
    return value instanceof Double number
        ? number
        : Math.clamp(
            Arithmetic.toBig(value).doubleValue(), -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static BigDecimal exact(@Nullable Object value) {
    return value instanceof Double number
        ? new BigDecimal(number)
        : new BigDecimal(Arithmetic.toBig(value));
  }

  private static int texts(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        boolean leftPair = Character.isSurrogate(left);
        boolean rightPair = Character.isSurrogate(right);
        return leftPair == rightPair ? Character.compare(left, right) : leftPair ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** Python's {@code item in container}. */
  public static boolean contains(@Nullable Object container, @Nullable Object item) {
    return switch (container) {
      case Text text -> {
        if (!(item instanceof Text part)) {
          throw PyException.type(
              "'in <string>' requires string as left operand, not " + Py.type(item));
        }
        yield text.string().contains(part.string());
      }
      case PyDict dict -> dict.find(item) != null;
      case PyView view when view.kind() == PyView.Kind.KEYS -> view.dict().find(item) != null;
      case PyList list -> anyEqual(list.items().iterator(), item);
      case BigInteger number -> throw notIterable(number);
      case null -> throw notIterable(null);
      default -> {
        if (!Py.isIterable(container)) {
          throw notIterable(container);
        }
        yield anyEqual(Py.iterate(container), item);
      }
    };
  }

  private static PyException notIterable(@Nullable Object value) {
    return PyException.type("argument of type '" + Py.type(value) + "' is not iterable");
  }

  private static boolean anyEqual(Iterator<@Nullable Object> items, @Nullable Object item) {
    while (items.hasNext()) {
      if (equal(items.next(), item)) {
        return true;
      }
    }
    return false;
  }
}
