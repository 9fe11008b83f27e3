package dev.warmpath.engine.latency;

import org.jspecify.annotations.Nullable;

/**
 * Weighted least squares of the relative error with coefficients ≥ 0, for up to three columns:
 * small enough to try every set of positive columns and keep the best. One thread.
 */
final class NonNegativeFit {
  /** Keeps the system solvable when columns move together; far below any measurable effect. */
  private static final double RIDGE = 1e-9;

  private final int columns;
  private final double[][] products;
  private final double[] targets;

  NonNegativeFit(int columns) {
    this.columns = columns;
    products = new double[columns][columns];
    targets = new double[columns];
  }

  /** Everything added so far counts {@code factor} times as much. */
  void decay(double factor) {
    for (int i = 0; i < columns; i++) {
      targets[i] *= factor;
      for (int j = 0; j < columns; j++) {
        products[i][j] *= factor;
      }
    }
  }

  /** Adds a row with {@code value} &gt; 0; its error counts relative to the value. */
  void add(double[] row, double value, double weight) {
    if (!(value > 0)) {
      return;
    }
    for (int i = 0; i < columns; i++) {
      targets[i] += weight * row[i] / value;
      for (int j = 0; j < columns; j++) {
        products[i][j] += weight * row[i] / value * row[j] / value;
      }
    }
  }

  /** The coefficients; all 0 when nothing was added. */
  double[] solve() {
    double[] best = new double[columns];
    double least = 0; // the error of all-zero coefficients, without the constant part
    for (int set = 1; set < 1 << columns; set++) {
      double[] candidate = solve(set);
      if (candidate != null && error(candidate) < least) {
        least = error(candidate);
        best = candidate;
      }
    }
    return best;
  }

  private double error(double[] x) {
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      sum -= 2 * targets[i] * x[i];
      for (int j = 0; j < columns; j++) {
        sum += products[i][j] * x[i] * x[j];
      }
    }
    return sum;
  }

  /** Solves for the columns in {@code set}, others 0; null when a coefficient is negative. */
  private double @Nullable [] solve(int set) {
    double[][] a = new double[columns][columns + 1];
    for (int i = 0; i < columns; i++) {
      boolean used = (set >> i & 1) == 1;
      for (int j = 0; j < columns; j++) {
        a[i][j] = used && (set >> j & 1) == 1 ? products[i][j] : 0;
      }
      a[i][i] = used ? a[i][i] * (1 + RIDGE) + Double.MIN_NORMAL : 1;
      a[i][columns] = used ? targets[i] : 0;
    }
    for (int i = 0; i < columns; i++) {
      for (int below = i + 1; below < columns; below++) {
        double factor = a[below][i] / a[i][i];
        for (int j = i; j <= columns; j++) {
          a[below][j] -= factor * a[i][j];
        }
      }
    }
    double[] x = new double[columns];
    for (int i = columns - 1; i >= 0; i--) {
      double value = a[i][columns];
      for (int j = i + 1; j < columns; j++) {
        value -= a[i][j] * x[j];
      }
      x[i] = value / a[i][i];
      if (!(x[i] >= 0) || Double.isInfinite(x[i])) {
        return null;
      }
    }
    return x;
  }
}
