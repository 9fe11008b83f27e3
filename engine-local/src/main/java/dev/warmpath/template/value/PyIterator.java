package dev.warmpath.template.value;

import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Python iterator: always true, without length, used up once.
 *
 * @param type Python's name of the type, such as {@code generator}
 */
public record PyIterator(Iterator<@Nullable Object> items, String type) {

  public static PyIterator generator(Iterator<@Nullable Object> items) {
    return new PyIterator(items, "generator");
  }

  /** A generator that checks nothing before its first item is asked for, as Python's do. */
  public static PyIterator generator(Supplier<Iterator<@Nullable Object>> body) {
    return generator(new Deferred(body));
  }

  private static final class Deferred implements Iterator<@Nullable Object> {
    private final Supplier<Iterator<@Nullable Object>> body;
    private @Nullable Iterator<@Nullable Object> started;

    Deferred(Supplier<Iterator<@Nullable Object>> body) {
      this.body = body;
    }

    private Iterator<@Nullable Object> items() {
      Iterator<@Nullable Object> items = started;
      if (items == null) {
        items = body.get();
        started = items;
      }
      return items;
    }

    @Override
    public boolean hasNext() {
      return items().hasNext();
    }

    @Override
    public @Nullable Object next() {
      return items().next();
    }
  }
}
