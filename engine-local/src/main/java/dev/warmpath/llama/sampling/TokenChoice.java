package dev.warmpath.llama.sampling;

import dev.warmpath.engine.Completion.TokenLogprob;
import dev.warmpath.engine.Sampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Arithmetic on logits: choosing a token, probabilities. No state, no native code. */
final class TokenChoice {
  /** Candidates this far below the best (times the temperature) cannot be drawn: e^−60. */
  private static final float NEGLIGIBLE = 60;

  private TokenChoice() {}

  /** The likeliest token, the lowest id when several are; −1 when nothing is possible. */
  static int best(float[] scores) {
    int best = -1;
    float highest = Float.NEGATIVE_INFINITY;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] > highest) {
        highest = scores[id];
        best = id;
      }
    }
    return best;
  }

  /**
   * Draws a token: top-k, top-p, min-p, then temperature, llama.cpp's order.
   *
   * @return −1 when nothing is possible
   */
  static int draw(float[] scores, Sampling sampling, RandomGenerator random) {
    int best = best(scores);
    if (best < 0) {
      return -1;
    }
    long[] ranked = ranked(scores, best, sampling);
    int count = ranked.length;
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.exp(scores[id(ranked[i])] - scores[best]);
      sum += weights[i];
    }
    count = keptByTopP(weights, count, sampling.topP() * sum, sampling.topP());
    while (count > 1 && weights[count - 1] < sampling.minP()) {
      count--;
    }
    double total = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = Math.exp((scores[id(ranked[i])] - scores[best]) / sampling.temperature());
      total += weights[i];
    }
    double drawn = random.nextDouble() * total;
    for (int i = 0; i < count; i++) {
      drawn -= weights[i];
      if (drawn < 0) {
        return id(ranked[i]);
      }
    }
    return best;
  }

  private static int keptByTopP(double[] weights, int count, double wanted, double topP) {
    if (topP >= 1) {
      return count;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i];
      if (sum >= wanted) {
        return i + 1;
      }
    }
    return count;
  }

  /** Ids with a chance, likeliest first, equal ones by id; at most top-k of them. */
  private static long[] ranked(float[] scores, int best, Sampling sampling) {
    double window = NEGLIGIBLE * Math.max(1, sampling.temperature());
    double lowest = scores[best] - window;
    long[] keys = new long[scores.length];
    int count = 0;
    for (int id = 0; id < scores.length; id++) {
      if (scores[id] >= lowest) {
        keys[count++] = key(scores[id], id);
      }
    }
    Arrays.sort(keys, 0, count);
    int kept = sampling.topK() > 0 ? Math.min(sampling.topK(), count) : count;
    return Arrays.copyOf(keys, kept);
  }

  /** Sorts ascending from the highest score and the lowest id. */
  private static long key(float score, int id) {
    int bits = Float.floatToIntBits(score);
    int ascending = bits ^ (bits >> 31) & Integer.MAX_VALUE;
    return (long) ~ascending << 32 | id;
  }

  private static int id(long key) {
    return (int) key;
  }

  /** log Σ e^logit: what a logit minus is its log-probability. */
  static double logSum(float[] logits) {
    int best = best(logits);
    if (best < 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (float logit : logits) {
      if (logit > Float.NEGATIVE_INFINITY) {
        sum += Math.exp(logit - logits[best]);
      }
    }
    return logits[best] + Math.log(sum);
  }

  /** The {@code count} likeliest tokens, most likely first, equal ones by id. */
  static List<TokenLogprob> top(float[] logits, int count, double logSum) {
    long[] keys = new long[count + 1];
    int kept = 0;
    for (int id = 0; id < logits.length && count > 0; id++) {
      if (Float.isNaN(logits[id])) {
        continue;
      }
      long key = key(logits[id], id);
      if (kept == count && key > keys[kept - 1]) {
        continue;
      }
      int at = kept;
      while (at > 0 && keys[at - 1] > key) {
        keys[at] = keys[at - 1];
        at--;
      }
      keys[at] = key;
      kept = Math.min(kept + 1, count);
    }
    List<TokenLogprob> result = new ArrayList<>(kept);
    for (int i = 0; i < kept; i++) {
      result.add(new TokenLogprob(id(keys[i]), logits[id(keys[i])] - logSum));
    }
    return result;
  }
}
