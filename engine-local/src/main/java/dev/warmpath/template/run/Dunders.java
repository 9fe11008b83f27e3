package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's internal attributes that a template may ask for and the sandbox refuses. */
final class Dunders {
  private static final Set<String> NAMES =
      Set.of(
          "__class__", "__doc__", "__dict__", "__module__", "__init__", "__new__", "__repr__",
          "__str__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__",
          "__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__contains__",
          "__add__", "__mul__", "__mod__", "__getattribute__", "__setattr__", "__delattr__",
          "__dir__", "__format__", "__reduce__", "__reduce_ex__", "__sizeof__",
          "__subclasshook__", "__init_subclass__", "__call__", "__globals__", "__code__");

  private static final Set<String> OF_CONTAINERS =
      Set.of("__len__", "__iter__", "__getitem__", "__setitem__", "__delitem__", "__contains__");

  private Dunders() {}

  static boolean has(@Nullable Object target, String name) {
    return NAMES.contains(name) && (Py.isIterable(target) || !OF_CONTAINERS.contains(name));
  }
}
