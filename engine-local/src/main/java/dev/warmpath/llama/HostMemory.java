package dev.warmpath.llama;

import java.util.Locale;

/** Amounts of memory in words. */
final class HostMemory {
  private static final double MIB = 1 << 20;

  private HostMemory() {}

  /** {@code 1.5 GiB}, {@code 24 MiB}: for messages. */
  static String text(long bytes) {
    double mib = bytes / MIB;
    return mib >= 1024
        ? String.format(Locale.ROOT, "%.1f GiB", mib / 1024)
        : String.format(Locale.ROOT, "%.0f MiB", Math.max(mib, 1));
  }
}
