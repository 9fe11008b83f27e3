package dev.warmpath.ui.bench;

import dev.warmpath.ui.canvas.Figures;
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
    Samples millis =
        Samples.of(Arrays.stream(nanos).mapToDouble(n -> n / Figures.NANOS_PER_MS).toArray());
    return new FrameTimes(
        millis.percentile(50), millis.percentile(95), millis.percentile(99),
        millis.percentile(100), nanos.length);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms over %,d frames", p50Ms,
        p95Ms, p99Ms, maxMs, frames);
  }
}
