package dev.warmpath.cache.bench;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.PrefixMatch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** How long a look-up and a publish take on a {@link LargeTree}. One thread. */
public final class PeekBench {
  /** Rounds before measuring: enough for the compiler to be done. */
  public static final int WARM_UP = 2_000;

  private static final int[] PROMPT_TOKENS = {1_000, 10_000, 100_000};

  private PeekBench() {}

  /** Microseconds. */
  public record Percentiles(double p50Us, double p99Us) {}

  /**
   * @param tokens in the tree before the inserts
   * @param leaves in the tree before the inserts
   * @param peeks by prompt tokens
   * @param publish of a snapshot after one insert at a random depth
   */
  public record Result(
      long tokens, int leaves, Map<Integer, Percentiles> peeks, Percentiles publish) {}

  /**
   * @param rounds measurements of each kind, at least 1; 1,000 or more for a meaningful p99
   * @param warmUp rounds before them; {@link #WARM_UP} but for a smoke run
   * @throws IllegalStateException when a look-up finds anything else than it must
   */
  public static Result run(int rounds, int warmUp) {
    LargeTree tree = new LargeTree(1);
    CacheSnapshot snapshot = tree.cache().snapshot();
    Map<Integer, Percentiles> peeks = new LinkedHashMap<>();
    for (int length : PROMPT_TOKENS) {
      peeks.put(length, peek(tree, snapshot, length, rounds, warmUp));
    }
    CacheSnapshot.Totals totals = snapshot.totals();
    return new Result(totals.tokens(), totals.leaves(), peeks, publish(tree, rounds, warmUp));
  }

  private static Percentiles peek(
      LargeTree tree, CacheSnapshot snapshot, int length, int rounds, int warmUp) {
    int[] prompt = tree.prompt(length);
    long[] nanos = new long[rounds];
    for (int round = -warmUp; round < rounds; round++) {
      long start = System.nanoTime();
      PrefixMatch match = snapshot.peek(tree.namespace(), prompt);
      long end = System.nanoTime();
      if (match.matched() != length - 1) {
        throw new IllegalStateException(match.matched() + " matched of " + length);
      }
      if (round >= 0) {
        nanos[round] = end - start;
      }
    }
    return percentiles(nanos);
  }

  private static Percentiles publish(LargeTree tree, int rounds, int warmUp) {
    SplittableRandom random = new SplittableRandom(2);
    long[] nanos = new long[rounds];
    for (int round = -warmUp; round < rounds; round++) {
      tree.insert(tree.continuation(1 + random.nextInt(LargeTree.TURNS)));
      long start = System.nanoTime();
      tree.cache().publish();
      long end = System.nanoTime();
      if (round >= 0) {
        nanos[round] = end - start;
      }
    }
    return percentiles(nanos);
  }

  private static Percentiles percentiles(long[] nanos) {
    Arrays.sort(nanos);
    return new Percentiles(at(nanos, 0.50), at(nanos, 0.99));
  }

  private static double at(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1_000.0;
  }
}
