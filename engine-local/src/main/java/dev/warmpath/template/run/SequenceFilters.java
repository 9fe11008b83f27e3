package dev.warmpath.template.run;

import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyIterator;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.PyView;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters over the items of a value. */
final class SequenceFilters {
  private final FilterContext context;

  SequenceFilters(FilterContext context) {
    this.context = context;
  }

  void addTo(Map<String, Filter> table) {
    Filter length = (value, args) -> (long) Py.length(value);
    table.put("length", length);
    table.put("count", length);
    table.put("list", (value, args) -> PyList.list(items(value)));
    table.put("first", this::first);
    table.put("last", this::last);
    table.put("reverse", this::reverse);
    table.put("items", this::pairs);
    table.put("sort", this::sort);
    table.put("dictsort", this::dictSort);
    table.put("unique", this::unique);
    table.put("min", (value, args) -> extreme(value, args, "<"));
    table.put("max", (value, args) -> extreme(value, args, ">"));
    table.put("sum", this::sum);
    table.put("groupby", this::groupBy);
    table.put("batch", this::batch);
    table.put("slice", this::slice);
    table.put("attr", (value, args) -> attribute(value, args.bind("attr", "name")[0]));
  }

  private List<@Nullable Object> items(@Nullable Object value) {
    List<@Nullable Object> items = new ArrayList<>();
    Iterator<@Nullable Object> walk = Py.iterate(value);
    while (walk.hasNext()) {
      context.budget.items(items.size() < 1 ? 1 : 0);
      context.budget.step();
      items.add(walk.next());
    }
    return items;
  }

  private @Nullable Object attribute(@Nullable Object value, @Nullable Object name) {
    Object found = context.access.attribute(value, context.text(name).string());
    boolean entry =
        value instanceof PyDict dict && dict.find(name) != null
            && !(found instanceof Method) && !(found instanceof Undefined);
    return entry
        ? Undefined.because("'dict object' has no attribute '" + name + "'")
        : found;
  }

  private @Nullable Object first(@Nullable Object value, Args args) {
    args.bind("first");
    Iterator<@Nullable Object> walk = Py.iterate(value);
    return walk.hasNext()
        ? walk.next()
        : Undefined.because("No first item, sequence was empty.");
  }

  private @Nullable Object last(@Nullable Object value, Args args) {
    args.bind("last");
    if (value instanceof Text text) {
      int units = text.length();
      return text.isEmpty()
          ? Undefined.because("No last item, sequence was empty.")
          : text.sub(text.string().offsetByCodePoints(units, -1), units);
    }
    if (!isReversible(value)) {
      throw PyException.type("'" + Py.type(value) + "' object is not reversible");
    }
    List<@Nullable Object> items = items(value);
    return items.isEmpty()
        ? Undefined.because("No last item, sequence was empty.")
        : items.getLast();
  }

  private static boolean isReversible(@Nullable Object value) {
    return value instanceof PyList || value instanceof PyDict || value instanceof PyRange
        || value instanceof PyView || value instanceof Undefined;
  }

  private Object reverse(@Nullable Object value, Args args) {
    args.bind("reverse");
    if (value instanceof Text text) {
      return new Slicing(context.budget).slice(text, null, null, -1L);
    }
    if (!Py.isIterable(value)) {
      throw PyException.value("argument must be iterable");
    }
    List<@Nullable Object> items = items(value);
    Collections.reverse(items);
    if (value instanceof PyList list) {
      return new PyIterator(items.iterator(), list.tuple() ? "reversed" : "list_reverseiterator");
    }
    return isReversible(value)
        ? new PyIterator(items.iterator(), "reversed")
        : PyList.list(items);
  }

  private Object pairs(@Nullable Object value, Args args) {
    args.bind("items");
    if (value instanceof Undefined) {
      return PyIterator.generator(Collections.emptyIterator());
    }
    if (!(value instanceof PyDict dict)) {
      return PyIterator.generator(
          new Failing(PyException.type("Can only get item pairs from a mapping.")));
    }
    return PyIterator.generator(new PyView(dict, PyView.Kind.ITEMS).iterator());
  }

  /** A generator that raises when it is first asked for an item, as Python's do. */
  private record Failing(PyException failure) implements Iterator<@Nullable Object> {
    @Override
    public boolean hasNext() {
      throw failure;
    }

    @Override
    public Object next() {
      throw failure;
    }
  }

  private UnaryOperator<@Nullable Object> key(
      @Nullable Object attribute, @Nullable Object caseSensitive, @Nullable Object fallback) {
    UnaryOperator<@Nullable Object> getter = context.getter(attribute, fallback);
    return Py.truth(caseSensitive)
        ? getter
        : item -> FilterContext.ignoreCase(getter.apply(item));
  }

