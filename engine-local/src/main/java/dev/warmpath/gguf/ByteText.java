package dev.warmpath.gguf;

import java.util.Locale;

/** Sizes in messages, in decimal units as file sizes are told. */
public final class ByteText {
  private ByteText() {}

  /** {@code 9.9 GB}, {@code 24 MB}; never less than 0.1 MB. */
  public static String of(long bytes) {
    double mb = bytes / 1e6;
    return mb >= 1000
        ? String.format(Locale.ROOT, "%.1f GB", mb / 1000)
        : String.format(Locale.ROOT, mb < 10 ? "%.1f MB" : "%.0f MB", Math.max(mb, 0.1));
  }
}
