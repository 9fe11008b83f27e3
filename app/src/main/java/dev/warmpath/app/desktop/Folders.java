package dev.warmpath.app.desktop;

import dev.warmpath.app.connect.ModelFolder;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where Warmpath may write: nowhere else. XDG folders on Linux, {@code %APPDATA%} on Windows,
 * {@code ~/Library} on macOS.
 */
public final class Folders {
  private static final String NAME = "warmpath";

  private Folders() {}

  /** Settings, the user's own lenses and list of models. */
  public static Path config() {
    return switch (system()) {
      case WINDOWS -> windows("APPDATA", "Roaming");
      case MAC -> home().resolve("Library/Application Support/Warmpath");
      case LINUX -> xdg("XDG_CONFIG_HOME", ".config");
    };
  }

  /** What can be made again: benchmark models. */
  public static Path cache() {
    return switch (system()) {
      case WINDOWS -> windows("LOCALAPPDATA", "Local").resolve("cache");
      case MAC -> home().resolve("Library/Caches/Warmpath");
      case LINUX -> xdg("XDG_CACHE_HOME", ".cache");
    };
  }

  /** What the user would miss: downloaded models, kept text. */
  public static Path data() {
    return switch (system()) {
      case WINDOWS -> windows("LOCALAPPDATA", "Local").resolve("data");
      case MAC -> home().resolve("Library/Application Support/Warmpath/data");
      case LINUX -> xdg("XDG_DATA_HOME", ".local/share");
    };
  }

  /** The user's downloaded models and list of more. */
  public static ModelFolder models() {
    return new ModelFolder(data().resolve("models"), config().resolve("models.json"));
  }

  private enum OperatingSystem { LINUX, MAC, WINDOWS }

  private static OperatingSystem system() {
    String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.contains("windows")
        ? OperatingSystem.WINDOWS
        : name.contains("mac") ? OperatingSystem.MAC : OperatingSystem.LINUX;
  }

  /** HOME first, as XDG has it: Java's own answer comes from the user database. */
  private static Path home() {
    return folder("HOME").orElseGet(() -> Path.of(System.getProperty("user.home")));
  }

  private static Path windows(String variable, String folder) {
    return folder(variable)
        .orElseGet(() -> home().resolve("AppData").resolve(folder))
        .resolve("Warmpath");
  }

  private static Path xdg(String variable, String otherwise) {
    return folder(variable).orElseGet(() -> home().resolve(otherwise)).resolve(NAME);
  }

  /** The XDG rule: a variable that is not an absolute path is ignored. */
  private static Optional<Path> folder(String variable) {
    return Optional.ofNullable(System.getenv(variable)).map(Path::of).filter(Path::isAbsolute);
  }
}
