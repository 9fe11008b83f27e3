package dev.warmpath.cache;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random operations on the cache and on a naive one; everything is compared after every step.
 * {@code -Dwarmpath.steps=N} runs more, {@code -Dwarmpath.seed=S} repeats a failure.
 */
class PrefixCacheModelTest {
  private static final int STEPS = Integer.getInteger("warmpath.steps", 100_000);

  /** Long enough to fill a cache, short enough to see many shapes of one. */
  private static final int STEPS_PER_UNIVERSE = 500;

  private static final long SEED = Long.getLong("warmpath.seed", 20_261_120L);

  @Test
  void behavesLikeAMapOfPrefixes() {
    for (int done = 0; done < STEPS; done += STEPS_PER_UNIVERSE) {
      long seed = SEED + done;
      int step = 0;
      try {
        CacheUniverse universe = new CacheUniverse(new Random(seed));
        for (; step < STEPS_PER_UNIVERSE; step++) {
          universe.step();
          universe.compare();
        }
        universe.end();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "step " + step + "; repeat with -Dwarmpath.seed=" + seed + " -Dwarmpath.steps=500", e);
      }
    }
  }
}
