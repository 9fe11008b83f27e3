package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON schema as a GBNF grammar. What the grammar accepts is valid under the schema; a keyword it
 * cannot honour is an error that names it. One object makes one grammar.
 */
public final class JsonSchemaGrammar {
  /** Says nothing about what is valid. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "title", "description", "default", "examples", "example", "$schema", "$id", "$comment",
          "deprecated", "readOnly", "writeOnly", "$defs", "definitions", "strict", "nullable");

  private static final Map<String, Set<String>> KEYWORDS =
      Map.of(
          "object", Set.of("properties", "required", "additionalProperties"),
          "array", Set.of("items", "minItems", "maxItems"),
          "string", Set.of("minLength", "maxLength", "format"),
          "integer", Set.of(),
          "number", Set.of(),
          "boolean", Set.of(),
          "null", Set.of());

  private static final int MAX_DEPTH = 64;

  /** Longest bounded string or array; each {@link Rules#CHUNK} of it takes a rule. */
  private static final int MAX_REPEAT = 20_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Rules rules;
  private final Map<?, ?> root;
  private final Map<String, String> references = new HashMap<>();

  private JsonSchemaGrammar(Map<?, ?> root, Rules rules) {
    this.root = root;
    this.rules = rules;
  }

  /**
   * The grammar of a schema.
   *
   * @throws SchemaException when a keyword cannot be honoured
   */
  public static String of(Map<?, ?> schema) {
    Rules rules = new Rules();
    return rules.text(new JsonSchemaGrammar(schema, rules).schema(schema, "", 0));
  }

