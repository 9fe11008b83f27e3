package dev.warmpath.template.run;

import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All filters by name. */
final class Filters {
  private final Map<String, Filter> table = new HashMap<>();

  Filters(FilterContext context) {
    new TextFilters(context).addTo(table);
    new MarkupFilters(context).addTo(table);
    new NumberFilters(context).addTo(table);
    new SequenceFilters(context).addTo(table);
    new SelectionFilters(context, this).addTo(table);
  }

  Set<String> names() {
    return Set.copyOf(table.keySet());
  }

  boolean has(String name) {
    return table.containsKey(name);
  }

  @Nullable Object apply(String name, @Nullable Object value, Args args) {
    Filter filter = table.get(name);
    if (filter == null) {
      throw new PyException(PyException.Kind.RUNTIME, "No filter named '" + name + "' found.");
    }
    return filter.apply(value, args);
  }
}
