package dev.warmpath.engine.latency;

import java.util.Arrays;

/** Median of the last few values. One thread. */
final class RecentMedian {
  private final double[] values;
  private int count;

  RecentMedian(int size) {
    values = new double[size];
  }

  void add(double value) {
    values[count++ % values.length] = value;
  }

  /** 0 before the first value. */
  double median() {
    int known = Math.min(count, values.length);
    if (known == 0) {
      return 0;
    }
    double[] sorted = Arrays.copyOf(values, known);
    Arrays.sort(sorted);
    return sorted[known / 2];
  }
}
