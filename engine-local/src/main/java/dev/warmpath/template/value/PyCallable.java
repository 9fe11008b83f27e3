package dev.warmpath.template.value;

import org.jspecify.annotations.Nullable;

/** Something a template may call: a macro, a global function, a method bound to its value. */
public interface PyCallable {
  @Nullable Object call(Args args);

  /** How Python prints it. */
  default String description() {
    return "<function>";
  }
}
