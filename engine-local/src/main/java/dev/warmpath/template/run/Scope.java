package dev.warmpath.template.run;

import dev.warmpath.template.value.Args;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Variables of one block; what is not here is looked up outside. */
final class Scope {
  private final Map<String, @Nullable Object> variables;
  private final @Nullable Scope outer;

  Scope(@Nullable Scope outer) {
    this(outer, new HashMap<>());
  }

  Scope(@Nullable Scope outer, Map<String, @Nullable Object> variables) {
    this.outer = outer;
    this.variables = variables;
  }

  void set(String name, @Nullable Object value) {
    variables.put(name, value);
  }

  /** The value, or {@link Args#MISSING}. */
  @Nullable Object find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Object value = scope.variables.getOrDefault(name, Args.MISSING);
      if (value != Args.MISSING) {
        return value;
      }
    }
    return Args.MISSING;
  }
}
