package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Schemas nobody wrote: any keyword anywhere, bounds in any order. */
final class RandomSchemas {
  private static final List<String> FORMATS =
      List.of("date", "time", "date-time", "duration", "uuid", "email", "hostname", "ipv4", "uri");
  private static final List<String> PATTERNS =
      List.of("^[a-z]{2,5}$", "\\d+", "^(foo|ba[rz])+$", "x?y*z", "^(?!a)[^b]+$", "^.{0,6}$");

  private RandomSchemas() {}

  static Map<String, Object> schema(SplittableRandom random, int depth) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (random.nextInt(depth > 0 ? 9 : 5)) {
      case 0 -> string(schema, random);
      case 1, 2 -> number(schema, random);
      case 3 -> schema.put("type", random.nextBoolean() ? "boolean" : "null");
      case 4 -> schema.put("enum", List.of("a", random.nextInt(10), 1.5, true, List.of(1)));
      case 5 -> array(schema, random, depth);
      case 6, 7 -> object(schema, random, depth);
      default ->
          schema.put(
              List.of("anyOf", "oneOf", "allOf").get(random.nextInt(3)),
              List.of(schema(random, depth - 1), schema(random, depth - 1)));
    }
    return schema;
  }

  private static void string(Map<String, Object> schema, SplittableRandom random) {
    schema.put("type", "string");
    if (random.nextInt(3) == 0) {
      schema.put("minLength", random.nextInt(4));
    }
    if (random.nextInt(3) == 0) {
      schema.put("maxLength", random.nextInt(2, 9));
    }
    if (random.nextInt(3) == 0) {
      schema.put("pattern", PATTERNS.get(random.nextInt(PATTERNS.size())));
    } else if (random.nextInt(3) == 0) {
      schema.put("format", FORMATS.get(random.nextInt(FORMATS.size())));
    }
  }

  private static void number(Map<String, Object> schema, SplittableRandom random) {
    schema.put("type", random.nextBoolean() ? "integer" : "number");
    for (String bound : List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")) {
      if (random.nextInt(3) == 0) {
        double value = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-3, 7));
        schema.put(bound, random.nextBoolean() ? (Number) Math.round(value) : (Number) value);
      }
    }
  }

  private static void array(Map<String, Object> schema, SplittableRandom random, int depth) {
    schema.put("type", "array");
    if (random.nextInt(4) > 0) {
      schema.put("items", schema(random, depth - 1));
    } else {
      schema.put("prefixItems", List.of(schema(random, depth - 1), schema(random, depth - 1)));
    }
    if (random.nextInt(3) == 0) {
      schema.put("minItems", random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      schema.put("maxItems", random.nextInt(4));
    }
  }

  private static void object(Map<String, Object> schema, SplittableRandom random, int depth) {
    schema.put("type", "object");
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (String name : List.of("a", "ab", "b\"c", "名")) {
      if (random.nextBoolean()) {
        properties.put(name, schema(random, depth - 1));
        if (random.nextBoolean()) {
          required.add(name);
        }
      }
    }
    schema.put("properties", properties);
    schema.put("required", required);
    switch (random.nextInt(4)) {
      case 0 -> schema.put("additionalProperties", false);
      case 1 -> schema.put("additionalProperties", schema(random, depth - 1));
      case 2 -> schema.put("additionalProperties", true);
      default -> {}
    }
  }
}
