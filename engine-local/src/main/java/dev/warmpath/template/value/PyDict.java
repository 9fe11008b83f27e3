package dev.warmpath.template.value;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Python dict in insertion order; 1, 1.0 and True are one key. Filled once, then read only. */
public final class PyDict {

  /** A key as it was first written, and its newest value. */
  public record Entry(@Nullable Object key, @Nullable Object value) {}

  private final Map<Object, Entry> entries = new LinkedHashMap<>();
  private final @Nullable Source source;

  public PyDict() {
    this(null);
  }

  /** @param source the request's field this is the value of, or null when the template made it */
  public PyDict(@Nullable Source source) {
    this.source = source;
  }

  public @Nullable Source source() {
    return source;
  }

  public int size() {
    return entries.size();
  }

  public PyDict put(@Nullable Object key, @Nullable Object value) {
    Object known = hashable(key);
    Entry old = entries.get(known);
    entries.put(known, new Entry(old == null ? key : old.key(), value));
    return this;
  }

  public PyDict putAll(PyDict other) {
    other.entries().forEach(entry -> put(entry.key(), entry.value()));
    return this;
  }

  /** The entry of {@code key}, or null when there is none. */
  public @Nullable Entry find(@Nullable Object key) {
    return entries.get(hashable(key));
  }

  public @Nullable Entry find(String key) {
    return entries.get(key);
  }

  public Collection<Entry> entries() {
    return entries.values();
  }

  /** A Java key that is equal exactly when Python's keys are; unhashable values are refused. */
  public static Object hashable(@Nullable Object value) {
    return switch (value) {
      case null -> NoneKey.NONE;
      case Text text -> text.string();
      case Boolean bool -> bool ? 1L : 0L;
      case Long number -> number;
      case BigInteger number -> number;
      case Double number -> number(number);
      case PyList list when list.tuple() -> {
        List<Object> keys = new ArrayList<>(list.size());
        list.items().forEach(item -> keys.add(hashable(item)));
        yield keys;
      }
      case PyList list -> throw PyException.type("unhashable type: 'list'");
      case PyDict dict -> throw PyException.type("unhashable type: 'dict'");
      case PyView view -> throw PyException.type("unhashable type: '" + view.kind().type() + "'");
      case Undefined undefined -> NoneKey.UNDEFINED;
      default -> value;
    };
  }

  private static Object number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 0x1p62) {
      return (long) value;
    }
    return value;
  }

  private enum NoneKey { NONE, UNDEFINED }
}
