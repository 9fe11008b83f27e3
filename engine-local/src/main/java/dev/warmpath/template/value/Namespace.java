package dev.warmpath.template.value;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** jinja2's {@code namespace()}: the one value a template may change. */
public record Namespace(Map<String, @Nullable Object> attributes) {
  public Namespace() {
    this(new LinkedHashMap<>());
  }
}