  /** The grammar of any JSON object. */
  public static String anyObject() {
    Rules rules = new Rules();
    return rules.text(rules.primitive("object"));
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
      root += " | " + rules.add("instead", part(instead, rules));
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

  /** A schema of its own, with references into itself, among shared rules. */
  private static String part(Map<?, ?> schema, Rules rules) {
    return new JsonSchemaGrammar(schema, rules).schema(schema, "", 0);
  }

  private static String several(
      Rules rules, List<List<Object>> alternatives, @Nullable String separator) {
    List<String> choices = new ArrayList<>();
    for (List<Object> parts : alternatives) {
      List<String> sequence = new ArrayList<>();
      for (Object part : parts) {
        if (part instanceof Map<?, ?> schema) {
          sequence.add(rules.add("part", part(schema, rules)));
        } else {
          sequence.add(Rules.literal(String.valueOf(part)));
        }
      }
      choices.add(String.join(" ", sequence));
    }
    String one = rules.add("one", String.join(" | ", choices));
    return separator == null ? one : one + " (" + Rules.literal(separator) + " " + one + ")*";
  }

  private String schema(@Nullable Object value, String at, int depth) {
    if (depth > MAX_DEPTH) {
      throw new SchemaException(at, "The schema is nested deeper than " + MAX_DEPTH + " levels.");
    }
    if (Boolean.TRUE.equals(value)) {
      return rules.primitive("value");
    }
    if (!(value instanceof Map<?, ?> schema)) {
      throw new SchemaException(at, "A schema must be an object.");
    }
    if (schema.get("$ref") instanceof String ref) {
      allow(schema, Set.of("$ref"), at);
      return reference(ref, at, depth);
    }
    if (schema.containsKey("const")) {
      allow(schema, Set.of("const", "type"), at);
      return Rules.literal(JSON.writeValueAsString(schema.get("const")));
    }
    if (schema.get("enum") instanceof List<?> values) {
      allow(schema, Set.of("enum", "type"), at);
      return choice(
          values.stream()
              .filter(one -> Types.matches(one, schema.get("type")))
              .map(one -> Rules.literal(JSON.writeValueAsString(one)))
              .toList(),
          at);
    }
    for (String union : List.of("anyOf", "oneOf")) {
      if (schema.get(union) instanceof List<?> options) {
        allow(schema, Set.of(union), at);
        if (union.equals("oneOf") && !Types.disjoint(options)) {
          throw new SchemaException(
              join(at, union),
              "The choices of oneOf may overlap; use anyOf, or give each another type or a"
                  + " required property with a const of its own.");
        }
        List<String> choices = new ArrayList<>();
        for (int index = 0; index < options.size(); index++) {
          choices.add(schema(options.get(index), join(at, union + "." + index), depth + 1));
        }
        return choice(choices, at);
      }
    }
    if (schema.get("allOf") instanceof List<?> all && all.size() == 1) {
      allow(schema, Set.of("allOf"), at);
      return schema(all.getFirst(), join(at, "allOf.0"), depth + 1);
    }
    return typed(schema, at, depth);
  }

  private String typed(Map<?, ?> schema, String at, int depth) {
    Object type = schema.get("type");
    if (type == null && (schema.containsKey("properties") || schema.containsKey("required"))) {
      type = "object";
    } else if (type == null && schema.containsKey("items")) {
      type = "array";
    }
    List<?> types = type instanceof List<?> list ? list : type == null ? List.of() : List.of(type);
    if (types.isEmpty()) {
      allow(schema, Set.of(), at);
      return rules.primitive("value");
    }
    Set<String> keywords = new java.util.HashSet<>(Set.of("type"));
    for (Object one : types) {
      Set<String> known = KEYWORDS.get(String.valueOf(one));
      if (known == null) {
        throw new SchemaException(join(at, "type"), "Unknown type \"" + one + "\".");
      }
      keywords.addAll(known);
    }
    allow(schema, keywords, at);
    List<String> choices = new ArrayList<>();
    for (Object one : types) {
      choices.add(
          switch (String.valueOf(one)) {
            case "object" -> object(schema, at, depth);
            case "array" -> array(schema, at, depth);
            case "string" -> string(schema, at);
            default -> rules.primitive(String.valueOf(one));
          });
    }
    if (Boolean.TRUE.equals(schema.get("nullable"))) {
      choices.add(rules.primitive("null"));
    }
    return choice(choices, at);
  }

  private String choice(List<String> choices, String at) {
    if (choices.isEmpty()) {
      throw new SchemaException(at, "The schema allows nothing: an empty list of choices.");
    }
    return choices.size() == 1 ? choices.getFirst() : "(" + String.join(" | ", choices) + ")";
  }

  private static void allow(Map<?, ?> schema, Set<String> keywords, String at) {
    for (Object key : schema.keySet()) {
      String keyword = String.valueOf(key);
      if (!keywords.contains(keyword) && !ANNOTATIONS.contains(keyword)) {
        throw new SchemaException(
            join(at, keyword),
            "The schema keyword \"" + keyword + "\" is not supported here; remove it or check the"
                + " answer yourself.");
      }
    }
  }

  private String reference(String ref, String at, int depth) {
    String known = references.get(ref);
    if (known != null) {
      return known;
    }
    if (!ref.startsWith("#")) {
      throw new SchemaException(
          join(at, "$ref"), "\"" + ref + "\" is outside the schema; only #/… is supported.");
    }
    Object target = root;
    for (String step : ref.substring(1).split("/")) {
      String key = step.replace("~1", "/").replace("~0", "~");
      if (!key.isEmpty()) {
        target = target instanceof Map<?, ?> map ? map.get(key) : null;
      }
    }
    if (target == null) {
      throw new SchemaException(join(at, "$ref"), "\"" + ref + "\" names nothing in the schema.");
    }
    String name = rules.reserve(ref.substring(ref.lastIndexOf('/') + 1));
    references.put(ref, name);
    rules.define(name, schema(target, ref.substring(1), depth + 1));
    return name;
  }

  private String string(Map<?, ?> schema, String at) {
    Integer min = count(schema, "minLength", at);
    Integer max = count(schema, "maxLength", at);
    if (min != null && max != null && max < min) {
      throw new SchemaException(at, "maxLength " + max + " is less than minLength " + min + ".");
    }
    if (schema.get("format") instanceof String format) {
      if (min != null || max != null) {
        throw new SchemaException(
            join(at, "format"), "A format together with minLength or maxLength is not supported.");
      }
      String quote = Rules.literal("\"");
      return switch (format) {
        case "date", "time", "uuid" -> quote + " " + rules.primitive(format) + " " + quote;
        case "date-time" ->
            quote + " " + rules.primitive("date") + " \"T\" " + rules.primitive("time") + " "
                + quote;
        default ->
            throw new SchemaException(
                join(at, "format"),
                "The format \"" + format + "\" is not supported; date, time, date-time and uuid"
                    + " are.");
      };
    }
    if (min == null && max == null) {
      return rules.primitive("string");
    }
    return "\"\\\"\" " + rules.repeat(rules.primitive("char"), min == null ? 0 : min, max)
        + " \"\\\"\"";
  }

  private static @Nullable Integer count(Map<?, ?> schema, String keyword, String at) {
    Object value = schema.get(keyword);
    if (value == null) {
      return null;
    }
    if (!(value instanceof Number number) || number.doubleValue() != number.intValue()
        || number.intValue() < 0 || number.intValue() > MAX_REPEAT) {
      throw new SchemaException(
          join(at, keyword), keyword + " must be a whole number from 0 to " + MAX_REPEAT + ".");
    }
    return number.intValue();
  }

  private String array(Map<?, ?> schema, String at, int depth) {
    Integer min = count(schema, "minItems", at);
    Integer max = count(schema, "maxItems", at);
    String item =
        schema.containsKey("items")
            ? schema(schema.get("items"), join(at, "items"), depth + 1)
            : rules.primitive("value");
    String ws = rules.primitive("ws");
    int least = min == null ? 0 : min;
    if (max != null && max < least) {
      throw new SchemaException(at, "maxItems " + max + " is less than minItems " + least + ".");
    }
    if (max != null && max == 0) {
      return "\"[\" " + ws + " \"]\"";
    }
    String named = rules.add("item", item);
    String next = rules.add("next", "\",\" " + ws + " " + named);
    String more = " " + rules.repeat(next, Math.max(0, least - 1), max == null ? null : max - 1);
    String filled = named + more + " " + ws;
    return "\"[\" " + ws + " " + (least == 0 ? "(" + filled + ")?" : filled) + " \"]\"";
  }

  private String object(Map<?, ?> schema, String at, int depth) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    if (schema.get("properties") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> properties.put(String.valueOf(key), value));
    }
    List<String> required =
        schema.get("required") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
    for (String name : required) {
      if (!properties.containsKey(name)) {
        properties.put(name, true);
      }
    }
    Object more = schema.get("additionalProperties");
    // Named properties close an object unless it says otherwise: a weak model would never end.
    boolean open =
        !Boolean.FALSE.equals(more) && (properties.isEmpty() || more != null);
    String ws = rules.primitive("ws");
    // Two chains of rules: before and after the first written member, which takes no comma.
    String extra = open ? extra(more, at, depth) : null;
    String first = extra == null ? "\"\"" : "(" + extra + " (\",\" " + ws + " " + extra + ")*)?";
    String next = extra == null ? "\"\"" : "(\",\" " + ws + " " + extra + ")*";
    List<String> names = new ArrayList<>(properties.keySet());
    for (String name : names.reversed()) {
      String value = schema(properties.get(name), join(at, "properties." + name), depth + 1);
      String member =
          rules.add(
              name, Rules.literal(JSON.writeValueAsString(name)) + " \":\" " + ws + " " + value);
      boolean optional = !required.contains(name);
      String afterThis = rules.add(name + "-next", next);
      String skipped = optional ? " | " + first : "";
      first = "(" + member + " " + afterThis + skipped + ")";
      next =
          "(\",\" " + ws + " " + member + " " + afterThis
              + (optional ? " | " + afterThis : "") + ")";
      if (optional) {
        first = rules.add(name + "-first", first);
      }
    }
    return "\"{\" " + ws + " " + first + " " + ws + " \"}\"";
  }

  private String extra(@Nullable Object schema, String at, int depth) {
    String value =
        schema instanceof Map<?, ?>
            ? schema(schema, join(at, "additionalProperties"), depth + 1)
            : rules.primitive("value");
    String before = rules.primitive("string") + " \":\" " + rules.primitive("ws");
    return rules.add("extra", before + " " + value);
  }

  private static String join(String at, String step) {
    return at.isEmpty() ? step : at + "." + step;
  }
}
