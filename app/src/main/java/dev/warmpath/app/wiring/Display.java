package dev.warmpath.app.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a window can open here, asked before JavaFX starts, because its own errors are stack
 * traces.
 */
public final class Display {
  /** Shared libraries a real window on Linux needs, with the Debian package of each. */
  private static final Map<String, String> LINUX_LIBRARIES =
      Map.of(
          "libgtk-3.so.0", "libgtk-3-0",
          "libXtst.so.6", "libxtst6",
          "libGL.so.1", "libgl1",
          "libXxf86vm.so.1", "libxxf86vm1",
          "libfreetype.so.6", "libfreetype6",
          "libpangoft2-1.0.so.0", "libpangoft2-1.0-0");

  private Display() {}

  /** True when JavaFX was told to draw without a display. */
  static boolean headless() {
    return "Headless".equals(System.getProperty("glass.platform"));
  }

  /** Why no window can open, as one line with what to do; empty when one can. */
  public static Optional<String> problem() {
    if (headless() || !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      return Optional.empty();
    }
    if (isUnset("DISPLAY") && isUnset("WAYLAND_DISPLAY")) {
      return Optional.of(
          "there is no display (DISPLAY is not set), so no window can open.");
    }
    List<String> missing = missingPackages();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "graphics libraries are missing. Install them (Debian: apt-get install "
                + String.join(" ", missing) + ") and run this again.");
  }

  private static boolean isUnset(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isEmpty();
  }

  private static List<String> missingPackages() {
    String known = linkerCache();
    List<String> missing = new ArrayList<>();
    LINUX_LIBRARIES.forEach(
        (library, debian) -> {
          if (!known.contains(library) && !inLibraryFolders(library)) {
            missing.add(debian);
          }
        });
    missing.sort(null);
    return missing;
  }

  private static String linkerCache() {
    for (String program : List.of("/sbin/ldconfig", "/usr/sbin/ldconfig")) {
      if (!Files.isExecutable(Path.of(program))) {
        continue;
      }
      try {
        Process process =
            new ProcessBuilder(program, "-p")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException unreadable) {
        return "";
      }
    }
    return "";
  }

  private static boolean inLibraryFolders(String library) {
    List<String> folders =
        new ArrayList<>(
            List.of("/usr/lib64", "/usr/lib", "/lib64", "/lib", "/usr/lib/x86_64-linux-gnu",
                "/usr/lib/aarch64-linux-gnu", "/run/current-system/sw/lib"));
    String path = System.getenv("LD_LIBRARY_PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(":")));
    }
    return folders.stream()
        .anyMatch(folder -> !folder.isEmpty() && Files.exists(Path.of(folder, library)));
  }
}
