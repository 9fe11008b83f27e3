package dev.warmpath.template.value;

import java.util.Iterator;
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
}
