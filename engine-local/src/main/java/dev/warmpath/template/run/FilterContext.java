package dev.warmpath.template.run;

import dev.warmpath.template.python.Arithmetic;
import dev.warmpath.template.python.Cases;
import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.python.Repr;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What all filters share. */
final class FilterContext {
  final Budget budget;
  final Access access;
  final Arithmetic arithmetic;
  final Tests tests;
  final Repr repr;

  FilterContext(Budget budget, Access access, Arithmetic arithmetic, Tests tests) {
    this.budget = budget;
    this.access = access;
    this.arithmetic = arithmetic;
    this.tests = tests;
    this.repr = new Repr(budget);
  }

  Text text(@Nullable Object value) {
    return repr.str(value);
  }

  /** The value of {@code a.b.0}-like paths, each part looked up with brackets. */
  UnaryOperator<@Nullable Object> getter(@Nullable Object path, @Nullable Object fallback) {
    List<Object> parts = new ArrayList<>();
    if (path instanceof Text text) {
      for (String part : text.string().split("\\.", -1)) {
        parts.add(isNumber(part) ? (Object) Long.valueOf(part) : Text.of(part));
      }
    } else if (path != null) {
      parts.add(path);
    }
    return item -> {
      Object value = item;
      for (Object part : parts) {
        value = access.item(value, part);
        if (fallback != null && value instanceof Undefined) {
          value = fallback;
        }
      }
      return value;
    };
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** What an item is compared by: {@link #getter}, without case unless asked for. */
  UnaryOperator<@Nullable Object> key(
      @Nullable Object attribute, @Nullable Object caseSensitive, @Nullable Object fallback) {
    UnaryOperator<@Nullable Object> getter = getter(attribute, fallback);
    return Py.truth(caseSensitive)
        ? getter
        : item -> ignoreCase(getter.apply(item));
  }

  private static @Nullable Object ignoreCase(@Nullable Object value) {
    return value instanceof Text text ? Cases.lower(text) : value;
  }

  /** All items, each a step. */
  List<@Nullable Object> items(@Nullable Object value) {
    List<@Nullable Object> items = new ArrayList<>();
    Iterator<@Nullable Object> walk = Py.iterate(value);
    while (walk.hasNext()) {
      budget.items(items.size() < 1 ? 1 : 0);
      budget.step();
      items.add(walk.next());
    }
    return items;
  }

  /** Sorts as Python does: stable, asking only whether one key is less than another. */
  <T extends @Nullable Object> List<T> sorted(
      List<T> items, UnaryOperator<@Nullable Object> key, boolean reverse) {
    List<Keyed<T>> keyed = new ArrayList<>(items.size());
    for (T item : items) {
      keyed.add(new Keyed<>(key.apply(item), item));
    }
    if (keyed.size() > 1) {
      // Python compares the second with the first before all others: the same words on failure.
      Comparison.holds("<", keyed.get(1).key(), keyed.get(0).key());
    }
    List<T> result = new ArrayList<>(items.size());
    merge(keyed, reverse).forEach(entry -> result.add(entry.item()));
    return result;
  }

  private record Keyed<T extends @Nullable Object>(@Nullable Object key, T item) {}

  private <T extends @Nullable Object> List<Keyed<T>> merge(List<Keyed<T>> items, boolean reverse) {
    if (items.size() < 2) {
      return items;
    }
    budget.step(items.size());
    int middle = items.size() / 2;
    List<Keyed<T>> left = merge(items.subList(0, middle), reverse);
    List<Keyed<T>> right = merge(items.subList(middle, items.size()), reverse);
    List<Keyed<T>> out = new ArrayList<>(items.size());
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      Object a = left.get(i).key();
      Object b = right.get(j).key();
      boolean takeRight = reverse ? Comparison.holds("<", a, b) : Comparison.holds("<", b, a);
      out.add(takeRight ? right.get(j++) : left.get(i++));
    }
    out.addAll(left.subList(i, left.size()));
    out.addAll(right.subList(j, right.size()));
    return out;
  }

  static @Nullable Object or(@Nullable Object value, @Nullable Object fallback) {
    return value == Args.MISSING ? fallback : value;
  }
}
