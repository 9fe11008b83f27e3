package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rules of one schema and of what it refers to. One thread. */
final class SchemaRules {
  private static final int MAX_DEPTH = 64;

  /** Places looked at: choices within choices double with each level, long before they are deep. */
  private static final int MAX_PLACES = 20_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Rules rules;
  private final Map<?, ?> root;
  private final Map<String, String> references = new HashMap<>();
  private int places;

  /** References being resolved since the last bracket of the document. */
  private Set<String> direct = new HashSet<>();

  private SchemaRules(Map<?, ?> root, Rules rules) {
    this.root = root;
    this.rules = rules;
  }

  /**
   * The expression of a whole schema.
   *
   * @throws SchemaException when a keyword cannot be honoured
   */
  static String of(Map<?, ?> schema, Rules rules) {
    return new SchemaRules(schema, rules).schema(schema, "", 0);
  }

  /** The expression of a schema inside brackets. */
  String inside(@Nullable Object schema, String at, int depth) {
    Set<String> before = direct;
    direct = new HashSet<>();
    String expression = schema(schema, at, depth + 1);
    direct = before;
    return expression;
  }

  private String schema(@Nullable Object value, String at, int depth) {
    if (depth > MAX_DEPTH) {
      throw new SchemaException(at, "The schema is nested deeper than " + MAX_DEPTH + " levels.");
    }
    if (++places > MAX_PLACES) {
      throw new SchemaException(
          "", "The schema spelled out has more than " + MAX_PLACES + " parts; make it smaller.");
    }
    if (Boolean.TRUE.equals(value)) {
      return rules.primitive("value");
    }
    if (!(value instanceof Map<?, ?> schema)) {
      throw new SchemaException(at, "A schema must be an object.");
    }
    if (schema.containsKey("$ref")) {
      return reference(schema, at, depth);
    }
    if (schema.containsKey("allOf")) {
      return schema(together(schema, at), at, depth + 1);
    }
    if (schema.containsKey("const")) {
      Keywords.allow(schema, Set.of("const", "type"), at);
      List<@Nullable Object> one = new ArrayList<>();
      one.add(schema.get("const"));
      return constants(one, schema, at);
    }
    if (schema.containsKey("enum")) {
      Keywords.allow(schema, Set.of("enum", "type"), at);
      return constants(Keywords.list(schema, "enum", at), schema, at);
    }
    for (String union : List.of("anyOf", "oneOf")) {
      if (schema.containsKey(union)) {
        return union(schema, union, at, depth);
      }
    }
    return typed(schema, at, depth);
  }

  private String constants(List<?> values, Map<?, ?> schema, String at) {
    return choice(
        values.stream()
            .filter(one -> Types.matches(one, schema.get("type")))
            .map(one -> Rules.literal(JSON.writeValueAsString(one)))
            .distinct()
            .toList(),
        at);
  }

  /** Everything in {@code allOf} and beside it, as one schema. */
  private Map<?, ?> together(Map<?, ?> schema, String at) {
    Map<?, ?> all = Keywords.without(schema, "allOf");
    List<?> parts = Keywords.list(schema, "allOf", at);
    for (int i = 0; i < parts.size(); i++) {
      all = Merge.of(all, resolved(parts.get(i), Keywords.join(at, "allOf." + i)), at);
    }
    return all;
  }

