package dev.warmpath.template.python;

import dev.warmpath.template.value.Namespace;
import dev.warmpath.template.value.PyCallable;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyIterator;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.PyView;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every Python value can be asked: its type, truth, length and items. */
public final class Py {
  private Py() {}

  /** Python's name of the value's type. */
  public static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "NoneType";
      case Text text -> text.isMarkup() ? "Markup" : "str";
      case Boolean bool -> "bool";
      case Long number -> "int";
      case BigInteger number -> "int";
      case Double number -> "float";
      case PyList list -> list.tuple() ? "tuple" : "list";
      case PyDict dict -> "dict";
      case PyRange range -> "range";
      case PyView view -> view.kind().type();
      case PyIterator iterator -> iterator.type();
      case Undefined undefined -> "Undefined";
      case Namespace namespace -> "Namespace";
      case Typed typed -> typed.typeName().substring(typed.typeName().lastIndexOf('.') + 1);
      default -> value.getClass().getSimpleName();
    };
  }

  public static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean bool -> bool;
      case Text text -> !text.isEmpty();
      case Long number -> number != 0;
      case BigInteger number -> number.signum() != 0;
      case Double number -> number != 0;
      case Undefined undefined -> false;
      case PyIterator iterator -> true;
      default -> !isSized(value) || length(value) > 0;
    };
  }

  static boolean isSized(@Nullable Object value) {
    return value instanceof Text
        || value instanceof PyList
        || value instanceof PyDict
        || value instanceof PyRange
        || value instanceof PyView
        || value instanceof Undefined
        || value instanceof Sized;
  }

  /** A value of the interpreter's own with a length. */
  public interface Sized {
    int length();
  }

  /** A value of the interpreter's own with Python's name for its type, perhaps with a module. */
  public interface Typed {
    String typeName();
  }

  /** A value of the interpreter's own that can be iterated. */
  public interface Walkable {
    Iterator<@Nullable Object> walk();
  }

  /** @throws PyException a TypeError when the value has no length */
  public static int length(@Nullable Object value) {
    return switch (value) {
      case Text text -> text.points();
      case PyList list -> list.size();
      case PyDict dict -> dict.size();
      case PyRange range -> range.size();
      case PyView view -> view.dict().size();
      case Undefined undefined -> 0;
      case Sized sized -> sized.length();
      case null, default ->
          throw PyException.type("object of type '" + type(value) + "' has no len()");
    };
  }

  public static boolean isIterable(@Nullable Object value) {
    return isSized(value) || value instanceof PyIterator || value instanceof Walkable;
  }

  /** @throws PyException a TypeError when the value cannot be iterated */
  public static Iterator<@Nullable Object> iterate(@Nullable Object value) {
    return switch (value) {
      case PyList list -> list.items().iterator();
      case PyDict dict -> new PyView(dict, PyView.Kind.KEYS).iterator();
      case PyView view -> view.iterator();
      case PyIterator iterator -> iterator.items();
      case Text text -> characters(text);
      case PyRange range -> numbers(range);
      case Undefined undefined -> Collections.emptyIterator();
      case Walkable walkable -> walkable.walk();
      case null, default ->
          throw PyException.type("'" + type(value) + "' object is not iterable");
    };
  }

  private static Iterator<@Nullable Object> characters(Text text) {
    return new Iterator<>() {
      private int unit;

      @Override
      public boolean hasNext() {
        return unit < text.length();
      }

      @Override
      public Object next() {
        int start = unit;
        unit += Character.charCount(text.string().codePointAt(start));
        return text.sub(start, unit);
      }
    };
  }

  private static Iterator<@Nullable Object> numbers(PyRange range) {
    return new Iterator<>() {
      private int index;

      @Override
      public boolean hasNext() {
        return index < range.size();
      }

      @Override
      public Object next() {
        return range.get(index++);
      }
    };
  }

  public static List<@Nullable Object> items(@Nullable Object value) {
    List<@Nullable Object> items = new ArrayList<>();
    iterate(value).forEachRemaining(items::add);
    return items;
  }

  public static boolean isCallable(@Nullable Object value) {
    return value instanceof PyCallable || value instanceof Undefined;
  }

  /** An index or count argument: an int, or a bool as Python allows. */
  public static long integer(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Boolean bool -> bool ? 1 : 0;
      case BigInteger big -> big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
      case Undefined undefined -> throw undefined.failure();
      case null, default ->
          throw PyException.type(
              "'" + type(value) + "' object cannot be interpreted as an integer");
    };
  }

  /** Like {@link #integer}, kept within a Java int. */
  public static int size(@Nullable Object value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, integer(value)));
  }
}
