package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.Namespace;
import dev.warmpath.template.value.PyCallable;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyException.Kind;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions every template can call. */
final class Globals {
  private Globals() {}

  /** @param now what {@code strftime_now} shows */
  static void addTo(Map<String, @Nullable Object> variables, LocalDateTime now) {
    add(variables, "raise_exception", Globals::raise);
    add(
        variables,
        "strftime_now",
        args -> Text.of(StrfTime.format(string(args.bind("strftime_now", "format")[0]), now)));
    add(variables, "range", Globals::range);
    add(variables, "dict", Globals::dict);
    add(
        variables,
        "namespace",
        args -> {
          Namespace namespace = new Namespace();
          dict(args)
              .entries()
              .forEach(e -> namespace.attributes().put(String.valueOf(e.key()), e.value()));
          return namespace;
        });
    add(variables, "cycler", args -> new Cycler(args.positional()));
    add(variables, "joiner", Globals::joiner);
    variables.put("self", new Self());
  }

  private static void add(
      Map<String, @Nullable Object> variables, String name,
      java.util.function.Function<Args, @Nullable Object> body) {
    variables.put(name, new Method(name, body));
  }

  private static String string(@Nullable Object value) {
    if (value instanceof Text text) {
      return text.string();
    }
    throw PyException.type("must be str, not " + Py.type(value));
  }

  private static Object raise(Args args) {
    Object message = args.bind("raise_exception", "message")[0];
    throw new PyException(
        Kind.RAISED, new dev.warmpath.template.python.Repr(new Budget()).str(message).string());
  }

  private static PyRange range(Args args) {
    List<@Nullable Object> given = args.positional();
    if (given.isEmpty() || given.size() > 3 || !args.named().isEmpty()) {
      throw PyException.type("range expected 1 to 3 arguments, got " + given.size());
    }
    long start = given.size() == 1 ? 0 : bounded(given.get(0));
    long stop = bounded(given.get(given.size() == 1 ? 0 : 1));
    long step = given.size() == 3 ? bounded(given.get(2)) : 1;
    if (step == 0) {
      throw PyException.value("range() arg 3 must not be zero");
    }
    long span = step > 0 ? stop - start : start - stop;
    if (span > 0 && (span - 1) / Math.abs(step) + 1 > Budget.MAX_RANGE) {
      throw new PyException(
          Kind.OVERFLOW,
          "Range too big. The sandbox blocks ranges larger than MAX_RANGE ("
              + Budget.MAX_RANGE + ").");
    }
    return new PyRange(start, stop, step);
  }

  /** Kept so far from the limits of a long that differences cannot overflow. */
  private static long bounded(@Nullable Object value) {
    return Math.max(-(1L << 60), Math.min(1L << 60, Py.integer(value)));
  }

  private static PyDict dict(Args args) {
    PyDict dict = new PyDict();
    if (args.positional().size() > 1) {
      throw PyException.type(
          "dict expected at most 1 argument, got " + args.positional().size());
    }
    for (Object given : args.positional()) {
      if (given instanceof Undefined undefined) {
        throw undefined.failure();
      }
      if (given instanceof PyDict other) {
        dict.putAll(other);
        continue;
      }
      for (Object pair : Py.items(given)) {
        List<@Nullable Object> both = Py.items(pair);
        if (both.size() != 2) {
          throw PyException.value(
              "dictionary update sequence element has length " + both.size()
                  + "; 2 is required");
        }
        dict.put(both.get(0), both.get(1));
      }
    }
    args.named().forEach((name, value) -> dict.put(Text.of(name), value));
    return dict;
  }

  private static Object joiner(Args args) {
    Object given = args.bind("joiner", "sep?")[0];
    Object separator = given == Args.MISSING ? Text.of(", ") : given;
    boolean[] used = new boolean[1];
    return new Method(
        "joiner",
        none -> {
          Object result = used[0] ? separator : Text.EMPTY;
          used[0] = true;
          return result;
        });
  }

  /** jinja2's reference to the template itself; without blocks to call it is only there. */
  private static final class Self implements Attributes {
    @Override
    public @Nullable Object attribute(String name) {
      return Args.MISSING;
    }

    @Override
    public String typeName() {
      return "jinja2.runtime.TemplateReference";
    }

    @Override
    public String toString() {
      return "<TemplateReference None>";
    }
  }

  /** jinja2's {@code cycler}. */
  private static final class Cycler implements Attributes {
    private final List<@Nullable Object> items;
    private int at;

    Cycler(List<@Nullable Object> items) {
      if (items.isEmpty()) {
        throw new PyException(Kind.RUNTIME, "at least one item has to be provided");
      }
      this.items = items;
    }

    @Override
    public @Nullable Object attribute(String name) {
      return switch (name) {
        case "current" -> items.get(at);
        case "next" -> method(name, true);
        case "reset" -> method(name, false);
        default -> Args.MISSING;
      };
    }

    private PyCallable method(String name, boolean advance) {
      return new Method(
          name,
          args -> {
            Object current = items.get(at);
            at = advance ? (at + 1) % items.size() : 0;
            return advance ? current : null;
          });
    }

    @Override
    public String typeName() {
      return "jinja2.utils.Cycler";
    }
  }
}
