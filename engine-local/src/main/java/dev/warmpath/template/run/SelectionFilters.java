package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyIterator;
import dev.warmpath.template.value.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code map}, {@code select} and their kin: lazy, as Python's generators are. */
final class SelectionFilters {
  private final FilterContext context;
  private final Filters filters;

  SelectionFilters(FilterContext context, Filters filters) {
    this.context = context;
    this.filters = filters;
  }

  void addTo(Map<String, Filter> table) {
    table.put("map", this::map);
    table.put("select", (value, args) -> select(value, args, true, false));
    table.put("reject", (value, args) -> select(value, args, false, false));
    table.put("selectattr", (value, args) -> select(value, args, true, true));
    table.put("rejectattr", (value, args) -> select(value, args, false, true));
  }

  private Object map(@Nullable Object value, Args args) {
    if (!Py.truth(value)) {
      return PyIterator.generator(Collections.emptyIterator());
    }
    UnaryOperator<@Nullable Object> mapping = mapping(args);
    Iterator<@Nullable Object> walk = Py.iterate(value);
    return PyIterator.generator(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return walk.hasNext();
          }

          @Override
          public @Nullable Object next() {
            context.budget.step();
            return mapping.apply(walk.next());
          }
        });
  }

  private UnaryOperator<@Nullable Object> mapping(Args args) {
    if (args.positional().isEmpty() && args.named().containsKey("attribute")) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>(args.named());
      Object attribute = named.remove("attribute");
      Object fallback = named.remove("default");
      if (!named.isEmpty()) {
        throw PyException.type(
            "Unexpected keyword argument '" + named.keySet().iterator().next() + "'");
      }
      return context.getter(attribute, fallback);
    }
    if (args.positional().isEmpty()) {
      throw PyException.type("map requires a filter argument");
    }
    String name = context.text(args.positional().getFirst()).string();
    Args rest = rest(args, 1);
    return item -> filters.apply(name, item, rest);
  }

  private static Args rest(Args args, int from) {
    return new Args(
        args.positional().subList(from, args.positional().size()), args.named());
  }

  private Object select(@Nullable Object value, Args args, boolean keep, boolean attribute) {
    if (!Py.truth(value)) {
      return PyIterator.generator(Collections.emptyIterator());
    }
    int off = attribute ? 1 : 0;
    if (args.positional().size() < off) {
      throw PyException.type("Missing parameter for attribute name");
    }
    UnaryOperator<@Nullable Object> part =
        attribute ? context.getter(args.positional().getFirst(), null) : item -> item;
    Predicate<@Nullable Object> test = Py::truth;
    if (args.positional().size() > off) {
      Object named = args.positional().get(off);
      String name = named instanceof Text text ? text.string() : String.valueOf(named);
      Args rest = rest(args, off + 1);
      test = item -> context.tests.test(name, item, rest);
    }
    Predicate<@Nullable Object> chosen = test;
    return PyIterator.generator(
        new Chosen(
            Py.iterate(value), item -> chosen.test(part.apply(item)) == keep));
  }

  private final class Chosen implements Iterator<@Nullable Object> {
    private final Iterator<@Nullable Object> walk;
    private final Predicate<@Nullable Object> wanted;
    private final List<@Nullable Object> next = new ArrayList<>(1);

    Chosen(Iterator<@Nullable Object> walk, Predicate<@Nullable Object> wanted) {
      this.walk = walk;
      this.wanted = wanted;
    }

    @Override
    public boolean hasNext() {
      while (next.isEmpty() && walk.hasNext()) {
        context.budget.step();
        Object item = walk.next();
        if (wanted.test(item)) {
          next.add(item);
        }
      }
      return !next.isEmpty();
    }

    @Override
    public @Nullable Object next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return next.removeLast();
    }
  }
}
