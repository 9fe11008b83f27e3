package dev.warmpath.template.run;

import dev.warmpath.template.python.Py;
import dev.warmpath.template.value.Args;
import org.jspecify.annotations.Nullable;

/** A value of the interpreter with attributes of its own: {@code loop}, a macro, a cycler. */
interface Attributes extends Py.Typed {
  /** The attribute, or {@link Args#MISSING}. */
  @Nullable Object attribute(String name);

  /** The name jinja2 gives the type in its messages. */
  @Override
  String typeName();
}
