package dev.warmpath.explain.cause;

import java.util.Arrays;

/** Counts tokens that occur in both of two texts, wherever they stand. Linear time. */
final class Repeats {
  /** Runs shorter than this repeat by chance: role marks, line ends, common words. */
  private static final int RUN = 8;

  private static final long BASE = 0x9E3779B97F4A7C15L;

  private Repeats() {}

  /**
   * @param older tokens of the earlier prompt
   * @param newer tokens of the newer prompt
   * @param from first position looked at in both
   * @return tokens of {@code newer} that belong to runs which {@code older} has too
   */
  static int count(int[] older, int[] newer, int from) {
    int end = suffix(older, newer, from);
    long[] runs = runs(older, from);
    Arrays.sort(runs);
    long[] here = runs(newer, from);
    int covered = 0;
    int next = from;
    for (int i = 0; i < here.length; i++) {
      if (Arrays.binarySearch(runs, here[i]) >= 0) {
        int start = Math.max(next, from + i);
        covered += from + i + RUN - start;
        next = from + i + RUN;
      }
    }
    // A common end shorter than a run counts too.
    return covered + Math.max(0, newer.length - Math.max(next, newer.length - end));
  }

  private static int suffix(int[] older, int[] newer, int from) {
    int limit = Math.min(older.length, newer.length) - from;
    int length = 0;
    while (length < limit
        && older[older.length - 1 - length] == newer[newer.length - 1 - length]) {
      length++;
    }
    return length;
  }

  private static long[] runs(int[] tokens, int from) {
    int count = Math.max(0, tokens.length - from - RUN + 1);
    long[] runs = new long[count];
    long power = 1;
    for (int i = 0; i < RUN; i++) {
      power *= BASE;
    }
    long hash = 0;
    for (int i = from; i < tokens.length; i++) {
      hash = hash * BASE + tokens[i] + 1;
      if (i - from >= RUN) {
        hash -= power * (tokens[i - RUN] + 1);
      }
      if (i - from >= RUN - 1) {
        runs[i - from - RUN + 1] = hash;
      }
    }
    return runs;
  }
}
