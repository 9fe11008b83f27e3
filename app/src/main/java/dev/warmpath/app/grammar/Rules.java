package dev.warmpath.app.grammar;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rules of one grammar: names are unique, each rule is written once. */
final class Rules {
  /** A larger grammar would take llama.cpp longer to check per token than to decode it. */
  private static final int MAX_RULES = 4000;

  /** llama.cpp's parser refuses 2,000 repetitions of one rule and more. */
  static final int CHUNK = 500;

  private static final Map<String, String> PRIMITIVES =
      Map.ofEntries(
          // One space at most: weak models left to indent spend the whole answer on it.
          Map.entry("ws", "\" \"?"),
          Map.entry(
              "char",
              "[^\"\\\\\\x7F\\x00-\\x1F] | \"\\\\\" ([\"\\\\/bfnrt] | \"u\" unit)"),
          // No half of a surrogate pair: the answer would not be text.
          Map.entry(
              "unit", "[0-9a-cA-CeEfF] [0-9a-fA-F]{3} | [dD] [0-7] [0-9a-fA-F]{2}"),
          Map.entry("string", "\"\\\"\" char* \"\\\"\""),
          Map.entry("boolean", "\"true\" | \"false\""),
          Map.entry("null", "\"null\""),
          Map.entry("integer", "\"-\"? (\"0\" | [1-9] [0-9]{0,15})"),
          Map.entry(
              "number", "integer (\".\" [0-9]{1,16})? ([eE] [-+]? [0-9]{1,2})?"),
          Map.entry(
              "object",
              "\"{\" ws (member (\",\" ws member)* ws)? \"}\""),
          Map.entry("member", "string \":\" ws value"),
          Map.entry("array", "\"[\" ws (value (\",\" ws value)* ws)? \"]\""),
          Map.entry("value", "object | array | string | number | boolean | null"));

  private final Map<String, String> rules = new LinkedHashMap<>();
  private final Map<Object, String> known = new HashMap<>();

  /** The name of a rule every JSON grammar shares, added with what it uses. */
  String primitive(String name) {
    if (!rules.containsKey(name)) {
      String body = PRIMITIVES.get(name);
      if (body == null) {
        throw new IllegalArgumentException("no primitive rule " + name);
      }
      rules.put(name, body);
      for (String other : PRIMITIVES.keySet()) {
        if (body.matches("(?s).*(?<![\\w\"])" + other + "(?![\\w\"]).*")) {
          primitive(other);
        }
      }
    }
    return name;
  }

  /** What was made for an equal key before, or is made now; an expression without alternatives. */
  String once(Object key, Supplier<String> expression) {
    String before = known.get(key);
    if (before == null) {
      before = expression.get();
      known.put(key, before);
    }
    return before;
  }

  /** A new rule; the name is made unique. */
  String add(String wish, String body) {
    String name = reserve(wish);
    rules.put(name, body);
    return name;
  }

  /** {@code rule} from {@code least} to {@code most} times; null for no limit. */
  String repeat(String rule, int least, @Nullable Integer most) {
    int largest = most == null ? least : most;
    if (largest <= CHUNK) {
      return rule + "{" + least + "," + (most == null ? "" : most) + "}";
    }
    Integer rest = most == null ? null : most - CHUNK;
    if (least >= CHUNK) {
      return rule + "{" + CHUNK + "} " + add("more", repeat(rule, least - CHUNK, rest));
    }
    String further = add("more", repeat(rule, 0, rest));
    return add(
        "some",
        rule + "{" + least + "," + (CHUNK - 1) + "} | " + rule + "{" + CHUNK + "} " + further);
  }

  /** Takes a name before its body is known, for recursive schemas. */
  String reserve(String wish) {
    if (rules.size() >= MAX_RULES) {
      throw new SchemaException(
          "", "The schema needs more than " + MAX_RULES + " grammar rules; make it smaller.");
    }
    String base = "s-" + wish.replaceAll("[^a-zA-Z0-9]+", "-");
    String name = base;
    for (int count = 2; rules.containsKey(name) || PRIMITIVES.containsKey(name); count++) {
      name = base + "-" + count;
    }
    rules.put(name, "");
    return name;
  }

  void define(String name, String body) {
    rules.put(name, body);
  }

  /** The grammar's text with {@code root} as its first rule. */
  String text(String root) {
    StringBuilder text = new StringBuilder("root ::= ").append(root).append('\n');
    rules.forEach((name, body) -> text.append(name).append(" ::= ").append(body).append('\n'));
    return text.toString();
  }

  /** A literal of GBNF. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                  if (c < 0x20 || c == 0x7F) {
                    literal.append(String.format("\\x%02X", c));
                  } else {
                    literal.appendCodePoint(c);
                  }
                }
              }
            });
    return literal.append('"').toString();
  }
}
