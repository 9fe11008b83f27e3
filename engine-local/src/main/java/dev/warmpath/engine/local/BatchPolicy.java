package dev.warmpath.engine.local;

import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.EngineSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides whether running answers take their next tokens in one decode call or one call each. On a
 * GPU one call is faster; on a CPU a quantised small model can be slower that way (0.5 to 0.9 of
 * the speed was measured), so both are measured and the slower one is tried again now and then.
 * Engine thread.
 */
final class BatchPolicy {
  /** Steps between two tries of the slower way: about 3 % of the steps at worst. */
  private static final int TRY_EVERY = 32;

  /** Steps between two tries of a way that was last found twice as slow. */
  private static final int TRY_HOPELESS_EVERY = 512;

  /** Weight of the newest measurement in the running mean. */
  private static final double NEWEST = 0.2;

  /** Which way is used. */
  enum Way { TOGETHER, SERIAL }

  private final EngineSettings.Batching setting;
  private final Way unmeasured;
  private final Map<Integer, double[]> nanosBySequences = new HashMap<>();
  private int steps;

  /** @param backend as in {@link EngineInfo#backend}; decides until both ways were measured */
  BatchPolicy(EngineSettings.Batching setting, String backend) {
    this.setting = setting;
    this.unmeasured = backend.equals("CPU") ? Way.SERIAL : Way.TOGETHER;
  }

  Way choose(int sequences) {
    if (sequences < 2) {
      return Way.SERIAL;
    }
    return switch (setting) {
      case TOGETHER -> Way.TOGETHER;
      case SERIAL -> Way.SERIAL;
      case MEASURED -> measuredChoice(sequences);
    };
  }

  private Way measuredChoice(int sequences) {
    double[] nanos = nanosBySequences.get(sequences);
    steps++;
    if (nanos == null) {
      return unmeasured;
    }
    Way other = unmeasured == Way.SERIAL ? Way.TOGETHER : Way.SERIAL;
    if (nanos[unmeasured.ordinal()] == 0) {
      return unmeasured;
    }
    if (nanos[other.ordinal()] == 0) {
      return steps % TRY_EVERY == 0 ? other : unmeasured;
    }
    boolean together = nanos[Way.TOGETHER.ordinal()] <= nanos[Way.SERIAL.ordinal()];
    double faster = Math.min(nanos[0], nanos[1]);
    double slower = Math.max(nanos[0], nanos[1]);
    int every = slower > 2 * faster ? TRY_HOPELESS_EVERY : TRY_EVERY;
    boolean tryOther = steps % every == 0;
    return together != tryOther ? Way.TOGETHER : Way.SERIAL;
  }

  /** A step of {@code sequences} answers took {@code nanos} in all. */
  void measured(int sequences, Way way, long nanos) {
    if (sequences < 2) {
      return;
    }
    double[] means = nanosBySequences.computeIfAbsent(sequences, none -> new double[2]);
    double old = means[way.ordinal()];
    means[way.ordinal()] = old == 0 ? Math.max(1, nanos) : old + NEWEST * (nanos - old);
  }
}
