package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The rules of objects: members in the schema's order, then others where they are allowed. */
final class ObjectRules {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Rules rules;
  private final SchemaRules schemas;

  ObjectRules(Rules rules, SchemaRules schemas) {
    this.rules = rules;
    this.schemas = schemas;
  }

  String of(Map<?, ?> schema, String at, int depth) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    Keywords.object(schema, "properties", at)
        .forEach((key, value) -> properties.put(String.valueOf(key), value));
    if (!properties.isEmpty()) {
      // What names must look like, others as well as those that are given, is not worked out.
      Map<?, ?> names = Keywords.object(schema, "propertyNames", at);
      Keywords.allow(names, Set.of("type"), Keywords.join(at, "propertyNames"));
    }
    Object more = schema.get("additionalProperties");
    if (more != null && !(more instanceof Boolean) && !(more instanceof Map)) {
      throw new SchemaException(
          Keywords.join(at, "additionalProperties"),
          "additionalProperties must be true, false or a schema.");
    }
    // Named properties close an object unless it says otherwise: a weak model would never end.
    boolean open = !Boolean.FALSE.equals(more) && (properties.isEmpty() || more != null);
    Set<String> required = required(schema, at);
    for (String name : required) {
      if (!properties.containsKey(name)) {
        if (Boolean.FALSE.equals(more)) {
          throw new SchemaException(
              Keywords.join(at, "required"),
              "\"" + name + "\" is required, but additionalProperties forbids it.");
        }
        properties.put(name, more == null ? true : more);
      }
    }
    properties.entrySet().removeIf(
        one -> Boolean.FALSE.equals(one.getValue()) && !required.contains(one.getKey()));
    String extra = open ? extra(schema, List.copyOf(properties.keySet()), at, depth) : null;
    return members(properties, required, extra, at, depth);
  }

  private static Set<String> required(Map<?, ?> schema, String at) {
    Set<String> names = new LinkedHashSet<>();
    for (Object name : Keywords.list(schema, "required", at)) {
      if (!(name instanceof String text)) {
        throw new SchemaException(
            Keywords.join(at, "required"), "required must be an array of names.");
      }
      names.add(text);
    }
    return names;
  }

  private String members(
      Map<String, @Nullable Object> properties, Set<String> required, @Nullable String extra,
      String at, int depth) {
    String ws = rules.primitive("ws");
    // Two chains of rules: before and after the first written member, which takes no comma.
    String first = extra == null ? "\"\"" : "(" + extra + " (\",\" " + ws + " " + extra + ")*)?";
    String next = extra == null ? "\"\"" : "(\",\" " + ws + " " + extra + ")*";
    List<String> names = new ArrayList<>(properties.keySet());
    for (String name : names.reversed()) {
      String value =
          schemas.inside(properties.get(name), Keywords.join(at, "properties." + name), depth);
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

  /** A member that is not named: a second one of the same name would take the first one's place. */
  private String extra(Map<?, ?> schema, List<String> named, String at, int depth) {
    String path = Keywords.join(at, "propertyNames");
    Map<?, ?> names = Keywords.object(schema, "propertyNames", at);
    Keywords.allow(names, Set.of("type", "pattern", "format", "minLength", "maxLength"), path);
    if (!Types.matches("", names.get("type"))) {
      throw new SchemaException(path, "Names of properties are strings.");
    }
    String name = new StringRules(rules).name(Keywords.without(names, "type"), named, path);
    Object more = schema.get("additionalProperties");
    String value =
        more instanceof Map<?, ?>
            ? schemas.inside(more, Keywords.join(at, "additionalProperties"), depth)
            : rules.primitive("value");
    return rules.add("extra", name + " \":\" " + rules.primitive("ws") + " " + value);
  }
}
