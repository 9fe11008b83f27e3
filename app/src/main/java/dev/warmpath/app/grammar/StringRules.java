package dev.warmpath.app.grammar;

import dev.warmpath.app.grammar.regex.Automaton;
import dev.warmpath.app.grammar.regex.CharSet;
import dev.warmpath.app.grammar.regex.PatternException;
import dev.warmpath.app.grammar.regex.PatternParser;
import dev.warmpath.app.grammar.regex.Regex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules of JSON strings whose text follows lengths, a pattern or a format. */
final class StringRules {
  /** Longest bounded string or array; each {@link Rules#CHUNK} of it takes a rule. */
  static final int MAX_REPEAT = 20_000;

  /** Each state of a pattern is a rule: a quarter of all. */
  private static final int MAX_STATES = 1000;

  /** Longest property name that others are told apart from. */
  private static final int MAX_NAME = 500;

  /** Characters that a JSON string holds as they are, and those with a short escape. */
  private static final CharSet ALPHABET =
      CharSet.range(0x20, 0x7E).or(CharSet.range(0x80, 0xD7FF))
          .or(CharSet.range(0xE000, Character.MAX_CODE_POINT)).or(CharSet.range('\b', '\n'))
          .or(CharSet.range('\f', '\r'));

  private static final Map<Integer, String> ESCAPES =
      Map.of(
          (int) '"', "\\\"", (int) '\\', "\\\\", (int) '\b', "\\b", (int) '\t', "\\t",
          (int) '\n', "\\n", (int) '\f', "\\f", (int) '\r', "\\r");

  private final Rules rules;

  StringRules(Rules rules) {
    this.rules = rules;
  }

  /** The rule of a string schema. */
  String of(Map<?, ?> schema, String at) {
    Integer min = Keywords.count(schema, "minLength", at);
    Integer max = Keywords.count(schema, "maxLength", at);
    if (schema.containsKey("pattern") || schema.containsKey("format")) {
      return rule(language(schema, at), at);
    }
    if (min == null && max == null) {
      return rules.primitive("string");
    }
    lengths(min, max, at);
    return "\"\\\"\" " + rules.repeat(rules.primitive("char"), min == null ? 0 : min, max)
        + " \"\\\"\"";
  }

  private static Regex lengths(@Nullable Integer min, @Nullable Integer max, String at) {
    if (min != null && max != null && max < min) {
      throw new SchemaException(at, "maxLength " + max + " is less than minLength " + min + ".");
    }
    return Regex.repeat(
        PatternParser.whole("[^]"), min == null ? 0 : min, max == null ? Regex.UNBOUNDED : max);
  }

  /** The texts that a string schema allows. */
  private Regex language(Map<?, ?> schema, String at) {
    Regex lengths =
        lengths(
            Keywords.count(schema, "minLength", at), Keywords.count(schema, "maxLength", at), at);
    Object pattern = schema.get("pattern");
    String format = schema.get("format") instanceof String name ? name : null;
    Regex known = format == null ? null : Formats.of(format);
    if (pattern == null) {
      if (format != null && known == null) {
        throw new SchemaException(
            Keywords.join(at, "format"),
            "The format \"" + format + "\" is not supported; " + Formats.names() + " are.");
      }
      return known == null ? lengths : Regex.and(known, lengths);
    }
    Regex wanted = Regex.and(pattern(pattern, Keywords.join(at, "pattern")), lengths);
    Regex both = known == null ? wanted : Regex.and(known, wanted);
    // For some validators a format is a comment, for others not: only both together please all.
    if (known != null && automaton(both, at).isEmpty()) {
      throw new SchemaException(
          Keywords.join(at, "format"),
          "No string of the format \"" + format + "\", as it is written here, follows the pattern;"
              + " remove one of them.");
    }
    return both;
  }

  private static Regex pattern(Object pattern, String at) {
    if (!(pattern instanceof String text)) {
      throw new SchemaException(at, "A pattern must be a string.");
    }
    try {
      return PatternParser.search(text);
    } catch (PatternException e) {
      throw new SchemaException(at, "The pattern is not supported: " + e.getMessage() + ".");
    }
  }

  private static Optional<Automaton> automaton(Regex language, String at) {
    try {
      return Automaton.of(language, ALPHABET, MAX_STATES);
    } catch (PatternException e) {
      throw new SchemaException(
          Keywords.join(at, "pattern"),
          "The pattern, format and lengths together are too large: " + e.getMessage() + ".");
    }
  }

  /** The rule of property names that a schema allows and that are none of {@code others}. */
  String name(Map<?, ?> schema, List<String> others, String at) {
    if (others.isEmpty() && schema.isEmpty()) {
      return rules.primitive("string");
    }
    Regex named = Regex.Known.NOTHING;
    for (String other : others) {
      if (other.length() > MAX_NAME) {
        throw new SchemaException(
            at, "A property name has " + other.length() + " characters; an object that allows"
                + " others may use " + MAX_NAME + ".");
      }
      named = Regex.or(named, Regex.text(other));
    }
    return rule(Regex.and(language(schema, at), Regex.not(named)), at);
  }

  private String rule(Regex language, String at) {
    return rules.once(
        language,
        () -> {
          Automaton automaton =
              automaton(language, at)
                  .orElseThrow(
                      () ->
                          new SchemaException(
                              at, "No string can follow this pattern, format and lengths."));
          return "\"\\\"\" " + states(automaton) + " \"\\\"\"";
        });
  }

  /** A rule per state; returns the first. */
  private String states(Automaton automaton) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < automaton.states().size(); i++) {
      names.add(rules.reserve("text"));
    }
    for (int i = 0; i < names.size(); i++) {
      Automaton.State state = automaton.states().get(i);
      List<String> choices = new ArrayList<>();
      state.next().forEach(
          (to, set) -> characters(set).forEach(one -> choices.add(one + " " + names.get(to))));
      if (state.accepting()) {
        choices.add("\"\"");
      }
      rules.define(names.get(i), String.join(" | ", choices));
    }
    return names.getFirst();
  }

  private static List<String> characters(CharSet set) {
    List<String> out = new ArrayList<>();
    CharSet plain = set.and(ALPHABET);
    for (Map.Entry<Integer, String> escape : ESCAPES.entrySet()) {
      CharSet one = CharSet.range(escape.getKey(), escape.getKey());
      if (!set.and(one).isEmpty()) {
        out.add(Rules.literal(escape.getValue()));
        plain = plain.and(one.not());
      }
    }
    if (!plain.isEmpty()) {
      StringBuilder ranges = new StringBuilder("[");
      for (int i = 0; i < plain.bounds().size(); i += 2) {
        ranges.append(escaped(plain.bounds().get(i)));
        int last = plain.bounds().get(i + 1) - 1;
        if (last > plain.bounds().get(i)) {
          ranges.append('-').append(escaped(last));
        }
      }
      out.add(ranges.append(']').toString());
    }
    return out;
  }

  private static String escaped(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c)
          ? String.valueOf((char) c)
          : String.format("\\x%02X", c);
    }
    return String.format(c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c);
  }
}