  private Object sort(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("sort", "reverse?", "case_sensitive?", "attribute?");
    Object attribute = FilterContext.or(bound[2], null);
    Object sensitive = FilterContext.or(bound[1], false);
    List<UnaryOperator<@Nullable Object>> keys = new ArrayList<>();
    if (attribute instanceof Text text) {
      for (String part : text.string().split(",", -1)) {
        keys.add(key(Text.of(part), sensitive, null));
      }
    } else {
      keys.add(key(attribute, sensitive, null));
    }
    UnaryOperator<@Nullable Object> all =
        item -> {
          List<@Nullable Object> values = new ArrayList<>();
          for (UnaryOperator<@Nullable Object> key : keys) {
            values.add(key.apply(item));
          }
          return PyList.list(values);
        };
    return PyList.list(
        context.sorted(items(value), all, Py.truth(FilterContext.or(bound[0], false))));
  }

  private Object dictSort(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("dictsort", "case_sensitive?", "by?", "reverse?");
    String by = String.valueOf(FilterContext.or(bound[1], Text.of("key")));
    if (!by.equals("key") && !by.equals("value")) {
      throw PyException.value("You can only sort by either \"key\" or \"value\"");
    }
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!(value instanceof PyDict dict)) {
      throw PyException.type("'" + Py.type(value) + "' object has no attribute 'items'");
    }
    UnaryOperator<@Nullable Object> key =
        key(by.equals("key") ? 0L : 1L, FilterContext.or(bound[0], false), null);
    List<@Nullable Object> pairs = items(new PyView(dict, PyView.Kind.ITEMS));
    return PyList.list(
        context.sorted(pairs, key, Py.truth(FilterContext.or(bound[2], false))));
  }

  private Object unique(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("unique", "case_sensitive?", "attribute?");
    UnaryOperator<@Nullable Object> key =
        key(FilterContext.or(bound[1], null), FilterContext.or(bound[0], false), null);
    Set<Object> seen = new HashSet<>();
    List<@Nullable Object> kept = new ArrayList<>();
    for (Object item : items(value)) {
      if (seen.add(PyDict.hashable(key.apply(item)))) {
        kept.add(item);
      }
    }
    return PyIterator.generator(kept.iterator());
  }

  private @Nullable Object extreme(@Nullable Object value, Args args, String better) {
    @Nullable Object[] bound = args.bind("min/max", "case_sensitive?", "attribute?");
    UnaryOperator<@Nullable Object> key =
        key(FilterContext.or(bound[1], null), FilterContext.or(bound[0], false), null);
    List<@Nullable Object> items = items(value);
    if (items.isEmpty()) {
      return Undefined.because("No aggregated item, sequence was empty.");
    }
    Object best = items.getFirst();
    Object bestKey = key.apply(best);
    for (Object item : items.subList(1, items.size())) {
      Object itemKey = key.apply(item);
      if (Comparison.holds(better, itemKey, bestKey)) {
        best = item;
        bestKey = itemKey;
      }
    }
    return best;
  }

  private @Nullable Object sum(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("sum", "attribute?", "start?");
    UnaryOperator<@Nullable Object> getter =
        context.getter(FilterContext.or(bound[0], null), null);
    Object total = FilterContext.or(bound[1], 0L);
    if (total instanceof Text) {
      throw PyException.type("sum() can't sum strings [use ''.join(seq) instead]");
    }
    for (Object item : items(value)) {
      total = context.arithmetic.apply("+", total, getter.apply(item));
    }
    return total;
  }

  private Object groupBy(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("groupby", "attribute", "default?", "case_sensitive?");
    Object fallback = FilterContext.or(bound[1], null);
    Object sensitive = FilterContext.or(bound[2], false);
    UnaryOperator<@Nullable Object> key = key(bound[0], sensitive, fallback);
    UnaryOperator<@Nullable Object> shown = context.getter(bound[0], fallback);
    List<@Nullable Object> groups = new ArrayList<>();
    List<@Nullable Object> group = new ArrayList<>();
    Object current = null;
    for (Object item : context.sorted(items(value), key, false)) {
      Object itemKey = key.apply(item);
      if (group.isEmpty() || !Comparison.equal(itemKey, current)) {
        group = new ArrayList<>();
        current = itemKey;
        groups.add(
            new PyList(
                Arrays.asList(shown.apply(item), PyList.list(group)), true, null,
                List.of("grouper", "list")));
      }
      group.add(item);
    }
    return PyList.list(groups);
  }

  private Object batch(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("batch", "linecount", "fill_with?");
    long count = Py.integer(bound[0]);
    Object fill = FilterContext.or(bound[1], null);
    List<@Nullable Object> rows = new ArrayList<>();
    List<@Nullable Object> row = new ArrayList<>();
    for (Object item : items(value)) {
      if (row.size() == count) {
        rows.add(PyList.list(row));
        row = new ArrayList<>();
      }
      row.add(item);
    }
    if (!row.isEmpty()) {
      if (fill != null && row.size() < count) {
        context.budget.items(count);
        row.addAll(Collections.nCopies((int) (count - row.size()), fill));
      }
      rows.add(PyList.list(row));
    }
    return PyIterator.generator(rows.iterator());
  }

  private Object slice(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("slice", "slices", "fill_with?");
    long slices = Py.integer(bound[0]);
    Object fill = FilterContext.or(bound[1], null);
    List<@Nullable Object> items = items(value);
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
    return PyIterator.generator(rows.iterator());
  }
}
