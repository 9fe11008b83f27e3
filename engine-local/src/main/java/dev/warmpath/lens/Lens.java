package dev.warmpath.lens;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The caching rules of one provider or engine. Immutable.
 *
 * @param id short name: {@code openai}
 * @param name for people
 * @param aliases other short names
 * @param dated when the rules were last looked at, {@code yyyy-MM-dd}
 * @param values every rule by its key, all of {@link LensKey}
 */
public record Lens(
    String id, String name, List<String> aliases, String dated, Map<LensKey, Cited> values) {

  /** What is stored and found again. */
  public enum UnitRule {
    /** Any equal beginning, rounded down to the granularity. */
    PREFIX,
    /** Full blocks of the granularity only. */
    FULL_BLOCK,
    /** Only stored units, from the start to their end, count as a whole. */
    WHOLE_UNIT,
    /** What ends at a cache marker. */
    BREAKPOINT
  }

  /** What counts the lifetime. */
  public enum LifetimeRule {
    /** Since the last use. */
    IDLE,
    /** Since the start of the request that wrote or last read it. */
    FROM_START,
    /** At least this long after the write. */
    MINIMUM
  }

  /** What the cache key of a request does. */
  public enum KeyMeaning {
    /** Sends equal keys to one machine. */
    ROUTE,
    /** Another key never sees the same cache. */
    ISOLATE,
    /** Equal keys share a cache even where prefixes are not equal byte for byte. */
    SHARE
  }

  public Lens {
    aliases = List.copyOf(aliases);
    Map<LensKey, Cited> all = new LinkedHashMap<>();
    for (LensKey key : LensKey.values()) {
      Cited value = values.get(key);
      if (value == null) {
        throw new IllegalArgumentException("lens " + id + " lacks " + key.id());
      }
      key.check(id, value);
      all.put(key, value);
    }
    values = Collections.unmodifiableMap(all);
  }

  public Cited cited(LensKey key) {
    return Objects.requireNonNull(values.get(key));
  }

  /** A copy with one value of the user's own. */
  public Lens with(LensKey key, Cited value) {
    Map<LensKey, Cited> changed = new LinkedHashMap<>(values);
    changed.put(key, value);
    return new Lens(id, name, aliases, dated, changed);
  }

  /** Tokens are counted in steps of this; 1 where none is known. */
  public int granularity() {
    return number(LensKey.GRANULARITY_TOKENS).orElse(1);
  }

  /**
   * Smallest prefix that is cached for a model; for a model the rules do not name, the smallest of
   * all, since nothing shorter is cached for any; 0 where none is known.
   */
  public int minimum(String model) {
    String wanted = simplified(model);
    if (cited(LensKey.MINIMUM_TOKENS_BY_MODEL).value() instanceof Map<?, ?> byModel) {
      int best = -1;
      int length = 0;
      for (Map.Entry<?, ?> entry : byModel.entrySet()) {
        String name = simplified(String.valueOf(entry.getKey()));
        if (wanted.contains(name) && name.length() > length
            && entry.getValue() instanceof Number number) {
          best = number.intValue();
          length = name.length();
        }
      }
      if (best >= 0) {
        return best;
      }
    }
    return number(LensKey.MINIMUM_TOKENS).orElseGet(this::smallestMinimum);
  }

  private int smallestMinimum() {
    return cited(LensKey.MINIMUM_TOKENS_BY_MODEL).value() instanceof Map<?, ?> byModel
        ? byModel.values().stream()
            .filter(Number.class::isInstance).mapToInt(value -> ((Number) value).intValue())
            .min().orElse(0)
        : 0;
  }

  private static String simplified(String model) {
    return model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  public UnitRule unitRule() {
    return choice(LensKey.UNIT_RULE, UnitRule.class).orElse(UnitRule.PREFIX);
  }

  public Optional<LifetimeRule> lifetimeRule() {
    return choice(LensKey.LIFETIME_RULE, LifetimeRule.class);
  }

  public Optional<KeyMeaning> keyMeaning() {
    return choice(LensKey.KEY_MEANING, KeyMeaning.class);
  }

  public List<String> keyFields() {
    return list(LensKey.KEY_FIELDS);
  }

  /** False for a request without the key that this cache needs. */
  boolean caches(LensRequest request) {
    return !flag(LensKey.KEY_REQUIRED) || !request.key().isEmpty();
  }

  public OptionalInt number(LensKey key) {
    return cited(key).value() instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  public OptionalDouble decimal(LensKey key) {
    return cited(key).value() instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  public boolean flag(LensKey key) {
    return Boolean.TRUE.equals(cited(key).value());
  }

  public List<String> list(LensKey key) {
    return cited(key).value() instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** Price of a million tokens; empty when unknown. */
  Optional<BigDecimal> price(LensKey key) {
    return cited(key).value() instanceof Number number
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }

  private <E extends Enum<E>> Optional<E> choice(LensKey key, Class<E> type) {
    return cited(key).value() instanceof String text
        ? Optional.of(Enum.valueOf(type, text.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }
}
