package dev.warmpath.ui.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long frames took, in milliseconds.
 *
 * @param frames how many were measured
 */
public record FrameTimes(double p50Ms, double p95Ms, double p99Ms, double maxMs, int frames) {

  /** Percentiles of durations in nanoseconds. */
  public static FrameTimes of(long[] nanos) {
    if (nanos.length == 0) {
      throw new IllegalArgumentException("no frame was measured");
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new FrameTimes(
        at(sorted, 0.50), at(sorted, 0.95), at(sorted, 0.99), at(sorted, 1), sorted.length);
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return Math.max(0, sorted[Math.max(0, index)]) / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms over %,d frames", p50Ms,
        p95Ms, p99Ms, maxMs, frames);
  }
}
