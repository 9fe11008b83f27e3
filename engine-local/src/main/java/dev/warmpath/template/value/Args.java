package dev.warmpath.template.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of one call. */
public record Args(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
  /** Stands for an optional argument that was not given. */
  public static final Object MISSING = new Object();

  public static final Args NONE = new Args(List.of(), Map.of());

  public static Args of(List<@Nullable Object> positional) {
    return new Args(positional, Map.of());
  }

  /** Like {@link #bind}, for a method of Python's own that takes no names. */
  public @Nullable Object[] bindPositional(String function, String... parameters) {
    if (!named.isEmpty()) {
      throw PyException.type(function + "() takes no keyword arguments");
    }
    return bind(function, parameters);
  }

  /**
   * Puts the arguments in the order of {@code parameters}.
   *
   * @param parameters names; one that ends in {@code ?} is optional and {@link #MISSING} by default
   * @throws PyException a TypeError as Python words it
   */
  public @Nullable Object[] bind(String function, String... parameters) {
    if (positional.size() > parameters.length) {
      throw PyException.type(
          function + "() takes at most " + parameters.length + " arguments ("
              + positional.size() + " given)");
    }
    Object[] bound = new Object[parameters.length];
    Map<String, Object> left = new LinkedHashMap<>(named);
    for (int i = 0; i < parameters.length; i++) {
      boolean optional = parameters[i].endsWith("?");
      String name =
          optional ? parameters[i].substring(0, parameters[i].length() - 1) : parameters[i];
      if (i < positional.size()) {
        if (left.containsKey(name)) {
          throw PyException.type(
              function + "() got multiple values for argument '" + name + "'");
        }
        bound[i] = positional.get(i);
      } else if (left.containsKey(name)) {
        bound[i] = left.remove(name);
      } else if (optional) {
        bound[i] = MISSING;
      } else {
        throw PyException.type(function + "() missing required argument: '" + name + "'");
      }
    }
    if (!left.isEmpty()) {
      throw PyException.type(
          function + "() got an unexpected keyword argument '"
              + left.keySet().iterator().next() + "'");
    }
    return bound;
  }
}
