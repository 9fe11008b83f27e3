package dev.warmpath.llama;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Cores for computing: two threads on one core slow each other down. */
final class PhysicalCores {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private PhysicalCores() {}

  /** At least 1, at most what this process may use. */
  static int count() {
    int usable = Runtime.getRuntime().availableProcessors();
    int physical = linuxCores();
    // Elsewhere half of the logical ones: right with two threads a core, safe without.
    return Math.max(1, physical > 0 ? Math.min(physical, usable) : (usable + 1) / 2);
  }

  /** Distinct (package, core) pairs; 0 when the system does not say. */
  private static int linuxCores() {
    if (!Files.isReadable(LINUX)) {
      return 0;
    }
    try {
      Set<String> cores = new HashSet<>();
      String socket = "";
      for (String line : Files.readAllLines(LINUX)) {
        if (line.startsWith("physical id")) {
          socket = line;
        } else if (line.startsWith("core id")) {
          cores.add(socket + line);
        }
      }
      return cores.size();
    } catch (IOException e) {
      return 0;
    }
  }
}
