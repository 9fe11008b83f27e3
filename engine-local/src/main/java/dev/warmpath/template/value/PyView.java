package dev.warmpath.template.value;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A dict's keys, values or items: has a length, can be iterated again, has no index. */
public record PyView(PyDict dict, Kind kind) {

  /** Which view. */
  public enum Kind {
    KEYS("dict_keys"),
    VALUES("dict_values"),
    ITEMS("dict_items");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** Python's name of the type. */
    public String type() {
      return type;
    }
  }

  public Iterator<@Nullable Object> iterator() {
    Function<PyDict.Entry, @Nullable Object> item =
        switch (kind) {
          case KEYS -> PyDict.Entry::key;
          case VALUES -> PyDict.Entry::value;
          case ITEMS -> PyView::pair;
        };
    Iterator<PyDict.Entry> entries = dict.entries().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public @Nullable Object next() {
        return item.apply(entries.next());
      }
    };
  }

  private static PyList pair(PyDict.Entry entry) {
    List<@Nullable Object> pair = java.util.Arrays.asList(entry.key(), entry.value());
    return PyList.tuple(pair);
  }
}
