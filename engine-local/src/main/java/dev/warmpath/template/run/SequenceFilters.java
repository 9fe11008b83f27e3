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
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Filters over the items of a value. */
final class SequenceFilters {
  private final FilterContext context;

  SequenceFilters(FilterContext context) {
    this.context = context;
  }

  void addTo(Map<String, Filter> table) {
    table.put("length", this::length);
    table.put("count", this::length);
    table.put("list", this::list);
    table.put("first", this::first);
    table.put("last", this::last);
    table.put("reverse", this::reverse);
    table.put("sort", this::sort);
    table.put("dictsort", this::dictSort);
    table.put("min", (value, args) -> extreme(value, args, "<"));
    table.put("max", (value, args) -> extreme(value, args, ">"));
    table.put("sum", this::sum);
    table.put("groupby", this::groupBy);
    table.put("attr", (value, args) -> attribute(value, args.bind("attr", "name")[0]));
  }

  private Object length(@Nullable Object value, Args args) {
    args.bindPositional("len");
    return (long) Py.length(value);
  }

  private Object list(@Nullable Object value, Args args) {
    args.bind("list");
    return PyList.list(context.items(value));
  }

  private @Nullable Object attribute(@Nullable Object value, @Nullable Object name) {
    if (!(name instanceof Text text)) {
      throw PyException.type("attribute name must be string, not '" + Py.type(name) + "'");
    }
    Object found = context.access.attribute(value, text.string());
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
    List<@Nullable Object> items = context.items(value);
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
    List<@Nullable Object> items = context.items(value);
    Collections.reverse(items);
    if (value instanceof PyList list) {
      return new PyIterator(items.iterator(), list.tuple() ? "reversed" : "list_reverseiterator");
    }
    return isReversible(value)
        ? new PyIterator(items.iterator(), "reversed")
        : PyList.list(items);
  }

  private Object sort(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("sort", "reverse?", "case_sensitive?", "attribute?");
    Object attribute = FilterContext.or(bound[2], null);
    Object sensitive = FilterContext.or(bound[1], false);
    List<UnaryOperator<@Nullable Object>> keys = new ArrayList<>();
    if (attribute instanceof Text text) {
      for (String part : text.string().split(",", -1)) {
        keys.add(context.key(Text.of(part), sensitive, null));
      }
    } else {
      keys.add(context.key(attribute, sensitive, null));
    }
    UnaryOperator<@Nullable Object> all =
        item -> {
          List<@Nullable Object> values = new ArrayList<>();
          for (UnaryOperator<@Nullable Object> key : keys) {
            values.add(key.apply(item));
          }
          return PyList.list(values);
        };
    boolean reverse = Py.integer(FilterContext.or(bound[0], false)) != 0;
    return PyList.list(context.sorted(context.items(value), all, reverse));
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
        context.key(by.equals("key") ? 0L : 1L, FilterContext.or(bound[0], false), null);
    List<@Nullable Object> pairs = context.items(new PyView(dict, PyView.Kind.ITEMS));
    return PyList.list(
        context.sorted(pairs, key, Py.integer(FilterContext.or(bound[2], false)) != 0));
  }

  private @Nullable Object extreme(@Nullable Object value, Args args, String better) {
    @Nullable Object[] bound = args.bind("min/max", "case_sensitive?", "attribute?");
    UnaryOperator<@Nullable Object> key =
        context.key(FilterContext.or(bound[1], null), FilterContext.or(bound[0], false), null);
    List<@Nullable Object> items = context.items(value);
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
    for (Object item : context.items(value)) {
      total = context.arithmetic.apply("+", total, getter.apply(item));
    }
    return total;
  }

  private Object groupBy(@Nullable Object value, Args args) {
    @Nullable Object[] bound = args.bind("groupby", "attribute", "default?", "case_sensitive?");
    Object fallback = FilterContext.or(bound[1], null);
    Object sensitive = FilterContext.or(bound[2], false);
    UnaryOperator<@Nullable Object> key = context.key(bound[0], sensitive, fallback);
    UnaryOperator<@Nullable Object> shown = context.getter(bound[0], fallback);
    List<@Nullable Object> groups = new ArrayList<>();
    List<@Nullable Object> group = new ArrayList<>();
    Object current = null;
    for (Object item : context.sorted(context.items(value), key, false)) {
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
}
