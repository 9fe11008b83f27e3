package dev.warmpath.engine.bench;

import java.util.Arrays;
import java.util.List;

/** Medians and percentiles of measured values. */
final class Statistics {
  private Statistics() {}

  /** The middle value, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Nearest rank: a value that was really measured. */
  static double percentile(List<Double> values, int percent) {
    double[] sorted = sorted(values);
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  private static double[] sorted(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
