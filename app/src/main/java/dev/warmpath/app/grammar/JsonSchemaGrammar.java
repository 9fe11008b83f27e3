package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema as a GBNF grammar. What the grammar accepts is valid under the schema; a keyword it
 * cannot honour is an error that names it.
 */
public final class JsonSchemaGrammar {
  private JsonSchemaGrammar() {}

  /**
   * The grammar of a schema.
   *
   * @throws SchemaException when a keyword cannot be honoured
   */
  public static String of(Map<?, ?> schema) {
    Rules rules = new Rules();
    return rules.text(SchemaRules.of(schema, rules));
  }

  /**
   * The grammar of one of several texts, each made of literals and schemas.
   *
   * @param alternatives parts are Strings (literals) or Maps (schemas)
   * @param separator between several texts in a row; null for exactly one
   * @param instead a schema that may be followed instead; null for none
   */
  public static String oneOf(
      List<List<Object>> alternatives, @Nullable String separator, @Nullable Map<?, ?> instead) {
    Rules rules = new Rules();
    String root = several(rules, alternatives, separator);
    if (instead != null) {
      root += " | " + rules.add("instead", SchemaRules.of(instead, rules));
    }
    return rules.text(root);
  }

  /**
   * The grammar of any text that may end in texts of {@link #oneOf}.
   *
   * @param marker begins each alternative and is nowhere else in the text
   */
  public static String textOr(
      List<List<Object>> alternatives, @Nullable String separator, String marker) {
    Rules rules = new Rules();
    String calls = rules.add("calls", several(rules, alternatives, separator));
    return rules.text(new FreeText(rules, marker, calls).rule());
  }

  private static String several(
      Rules rules, List<List<Object>> alternatives, @Nullable String separator) {
    List<String> choices = new ArrayList<>();
    for (List<Object> parts : alternatives) {
      List<String> sequence = new ArrayList<>();
      for (Object part : parts) {
        if (part instanceof Map<?, ?> schema) {
          sequence.add(rules.add("part", SchemaRules.of(schema, rules)));
        } else {
          sequence.add(Rules.literal(String.valueOf(part)));
        }
      }
      choices.add(String.join(" ", sequence));
    }
    String one = rules.add("one", String.join(" | ", choices));
    return separator == null ? one : one + " (" + Rules.literal(separator) + " " + one + ")*";
  }
}
