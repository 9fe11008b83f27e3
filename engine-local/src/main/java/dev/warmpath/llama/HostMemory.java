package dev.warmpath.llama;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of this machine, as far as it can be asked. */
final class HostMemory {
  private static final Path LINUX = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  private HostMemory() {}

  /** Bytes new allocations can get without swapping; page cache counts as available. */
  static long availableBytes() {
    long linux = linuxAvailableBytes();
    long free =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getFreeMemorySize()
            : Long.MAX_VALUE;
    // On Linux the bean's "free" leaves the page cache out; elsewhere it is all there is.
    return linux > 0 ? linux : free;
  }

  private static long linuxAvailableBytes() {
    if (!Files.isReadable(LINUX)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(LINUX)) {
        if (line.startsWith(AVAILABLE)) {
          String number = line.substring(AVAILABLE.length()).replace("kB", "").strip();
          return Long.parseLong(number) * 1024;
        }
      }
      return 0;
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }

  /** {@code 1.5 GiB}, {@code 24 MiB}: for messages. */
  static String text(long bytes) {
    double mib = bytes / 1048576.0;
    return mib >= 1024
        ? String.format(java.util.Locale.ROOT, "%.1f GiB", mib / 1024)
        : String.format(java.util.Locale.ROOT, "%.0f MiB", Math.max(mib, 1));
  }
}
