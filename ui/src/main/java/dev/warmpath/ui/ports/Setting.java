package dev.warmpath.ui.ports;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One remembered value.
 *
 * @param name key in the settings file
 * @param fallback when nothing, or nothing readable, is stored
 * @param parse reads the stored text; a runtime exception means unreadable
 * @param format writes it
 * @param range what a whole number may be; null for other values
 */
public record Setting<T>(
    String name, T fallback, Function<String, T> parse, Function<T, String> format,
    @Nullable Range range) {

  /** From the least to the most, both possible. */
  public record Range(int least, int most) {}

  /** A value that is no whole number. */
  Setting(String name, T fallback, Function<String, T> parse, Function<T, String> format) {
    this(name, fallback, parse, format, null);
  }

  static Setting<Integer> integer(String name, int fallback, int least, int most) {
    return new Setting<>(
        name, fallback, text -> Math.clamp(Long.parseLong(text), least, most), String::valueOf,
        new Range(least, most));
  }

  static Setting<Boolean> flag(String name, boolean fallback) {
    return new Setting<>(name, fallback, Boolean::valueOf, String::valueOf);
  }

  static Setting<String> text(String name, String fallback) {
    return new Setting<>(name, fallback, Function.identity(), Function.identity());
  }

  static <E extends Enum<E>> Setting<E> choice(String name, E fallback) {
    return new Setting<>(
        name, fallback, text -> Enum.valueOf(fallback.getDeclaringClass(), text), Enum::name);
  }
}
