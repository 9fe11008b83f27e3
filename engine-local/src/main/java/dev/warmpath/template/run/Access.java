package dev.warmpath.template.run;

import dev.warmpath.template.python.Arithmetic;
import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.python.Repr;
import dev.warmpath.template.python.StrFormat;
import dev.warmpath.template.python.StringMethods;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.Namespace;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.PyView;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code value.name} and {@code value[key]} under jinja2's immutable sandbox. */
final class Access implements StrFormat.Access {
  private static final Set<String> DICT_CHANGES =
      Set.of("clear", "pop", "popitem", "setdefault", "update");
  private static final Set<String> LIST_CHANGES =
      Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");

  private final StringMethods strings;
  private final Repr repr;

  Access(Budget budget) {
    this.repr = new Repr(budget);
    this.strings = new StringMethods(budget, new StrFormat(budget, this));
  }

  @Override
  public @Nullable Object attribute(@Nullable Object target, String name) {
    Object own = ownAttribute(target, name);
    if (own != Args.MISSING) {
      return own;
    }
    if (target instanceof PyDict dict) {
      PyDict.Entry entry = dict.find(name);
      if (entry != null) {
        return entry.value();
      }
    }
    return missing(target, Text.of(name));
  }

  @Override
  public @Nullable Object item(@Nullable Object target, @Nullable Object key) {
    if (target instanceof Undefined undefined) {
      throw undefined.failure();
    }
    Object found = rawItem(target, key);
    if (found != Args.MISSING) {
      return found;
    }
    if (key instanceof Text name) {
      Object own = ownAttribute(target, name.string());
      if (own != Args.MISSING) {
        return own;
      }
    }
    return missing(target, key);
  }

  private static @Nullable Object rawItem(@Nullable Object target, @Nullable Object key) {
    if (target instanceof PyDict dict) {
      boolean hashable = !(key instanceof PyDict || key instanceof PyList list && !list.tuple());
      PyDict.Entry entry = hashable ? dict.find(key) : null;
      return entry == null ? Args.MISSING : entry.value();
    }
    if (!(key instanceof Long || key instanceof Boolean)) {
      return Args.MISSING;
    }
    long index = Py.integer(key);
    boolean indexed =
        target instanceof PyList || target instanceof Text || target instanceof PyRange;
    int size = indexed ? Py.length(target) : 0;
    if (index < 0) {
      index += size;
    }
    if (index < 0 || index >= size) {
      return Args.MISSING;
    }
    int at = (int) index;
    return switch (target) {
      case PyList list -> list.get(at);
      case PyRange range -> range.get(at);
      case Text text -> text.sub(text.unit(at), text.unit(at + 1));
      case null, default -> Args.MISSING;
    };
  }

  private Undefined missing(@Nullable Object target, @Nullable Object key) {
    String type = typeName(target);
    return Undefined.because(
        key instanceof Text name
            ? "'" + type + "' has no attribute " + repr.repr(name)
            : type + " has no element " + repr.repr(key));
  }

  private static String typeName(@Nullable Object target) {
    return switch (target) {
      case null -> "None";
      case Namespace namespace -> "jinja2.utils.Namespace object";
      case Attributes attributes -> attributes.typeName() + " object";
      case Text text when text.isMarkup() -> "markupsafe.Markup object";
      default -> Py.type(target) + " object";
    };
  }

  private @Nullable Object ownAttribute(@Nullable Object target, String name) {
    if (target instanceof Undefined undefined) {
      if (name.startsWith("__") && Dunders.has(target, name)) {
        return Undefined.unsafe(name, Py.type(target));
      }
      throw undefined.failure();
    }
    if (target instanceof Namespace namespace) {
      return namespace.attributes().getOrDefault(name, Args.MISSING);
    }
    if (name.startsWith("__") && Dunders.has(target, name)) {
      return Undefined.unsafe(name, Py.type(target));
    }
    return switch (target) {
      case Text text ->
          StringMethods.has(name)
              ? new Method(name, args -> strings.call(text, name, args))
              : Args.MISSING;
      case PyDict dict ->
          DICT_CHANGES.contains(name) ? Undefined.unsafe(name, "dict") : dictMethod(dict, name);
      case PyList list -> listAttribute(list, name);
      case PyRange range -> rangeAttribute(range, name);
      case Long number -> number(number, name);
      case BigInteger number -> number(number, name);
      case Boolean bool -> number(bool, name);
      case Double real when name.equals("is_integer") ->
          new Method(name, args -> real == Math.rint(real) && !Double.isInfinite(real));
      case Double real when name.equals("real") -> real;
      case Attributes attributes -> attributes.attribute(name);
      case null, default -> Args.MISSING;
    };
  }

