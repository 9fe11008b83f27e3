package dev.warmpath.lens;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rules every lens states or leaves empty. */
public enum LensKey {
  GRANULARITY_TOKENS(Kind.NUMBER),
  MINIMUM_TOKENS(Kind.NUMBER),
  MINIMUM_TOKENS_BY_MODEL(Kind.TABLE),
  UNIT_RULE(Kind.TEXT, "prefix", "full_block", "whole_unit", "breakpoint"),
  LAST_TOKEN_COMPUTED_AGAIN(Kind.FLAG),
  BREAKPOINTS_MAX(Kind.NUMBER),
  BREAKPOINT_IMPLICIT(Kind.FLAG),
  MARKER(Kind.TABLE),
  LOOK_BACK_BLOCKS(Kind.NUMBER),
  LOOK_BACK_BREAKPOINTS(Kind.NUMBER),
  LIFETIME_RULE(Kind.TEXT, "idle", "from_start", "minimum"),
  LIFETIME_SECONDS(Kind.NUMBER),
  LIFETIME_MAX_SECONDS(Kind.NUMBER),
  LONG_LIFETIME_SECONDS(Kind.NUMBER),
  READ_MULTIPLIER(Kind.NUMBER),
  WRITE_MULTIPLIER(Kind.NUMBER),
  LONG_WRITE_MULTIPLIER(Kind.NUMBER),
  PRICE_INPUT(Kind.NUMBER),
  PRICE_CACHED(Kind.NUMBER),
  PRICE_WRITE(Kind.NUMBER),
  CURRENCY(Kind.TEXT),
  KEY_MEANING(Kind.TEXT, "route", "isolate", "share"),
  KEY_FIELDS(Kind.LIST),
  KEY_REQUIRED(Kind.FLAG),
  SCOPE(Kind.TEXT),
  RATE_LIMIT_NOTE(Kind.TEXT),
  READABLE_WHEN(Kind.TEXT),
  USAGE_FIELDS(Kind.LIST),
  PREFIX_SETTINGS(Kind.LIST),
  MISS_WORDS(Kind.TABLE);

  private enum Kind { NUMBER, TEXT, FLAG, LIST, TABLE }

  private final Kind kind;
  private final List<String> choices;

  LensKey(Kind kind, String... choices) {
    this.kind = kind;
    this.choices = List.of(choices);
  }

  /** The name in the JSON file. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LensKey> ofId(String id) {
    return Arrays.stream(values()).filter(key -> key.id().equals(id)).findFirst();
  }

  /** @throws IllegalArgumentException when the value has a wrong type or is out of range */
  void check(String lens, Cited cited) {
    Object value = cited.value();
    if (value == null) {
      return;
    }
    boolean right =
        switch (kind) {
          case NUMBER -> value instanceof Number number && number.doubleValue() >= 0;
          case TEXT ->
              value instanceof String text && (choices.isEmpty() || choices.contains(text));
          case FLAG -> value instanceof Boolean;
          case LIST -> value instanceof List;
          case TABLE -> value instanceof Map;
        };
    if (right && this == GRANULARITY_TOKENS && ((Number) value).intValue() < 1) {
      right = false;
    }
    if (!right) {
      throw new IllegalArgumentException(
          "lens " + lens + ": " + id() + " cannot be " + value
              + (choices.isEmpty() ? "" : "; it is one of " + choices));
    }
  }
}
