package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyDict;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.PyRange;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.TextBuilder;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value[start:stop:step]}. */
final class Slicing {
  private final Budget budget;

  Slicing(Budget budget) {
    this.budget = budget;
  }

  Object slice(
      @Nullable Object target, @Nullable Object start, @Nullable Object stop,
      @Nullable Object step) {
    if (target instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (target instanceof PyDict) {
      throw PyException.type("unhashable type: 'slice'");
    }
    if (!(target instanceof Text || target instanceof PyList || target instanceof PyRange)) {
      throw PyException.type("'" + Py.type(target) + "' object is not subscriptable");
    }
    int width = step == null ? 1 : bound(step);
    if (width == 0) {
      throw PyException.value("slice step cannot be zero");
    }
    int size = Py.length(target);
    int low = width > 0 ? 0 : -1;
    int high = width > 0 ? size : size - 1;
    int from = start == null ? (width > 0 ? low : high) : clamp(bound(start), size, low, high);
    int to = stop == null ? (width > 0 ? high : low) : clamp(bound(stop), size, low, high);
    return switch (target) {
      case Text text -> text(text, from, to, width);
      case PyRange range -> range(range, from, to, width);
      default -> list((PyList) target, from, to, width);
    };
  }

  private static int bound(@Nullable Object value) {
    if (!(value instanceof Long || value instanceof Boolean
        || value instanceof java.math.BigInteger)) {
      if (value instanceof Undefined || value instanceof Text || value instanceof Double
          || value instanceof PyList || value instanceof PyDict) {
        throw PyException.type(
            "slice indices must be integers or None or have an __index__ method");
      }
    }
    return Py.size(value);
  }

  private static int clamp(int index, int size, int low, int high) {
    long at = index < 0 ? (long) index + size : index;
    return (int) Math.max(low, Math.min(high, at));
  }

  private static int count(int from, int to, int step) {
    long span = step > 0 ? (long) to - from : (long) from - to;
    return span <= 0 ? 0 : (int) ((span - 1) / Math.abs((long) step) + 1);
  }

  private Object text(Text text, int from, int to, int step) {
    if (step == 1) {
      if (from >= to) {
        return Text.EMPTY;
      }
      budget.text(to - from);
      return text.sub(text.unit(from), text.unit(to));
    }
    int count = count(from, to, step);
    budget.text(count * 4L);
    TextBuilder out = new TextBuilder(count);
    for (int i = 0; i < count; i++) {
      int at = (int) (from + (long) i * step);
      out.append(text.sub(text.unit(at), text.unit(at + 1)));
    }
    return out.build();
  }

  private static Object range(PyRange range, int from, int to, int step) {
    long start = range.start() + from * range.step();
    long stop = range.start() + to * range.step();
    return new PyRange(start, stop, range.step() * step);
  }

  private Object list(PyList list, int from, int to, int step) {
    int count = count(from, to, step);
    budget.items(count);
    List<@Nullable Object> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(list.get((int) (from + (long) i * step)));
    }
    return new PyList(items, list.tuple(), list.source(), List.of());
  }
}
