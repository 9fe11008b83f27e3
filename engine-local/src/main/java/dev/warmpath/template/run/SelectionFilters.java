package dev.warmpath.template.run;

import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyIterator;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyView;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters that are generators in Python: nothing is checked before the first item is asked. */
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
    table.put("items", this::pairs);
    table.put("unique", this::unique);
    table.put("batch", this::batch);
    table.put("slice", this::slice);
  }

  private Object map(@Nullable Object value, Args args) {
    return PyIterator.generator(
        () -> Py.truth(value) ? mapped(value, args) : Collections.emptyIterator());
  }

  private Iterator<@Nullable Object> mapped(@Nullable Object value, Args args) {
    UnaryOperator<@Nullable Object> mapping = mapping(args);
    Iterator<@Nullable Object> walk = Py.iterate(value);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return walk.hasNext();
      }

      @Override
      public @Nullable Object next() {
        context.budget.step();
        return mapping.apply(walk.next());
      }
    };
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
    return PyIterator.generator(
        () ->
            Py.truth(value)
                ? selected(value, args, keep, attribute)
                : Collections.emptyIterator());
  }

  private Iterator<@Nullable Object> selected(
      @Nullable Object value, Args args, boolean keep, boolean attribute) {
    int off = attribute ? 1 : 0;
    if (args.positional().size() < off) {
      throw PyException.type("Missing parameter for attribute name");
    }
    UnaryOperator<@Nullable Object> part =
        attribute ? context.getter(args.positional().getFirst(), null) : item -> item;
    Predicate<@Nullable Object> test = Py::truth;
    if (args.positional().size() > off) {
      String name = testName(args.positional().get(off));
      Args rest = rest(args, off + 1);
      test = item -> context.tests.test(name, item, rest);
    }
    Predicate<@Nullable Object> chosen = test;
    return new Chosen(Py.iterate(value), item -> chosen.test(part.apply(item)) == keep);
  }

  private String testName(@Nullable Object given) {
    if (given instanceof Text name) {
      return name.string();
    }
    throw new PyException(
        PyException.Kind.RUNTIME, "No test named " + context.repr.repr(given) + ".");
  }

  private Object pairs(@Nullable Object value, Args args) {
    args.bind("items");
    return PyIterator.generator(
        () -> {
          if (value instanceof Undefined) {
            return Collections.emptyIterator();
          }
          if (!(value instanceof PyDict dict)) {
            throw PyException.type("Can only get item pairs from a mapping.");
          }
          return new PyView(dict, PyView.Kind.ITEMS).iterator();
        });
  }

  private Object unique(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("unique", "case_sensitive?", "attribute?");
    UnaryOperator<@Nullable Object> key =
        context.key(FilterContext.or(bound[1], null), FilterContext.or(bound[0], false), null);
    return PyIterator.generator(
        () -> {
          Set<Object> seen = new HashSet<>();
          List<@Nullable Object> kept = new ArrayList<>();
          for (Object item : context.items(value)) {
            if (seen.add(PyDict.hashable(key.apply(item)))) {
              kept.add(item);
            }
          }
          return kept.iterator();
        });
  }

  private Object batch(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("batch", "linecount", "fill_with?");
    Object fill = FilterContext.or(bound[1], null);
    return PyIterator.generator(() -> batches(value, bound[0], fill).iterator());
  }

  /** Python only compares {@code count} with a row's length: it need not be a number. */
  private List<@Nullable Object> batches(
      @Nullable Object value, @Nullable Object count, @Nullable Object fill) {
    List<@Nullable Object> rows = new ArrayList<>();
    List<@Nullable Object> row = new ArrayList<>();
    for (Object item : context.items(value)) {
      if (Comparison.equal((long) row.size(), count)) {
        rows.add(PyList.list(row));
        row = new ArrayList<>();
      }
      row.add(item);
    }
    if (!row.isEmpty()) {
      if (fill != null && Comparison.holds("<", (long) row.size(), count)) {
        long missing = Py.integer(count) - row.size();
        context.budget.items(missing);
        row.addAll(Collections.nCopies((int) missing, fill));
      }
      rows.add(PyList.list(row));
    }
    return rows;
  }

  private Object slice(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("slice", "slices", "fill_with?");
    Object fill = FilterContext.or(bound[1], null);
    return PyIterator.generator(() -> slices(value, bound[0], fill).iterator());
  }

  private List<@Nullable Object> slices(
      @Nullable Object value, @Nullable Object count, @Nullable Object fill) {
    List<@Nullable Object> items = context.items(value);
    long slices = Py.integer(count);
    if (slices == 0) {
      throw new PyException(
          PyException.Kind.ZERO_DIVISION, "integer division or modulo by zero");
    }
    context.budget.items(Math.max(0, slices));
    List<@Nullable Object> rows = new ArrayList<>();
    int at = 0;
    for (long i = 0; i < slices; i++) {
      boolean longer = i < items.size() % slices;
      int end = at + (int) (items.size() / slices) + (longer ? 1 : 0);
      List<@Nullable Object> row = new ArrayList<>(items.subList(at, end));
      if (fill != null && !longer) {
        row.add(fill);
      }
      rows.add(PyList.list(row));
      at = end;
    }
    return rows;
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
