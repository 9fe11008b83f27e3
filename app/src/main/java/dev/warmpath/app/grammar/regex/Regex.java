package dev.warmpath.app.grammar.regex;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A regular language. Immutable; equal expressions are equal values, and the factory methods
 * simplify, so that an automaton has few states.
 */
public sealed interface Regex {
  /** One character of a set; of the empty set: no text at all. */
  record Chars(CharSet set) implements Regex {}

  /** The empty text. */
  record Epsilon() implements Regex {}

  /** One after the other. */
  record Cat(Regex first, Regex rest) implements Regex {}

  /** In any of them. */
  record Or(Set<Regex> parts) implements Regex {}

  /** In all of them. */
  record And(Set<Regex> parts) implements Regex {}

  /** In none. */
  record Not(Regex body) implements Regex {}

  /** From {@code least} to {@code most} times; {@link #UNBOUNDED} for no end. */
  record Repeat(Regex body, int least, int most) implements Regex {}

  int UNBOUNDED = Integer.MAX_VALUE;

  /** Beside the interface: one whose own constants are of its parts can deadlock two threads. */
  final class Known {
    public static final Regex NOTHING = new Chars(CharSet.NONE);
    public static final Regex EMPTY = new Epsilon();
    public static final Regex ANYTHING = new Repeat(new Chars(CharSet.ALL), 0, UNBOUNDED);

    private Known() {}
  }

  /** A text itself. */
  static Regex text(String text) {
    Regex all = Known.EMPTY;
    for (int c : text.codePoints().boxed().toList().reversed()) {
      all = cat(new Chars(CharSet.of(c)), all);
    }
    return all;
  }

  static Regex cat(Regex first, Regex rest) {
    if (first.equals(Known.NOTHING) || rest.equals(Known.NOTHING)) {
      return Known.NOTHING;
    }
    if (first instanceof Cat(Regex one, Regex two)) {
      return cat(one, cat(two, rest));
    }
    if (first.equals(Known.EMPTY)) {
      return rest;
    }
    return rest.equals(Known.EMPTY) ? first : new Cat(first, rest);
  }

  static Regex or(Regex... parts) {
    Set<Regex> all = new HashSet<>();
    CharSet chars = CharSet.NONE;
    for (Regex part : flat(parts, Or.class)) {
      if (part.equals(Known.ANYTHING)) {
        return Known.ANYTHING;
      }
      if (part instanceof Chars(CharSet set)) {
        chars = chars.or(set);
      } else {
        all.add(part);
      }
    }
    if (!chars.isEmpty()) {
      all.add(new Chars(chars));
    }
    return all.isEmpty() ? Known.NOTHING : all.size() == 1 ? all.iterator().next() : new Or(all);
  }

  static Regex and(Regex... parts) {
    Set<Regex> all = new HashSet<>();
    for (Regex part : flat(parts, And.class)) {
      if (part.equals(Known.NOTHING)) {
        return Known.NOTHING;
      }
      if (!part.equals(Known.ANYTHING)) {
        all.add(part);
      }
    }
    return all.isEmpty() ? Known.ANYTHING : all.size() == 1 ? all.iterator().next() : new And(all);
  }

  private static List<Regex> flat(Regex[] parts, Class<? extends Regex> kind) {
    List<Regex> flat = new ArrayList<>();
    for (Regex part : parts) {
      switch (part) {
        case Or(Set<Regex> inner) when kind == Or.class -> flat.addAll(inner);
        case And(Set<Regex> inner) when kind == And.class -> flat.addAll(inner);
        default -> flat.add(part);
      }
    }
    return flat;
  }

  static Regex not(Regex body) {
    if (body instanceof Not(Regex inner)) {
      return inner;
    }
    if (body.equals(Known.NOTHING)) {
      return Known.ANYTHING;
    }
    return body.equals(Known.ANYTHING) ? Known.NOTHING : new Not(body);
  }

  static Regex repeat(Regex body, int least, int most) {
    if (most == 0 || body.equals(Known.EMPTY)) {
      return Known.EMPTY;
    }
    if (body.equals(Known.NOTHING)) {
      return least == 0 ? Known.EMPTY : Known.NOTHING;
    }
    return least == 1 && most == 1 ? body : new Repeat(body, least, most);
  }

  /** True when the empty text is in the language. */
  default boolean nullable() {
    return switch (this) {
      case Chars c -> false;
      case Epsilon e -> true;
      case Cat(Regex first, Regex rest) -> first.nullable() && rest.nullable();
      case Or(Set<Regex> parts) -> parts.stream().anyMatch(Regex::nullable);
      case And(Set<Regex> parts) -> parts.stream().allMatch(Regex::nullable);
      case Not(Regex body) -> !body.nullable();
      case Repeat(Regex body, int least, int most) -> least == 0 || body.nullable();
    };
  }

  /** What may follow a first character. */
  default Regex after(int codePoint) {
    return switch (this) {
      case Chars(CharSet set) -> set.contains(codePoint) ? Known.EMPTY : Known.NOTHING;
      case Epsilon e -> Known.NOTHING;
      case Cat(Regex first, Regex rest) -> {
        Regex through = cat(first.after(codePoint), rest);
        yield first.nullable() ? or(through, rest.after(codePoint)) : through;
      }
      case Or(Set<Regex> parts) ->
          or(parts.stream().map(part -> part.after(codePoint)).toArray(Regex[]::new));
      case And(Set<Regex> parts) ->
          and(parts.stream().map(part -> part.after(codePoint)).toArray(Regex[]::new));
      case Not(Regex body) -> not(body.after(codePoint));
      case Repeat(Regex body, int least, int most) ->
          cat(
              body.after(codePoint),
              repeat(
                  body, Math.max(0, least - 1), most == UNBOUNDED ? UNBOUNDED : most - 1));
    };
  }

  /** Names every set of characters that a first character is looked up in. */
  default void firstSets(Consumer<CharSet> seen) {
    switch (this) {
      case Chars(CharSet set) -> seen.accept(set);
      case Epsilon e -> {}
      case Cat(Regex first, Regex rest) -> {
        first.firstSets(seen);
        if (first.nullable()) {
          rest.firstSets(seen);
        }
      }
      case Or(Set<Regex> parts) -> parts.forEach(part -> part.firstSets(seen));
      case And(Set<Regex> parts) -> parts.forEach(part -> part.firstSets(seen));
      case Not(Regex body) -> body.firstSets(seen);
      case Repeat(Regex body, int least, int most) -> body.firstSets(seen);
    }
  }
}
