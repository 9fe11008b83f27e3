package dev.warmpath.ui.ports;

import org.jspecify.annotations.Nullable;

/**
 * The user's settings as short texts by name (port). FX thread. A write is remembered at once and
 * reaches the disk soon; no prompt text ever goes here.
 */
public interface Preferences {

  /** The stored text; null when there is none. */
  @Nullable String read(String name);

  /** Stores a text, or forgets it when null. */
  void write(String name, @Nullable String value);

  /** The value, or its fallback when nothing readable is stored. */
  default <T> T get(Setting<T> setting) {
    String text = read(setting.name());
    if (text == null) {
      return setting.fallback();
    }
    try {
      return setting.parse().apply(text);
    } catch (RuntimeException unreadable) {
      // A hand-edited or newer settings file must not keep the window from opening.
      return setting.fallback();
    }
  }

  default <T> void put(Setting<T> setting, T value) {
    write(setting.name(), setting.format().apply(value));
  }

  /**
   * The same settings for a second use: what is written stays its own, what was never written there
   * is the first's.
   */
  default Preferences aside(String prefix) {
    Preferences first = this;
    return new Preferences() {
      @Override
      public @Nullable String read(String name) {
        String own = first.read(prefix + name);
        return own == null ? first.read(name) : own;
      }

      @Override
      public void write(String name, @Nullable String value) {
        first.write(prefix + name, value);
      }
    };
  }
}