  private static @Nullable Object number(Object number, String name) {
    BigInteger value = Arithmetic.toBig(number);
    return switch (name) {
      case "real", "numerator" -> Arithmetic.integer(value);
      case "imag" -> 0L;
      case "denominator" -> 1L;
      case "bit_length" -> new Method(name, args -> (long) value.abs().bitLength());
      default -> Args.MISSING;
    };
  }

  private static @Nullable Object rangeAttribute(PyRange range, String name) {
    return switch (name) {
      case "start" -> range.start();
      case "stop" -> range.stop();
      case "step" -> range.step();
      case "count", "index" -> listAttribute(PyList.list(Py.items(range)), name);
      default -> Args.MISSING;
    };
  }

  private static @Nullable Object dictMethod(PyDict dict, String name) {
    return switch (name) {
      case "get" ->
          new Method(
              name,
              args -> {
                @Nullable Object[] bound = args.bindPositional(name, "key", "default?");
                PyDict.Entry entry = dict.find(bound[0]);
                return entry != null
                    ? entry.value()
                    : bound[1] == Args.MISSING ? null : bound[1];
              });
      case "items" -> view(dict, name, PyView.Kind.ITEMS);
      case "keys" -> view(dict, name, PyView.Kind.KEYS);
      case "values" -> view(dict, name, PyView.Kind.VALUES);
      case "copy" ->
          new Method(
              name,
              args -> {
                args.bind(name);
                return new PyDict(dict.source()).putAll(dict);
              });
      case "fromkeys" ->
          new Method(
              name,
              args -> {
                @Nullable Object[] bound = args.bind(name, "iterable", "value?");
                PyDict made = new PyDict();
                Object value = bound[1] == Args.MISSING ? null : bound[1];
                Py.iterate(bound[0]).forEachRemaining(key -> made.put(key, value));
                return made;
              });
      default -> Args.MISSING;
    };
  }

  private static Method view(PyDict dict, String name, PyView.Kind kind) {
    return new Method(
        name,
        args -> {
          args.bind(name);
          return new PyView(dict, kind);
        });
  }

  private static @Nullable Object listAttribute(PyList list, String name) {
    int named = list.names().indexOf(name);
    if (named >= 0) {
      return list.get(named);
    }
    if (!list.tuple() && LIST_CHANGES.contains(name)) {
      return Undefined.unsafe(name, "list");
    }
    return switch (name) {
      case "count" ->
          new Method(
              name,
              args -> {
                Object wanted = args.bindPositional(name, "value")[0];
                return list.items().stream().filter(i -> Comparison.equal(i, wanted)).count();
              });
      case "index" -> new Method(name, args -> index(list, args));
      case "copy" ->
          list.tuple()
              ? Args.MISSING
              : new Method(
                  name,
                  args -> {
                    args.bind(name);
                    return PyList.list(list.items());
                  });
      default -> Args.MISSING;
    };
  }

  private static Object index(PyList list, Args args) {
    @Nullable Object[] bound = args.bindPositional("index", "value", "start?", "stop?");
    int size = list.size();
    int start = bound[1] == Args.MISSING ? 0 : Py.size(bound[1]);
    int stop = bound[2] == Args.MISSING ? size : Py.size(bound[2]);
    start = Math.max(0, start < 0 ? start + size : start);
    stop = Math.min(size, stop < 0 ? stop + size : stop);
    for (int i = start; i < stop; i++) {
      if (Comparison.equal(list.get(i), bound[0])) {
        return (long) i;
      }
    }
    throw PyException.value("value is not in " + (list.tuple() ? "tuple" : "list"));
  }
}
