package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of arrays. */
final class ArrayRules {
  private final Rules rules;
  private final SchemaRules schemas;

  ArrayRules(Rules rules, SchemaRules schemas) {
    this.rules = rules;
    this.schemas = schemas;
  }

  String of(Map<?, ?> schema, String at, int depth) {
    Integer min = Keywords.count(schema, "minItems", at);
    Integer max = Keywords.count(schema, "maxItems", at);
    int least = min == null ? 0 : min;
    if (max != null && max < least) {
      throw new SchemaException(at, "maxItems " + max + " is less than minItems " + least + ".");
    }
    if (Boolean.TRUE.equals(schema.get("uniqueItems")) && (max == null || max > 1)) {
      throw new SchemaException(
          Keywords.join(at, "uniqueItems"),
          "uniqueItems is not supported; check the answer yourself.");
    }
    String ws = rules.primitive("ws");
    // Before 2020 a tuple's items were a list in "items" itself; zod 3 still writes them so.
    String listed = schema.get("items") instanceof List<?> ? "items" : "prefixItems";
    if (!Keywords.list(schema, listed, at).isEmpty()) {
      return "\"[\" " + ws + " " + tuple(schema, listed, at, depth) + " "
          + ws + " \"]\"";
    }
    if (max != null && max == 0 || Boolean.FALSE.equals(schema.get("items")) && least == 0) {
      return "\"[\" " + ws + " \"]\"";
    }
    String item =
        schema.containsKey("items")
            ? schemas.inside(schema.get("items"), Keywords.join(at, "items"), depth)
            : rules.primitive("value");
    String named = rules.add("item", item);
    String next = rules.add("next", "\",\" " + ws + " " + named);
    String more = " " + rules.repeat(next, Math.max(0, least - 1), max == null ? null : max - 1);
    String filled = named + more + " " + ws;
    return "\"[\" " + ws + " " + (least == 0 ? "(" + filled + ")?" : filled) + " \"]\"";
  }

  /** Exactly the items that are described. */
  private String tuple(Map<?, ?> schema, String listed, String at, int depth) {
    List<?> items = Keywords.list(schema, listed, at);
    Integer min = Keywords.count(schema, "minItems", at);
    Integer max = Keywords.count(schema, "maxItems", at);
    if (min != null && min > items.size() || max != null && max < items.size()) {
      throw new SchemaException(
          Keywords.join(at, listed),
          listed + " describes " + items.size() + " items; minItems and maxItems must allow"
              + " exactly those.");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      String path = Keywords.join(at, listed + "." + i);
      parts.add(rules.add("item", schemas.inside(items.get(i), path, depth)));
    }
    return String.join(" \",\" " + rules.primitive("ws") + " ", parts);
  }
}
