package dev.warmpath.app.desktop;

import dev.warmpath.ui.ports.FileDialogs;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Preferences;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What a window without a display needs: for pictures and measurements. Any thread. */
public final class HeadlessPorts {
  private HeadlessPorts() {}

  /** With settings of their own: the user's are neither read nor changed. */
  public static Ports make() {
    return DesktopPorts.of(
        new Forgotten(), new NoEndpoint(), new NoDialogs(), DesktopPorts.workers());
  }

  /** Settings that last as long as the window. */
  private static final class Forgotten implements Preferences {
    private final Map<String, String> values = new ConcurrentHashMap<>();

    @Override
    public @Nullable String read(String name) {
      return values.get(name);
    }

    @Override
    public void write(String name, @Nullable String value) {
      if (value == null) {
        values.remove(name);
      } else {
        values.put(name, value);
      }
    }
  }

  /** The headless platform has no choosers. */
  private static final class NoDialogs implements FileDialogs {
    @Override
    public Optional<Path> open(String title, Kind kind) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String title, Kind kind, String suggestedName) {
      return Optional.empty();
    }
  }
}