  private String union(Map<?, ?> schema, String union, String at, int depth) {
    Map<?, ?> beside = Keywords.without(schema, union);
    List<?> given = Keywords.list(schema, union, at);
    List<Object> options = new ArrayList<>();
    List<Map<?, ?>> meanings = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String path = Keywords.join(at, union + "." + i);
      if (!Boolean.FALSE.equals(given.get(i))) { // a choice that nothing follows
        Map<?, ?> meaning = resolved(given.get(i), path);
        meanings.add(beside.isEmpty() ? meaning : Merge.of(beside, meaning, at));
        options.add(beside.isEmpty() ? given.get(i) : meanings.getLast());
      }
    }
    if (union.equals("oneOf") && options.size() > 1 && !Types.disjoint(meanings)) {
      throw new SchemaException(
          Keywords.join(at, union),
          "The choices of oneOf may overlap; use anyOf, or give each another type or a required"
              + " property with a const of its own.");
    }
    List<String> choices = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      choices.add(schema(options.get(i), Keywords.join(at, union + "." + i), depth + 1));
    }
    return choice(choices, at);
  }

  private String typed(Map<?, ?> schema, String at, int depth) {
    List<?> types = Types.of(schema);
    if (types.isEmpty()) {
      Keywords.allow(schema, Set.of("type"), at);
      return rules.primitive("value");
    }
    Set<String> keywords = new HashSet<>(Set.of("type"));
    for (Object one : types) {
      Set<String> known = Keywords.of(String.valueOf(one));
      if (known == null) {
        throw new SchemaException(
            Keywords.join(at, "type"), "Unknown type \"" + one + "\".");
      }
      keywords.addAll(known);
    }
    Keywords.allow(schema, keywords, at);
    List<String> choices = new ArrayList<>();
    for (Object one : types) {
      String type = String.valueOf(one);
      choices.add(
          switch (type) {
            case "object" -> new ObjectRules(rules, this).of(schema, at, depth);
            case "array" -> new ArrayRules(rules, this).of(schema, at, depth);
            case "string" -> new StringRules(rules).of(schema, at);
            case "integer", "number" ->
                new NumberRules(rules).of(schema, at, type.equals("integer"));
            default -> rules.primitive(type);
          });
    }
    if (Boolean.TRUE.equals(schema.get("nullable"))) {
      choices.add(rules.primitive("null"));
    }
    return choice(choices, at);
  }

  private static String choice(List<String> choices, String at) {
    if (choices.isEmpty()) {
      throw new SchemaException(at, "The schema allows nothing: an empty list of choices.");
    }
    return choices.size() == 1
        ? choices.getFirst()
        : choices.stream().collect(Collectors.joining(" | ", "(", ")"));
  }

  private String reference(Map<?, ?> schema, String at, int depth) {
    Map<?, ?> beside = Keywords.without(schema, "$ref");
    if (!beside.isEmpty()) {
      return schema(Merge.of(resolved(schema, at), beside, at), at, depth + 1);
    }
    String ref = String.valueOf(schema.get("$ref"));
    if (direct.contains(ref)) {
      throw new SchemaException(
          Keywords.join(at, "$ref"),
          "\"" + ref + "\" refers to itself without an object or array in between.");
    }
    String known = references.get(ref);
    if (known != null) {
      return known;
    }
    Object target = References.target(root, ref, at);
    String name = rules.reserve(ref.substring(ref.lastIndexOf('/') + 1));
    references.put(ref, name);
    direct.add(ref);
    String there = ref.substring(Math.min(2, ref.length())).replace('/', '.');
    rules.define(name, schema(target, there, depth + 1));
    direct.remove(ref);
    return name;
  }

  /** A schema as an object, references followed. */
  private Map<?, ?> resolved(@Nullable Object schema, String at) {
    Object now = schema;
    for (int steps = 0; now instanceof Map<?, ?> map && map.containsKey("$ref"); steps++) {
      if (steps > MAX_DEPTH) {
        throw new SchemaException(Keywords.join(at, "$ref"), "The references run in a circle.");
      }
      Map<?, ?> beside = Keywords.without(map, "$ref");
      now = References.target(root, String.valueOf(map.get("$ref")), at);
      if (!beside.isEmpty() && now instanceof Map<?, ?> target) {
        now = Merge.of(target, beside, at);
      }
    }
    if (now instanceof Map<?, ?> object) {
      return object;
    }
    if (Boolean.TRUE.equals(now)) {
      return Map.of();
    }
    throw new SchemaException(at, "A schema must be an object.");
  }
}
