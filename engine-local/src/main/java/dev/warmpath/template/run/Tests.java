package dev.warmpath.template.run;

import dev.warmpath.template.python.Arithmetic;
import dev.warmpath.template.python.Cases;
import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.python.Repr;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.math.BigInteger;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** jinja2's tests: {@code value is name}. */
final class Tests {
  private static final Map<String, String> COMPARISONS =
      Map.ofEntries(
          Map.entry("==", "=="), Map.entry("eq", "=="), Map.entry("equalto", "=="),
          Map.entry("!=", "!="), Map.entry("ne", "!="), Map.entry(">", ">"),
          Map.entry("gt", ">"), Map.entry("greaterthan", ">"), Map.entry(">=", ">="),
          Map.entry("ge", ">="), Map.entry("<", "<"), Map.entry("lt", "<"),
          Map.entry("lessthan", "<"), Map.entry("<=", "<="), Map.entry("le", "<="));
  private static final Set<String> OTHERS =
      Set.of(
          "odd", "even", "divisibleby", "defined", "undefined", "filter", "test", "none",
          "boolean", "false", "true", "integer", "float", "lower", "upper", "string", "mapping",
          "number", "sequence", "iterable", "callable", "sameas", "escaped", "in");
  private static final long SMALLEST_SHARED_INT = -5;
  private static final long LARGEST_SHARED_INT = 256;

  private final Predicate<String> filterExists;

  Tests(Predicate<String> filterExists) {
    this.filterExists = filterExists;
  }

  static boolean has(String name) {
    return OTHERS.contains(name) || COMPARISONS.containsKey(name);
  }

  boolean test(String name, @Nullable Object value, Args args) {
    String comparison = COMPARISONS.get(name);
    if (comparison != null) {
      Object other = args.bind(name, "other")[0];
      return switch (comparison) {
        case "==" -> Comparison.equal(value, other);
        case "!=" -> !Comparison.equal(value, other);
        default -> Comparison.holds(comparison, value, other);
      };
    }
    return switch (name) {
      case "divisibleby" -> isZero(modulo(value, args.bind(name, "num")[0]));
      case "sameas" -> same(value, args.bind(name, "other")[0]);
      case "in" -> Comparison.contains(args.bind(name, "seq")[0], value);
      default -> {
        if (!OTHERS.contains(name)) {
          throw new PyException(PyException.Kind.RUNTIME, "No test named '" + name + "' found.");
        }
        args.bind(name);
        yield plain(name, value);
      }
    };
  }

  private boolean plain(String name, @Nullable Object value) {
    return switch (name) {
      case "odd" -> Comparison.equal(modulo(value, 2L), 1L);
      case "even" -> isZero(modulo(value, 2L));
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "filter" -> filterExists.test(String.valueOf(PyDict.hashable(value)));
      case "test" -> has(String.valueOf(PyDict.hashable(value)));
      case "none" -> value == null;
      case "boolean" -> value instanceof Boolean;
      case "false" -> Boolean.FALSE.equals(value);
      case "true" -> Boolean.TRUE.equals(value);
      case "integer" -> value instanceof Long || value instanceof BigInteger;
      case "float" -> value instanceof Double;
      case "lower" -> Cases.isLower(string(value));
      case "upper" -> Cases.isUpper(string(value));
      case "string" -> value instanceof Text;
      case "mapping" -> value instanceof PyDict;
      case "number" -> Arithmetic.isNumber(value);
      case "sequence" ->
          value instanceof Text || value instanceof PyList || value instanceof PyDict
              || value instanceof PyRange || value instanceof Undefined;
      case "iterable" -> Py.isIterable(value);
      case "callable" -> Py.isCallable(value);
      default -> value instanceof Text text && text.isMarkup();
    };
  }

  private static String string(@Nullable Object value) {
    return new Repr(new Budget()).str(value).string();
  }

  private static @Nullable Object modulo(@Nullable Object value, @Nullable Object by) {
    return new Arithmetic(new Budget()).apply("%", value, by);
  }

  private static boolean isZero(@Nullable Object value) {
    return Comparison.equal(value, 0L);
  }

  /** Python's {@code is}: small integers and the singletons are shared. */
  private static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Long left && b instanceof Long right) {
      return left.equals(right) && left >= SMALLEST_SHARED_INT && left <= LARGEST_SHARED_INT;
    }
    return a == b || a instanceof Boolean && a.equals(b)
        || a instanceof Text left && b instanceof Text right && left.length() <= 1
            && left.equals(right);
  }
}
