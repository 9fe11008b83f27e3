package dev.warmpath.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that new data can use without swapping. Any thread. */
public final class FreeMemory {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  private FreeMemory() {}

  /** Bytes; on Linux with the page cache counted as free, and a container's limit respected. */
  public static long bytes() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long free = system.getFreeMemorySize();
    if (!Files.isReadable(MEMINFO)) {
      return free;
    }
    // The bean's total is the container's limit where there is one; MemAvailable is the host's.
    return Math.min(system.getTotalMemorySize(), Math.max(free, available(free)));
  }

  private static long available(long otherwise) {
    try (var lines = Files.lines(MEMINFO)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(otherwise);
    } catch (IOException | UncheckedIOException unreadable) {
      return otherwise;
    }
  }
}
