package dev.warmpath.ui.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Measured milliseconds, sorted. */
final class Samples {
  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * @param millis at least one
   */
  static Samples of(double[] millis) {
    if (millis.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new Samples(sorted);
  }

  DoubleStream stream() {
    return Arrays.stream(sorted);
  }

  /** Nearest-rank percentile: a value that was really measured. */
  double percentile(int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  EditorBench.Times times() {
    return new EditorBench.Times(percentile(50), percentile(95), sorted[sorted.length - 1]);
  }
}
