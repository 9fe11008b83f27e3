package dev.warmpath.template.run;

import dev.warmpath.template.value.Args;
import org.jspecify.annotations.Nullable;

/** {@code value|name(args)}. */
@FunctionalInterface
interface Filter {
  @Nullable Object apply(@Nullable Object value, Args args);
}
