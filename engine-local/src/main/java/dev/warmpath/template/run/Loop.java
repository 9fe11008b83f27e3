package dev.warmpath.template.run;

import dev.warmpath.template.python.Comparison;
import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyCallable;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.PyList;
import dev.warmpath.template.value.Text;
import dev.warmpath.template.value.Undefined;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** jinja2's {@code loop}; looks ahead only when it is asked to. */
final class Loop implements Attributes, PyCallable, Py.Sized {
  private final @Nullable Object items;
  private final int depth0;
  private final @Nullable Function<@Nullable Object, Text> recurse;
  private Iterator<@Nullable Object> rest;
  private int index0 = -1;
  private int length = -1;
  private @Nullable Object before = Args.MISSING;
  private @Nullable Object current = Args.MISSING;
  private @Nullable Object after = Args.MISSING;
  private @Nullable PyList changed;

  /** @param recurse renders the loop over other items; null unless marked {@code recursive} */
  Loop(
      @Nullable Object items, Iterator<@Nullable Object> walk, int depth0,
      @Nullable Function<@Nullable Object, Text> recurse) {
    this.items = items;
    this.rest = walk;
    this.depth0 = depth0;
    this.recurse = recurse;
  }

  boolean hasNext() {
    return after != Args.MISSING || rest.hasNext();
  }

  @Nullable Object next() {
    Object item = after;
    if (item == Args.MISSING) {
      item = rest.next();
    } else {
      after = Args.MISSING;
    }
    index0++;
    before = current;
    current = item;
    return item;
  }

  int depth() {
    return depth0 + 1;
  }

  private @Nullable Object peek() {
    if (after == Args.MISSING && rest.hasNext()) {
      after = rest.next();
    }
    return after;
  }

  @Override
  public int length() {
    if (length < 0) {
      if (items instanceof PyList || items instanceof Text
          || items instanceof dev.warmpath.template.value.PyDict
          || items instanceof dev.warmpath.template.value.PyRange
          || items instanceof dev.warmpath.template.value.PyView) {
        length = Py.length(items);
      } else {
        List<@Nullable Object> left = new ArrayList<>();
        rest.forEachRemaining(left::add);
        rest = left.iterator();
        length = left.size() + index0 + 1 + (after == Args.MISSING ? 0 : 1);
      }
    }
    return length;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "index" -> index0 + 1L;
      case "index0" -> (long) index0;
      case "revindex" -> (long) length() - index0;
      case "revindex0" -> (long) length() - index0 - 1;
      case "first" -> index0 == 0;
      case "last" -> peek() == Args.MISSING;
      case "length" -> (long) length();
      case "depth" -> depth0 + 1L;
      case "depth0" -> (long) depth0;
      case "previtem" ->
          index0 == 0 ? Undefined.because("there is no previous item") : before;
      case "nextitem" -> {
        Object next = peek();
        yield next == Args.MISSING ? Undefined.because("there is no next item") : next;
      }
      case "cycle" -> new Method(name, this::cycle);
      case "changed" -> new Method(name, this::changed);
      default -> Args.MISSING;
    };
  }

  private @Nullable Object cycle(Args args) {
    if (args.positional().isEmpty()) {
      throw PyException.type("no items for cycling given");
    }
    return args.positional().get(index0 % args.positional().size());
  }

  private Object changed(Args args) {
    PyList values = PyList.tuple(args.positional());
    if (changed != null && Comparison.equal(changed, values)) {
      return false;
    }
    changed = values;
    return true;
  }

  @Override
  public Object call(Args args) {
    if (recurse == null) {
      throw PyException.type(
          "The loop must have the 'recursive' marker to be called recursively.");
    }
    return recurse.apply(args.bind("loop", "iterable")[0]);
  }

  @Override
  public String typeName() {
    return "jinja2.runtime.LoopContext";
  }

  @Override
  public String description() {
    return "<LoopContext " + (index0 + 1) + "/" + length() + ">";
  }
}
