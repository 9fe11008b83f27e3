package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import dev.warmpath.template.value.PyCallable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A method bound to its value, or a global function. */
record Method(String name, Function<Args, @Nullable Object> body) implements PyCallable, Py.Typed {
  @Override
  public @Nullable Object call(Args args) {
    return body.apply(args);
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }

  @Override
  public String description() {
    return "<built-in method " + name + ">";
  }
}
