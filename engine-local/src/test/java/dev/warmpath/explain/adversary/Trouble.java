package dev.warmpath.explain.adversary;

import dev.warmpath.explain.cause.Cause;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/**
 * One way in which two requests part.
 *
 * @param name for messages
 * @param cause what the verdict must be
 * @param dialects forms that can say it
 * @param make makes a pair
 */
record Trouble(
    String name, Cause cause, Set<Dialect> dialects, Function<Material, Pair> make) {

  /** An earlier and a newer conversation. */
  record Pair(Talk before, Talk after) {}

  static Trouble of(String name, Cause cause, Function<Material, Pair> make) {
    return new Trouble(name, cause, EnumSet.allOf(Dialect.class), make);
  }

  Trouble in(Dialect first, Dialect... rest) {
    return new Trouble(name, cause, EnumSet.of(first, rest), make);
  }
}
