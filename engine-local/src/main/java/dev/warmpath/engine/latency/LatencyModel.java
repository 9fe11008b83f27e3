package dev.warmpath.engine.latency;

import dev.warmpath.trace.Trace;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Expected time to first token, fitted to the traces of this engine while it runs.
 *
 * <p>A prefill batch of m tokens after p others costs {@code fixed + m·perToken +
 * m·(p + m/2)·perPair}; a restore costs {@code fixed + bytes·perByte}; what is left of a request
 * (look-up, sampling) is its typical rest. Coefficients are least squares of the relative error,
 * never negative, older requests counting less. Kernels change with the batch size (a pair costs
 * twice as much in 48 tokens as in 500 on a CPU), so every size, by powers of two, has a fit of its
 * own, in which batches of other sizes count little.
 *
 * <p>Written by the engine thread; predictions may be asked for on any thread.
 */
public final class LatencyModel {
  /** One cold run's batches already tell what a cold run costs; a guess beats no ghost bar. */
  static final int FEWEST_TRACES = 1;

  /** What a request still counts after each newer one: about 50 requests are remembered. */
  private static final double DECAY = 0.98;

  /** The first request pays for page faults and kernel set-up; it hardly counts. */
  private static final double WARM_UP_WEIGHT = 0.02;

  /** A batch that took over three times (or under a third of) the expected time was disturbed. */
  private static final double OUTLIER = 3;

  private static final double OUTLIER_WEIGHT = 0.1;
  private static final int SIZES = 16;

  /** Weight of a batch in the fits of the next size, and of all others. */
  private static final double NEIGHBOUR = 0.1;

  private static final double FAR = 0.003;

  /** Rests remembered: few, because they fall while the JVM warms up. */
  private static final int REMEMBERED = 15;

  /** Token pairs are counted in thousands, so that the three columns have similar sizes. */
  private static final double PAIR_UNIT = 1000;

  private final int chunk;
  private final int exactChunk;
  private final long bytesPerToken;
  private final NonNegativeFit[] prefill = new NonNegativeFit[SIZES];
  private final NonNegativeFit restore = new NonNegativeFit(2);
  private final RecentMedian rest = new RecentMedian(REMEMBERED);
  private final RecentMedian restWritingBack = new RecentMedian(REMEMBERED);
  private int traces;
  private volatile @Nullable Fitted fitted;

  /** Coefficients in nanoseconds; immutable once published. */
  private record Fitted(
      double[][] prefill, double[] restore, double rest, double restWritingBack) {
    double batch(int past, int tokens) {
      return dot(prefill[size(tokens)], row(past, tokens));
    }
  }

  /**
   * @param chunk most tokens of a prefill batch in fast mode
   * @param exactChunk multiple at which exact mode cuts
   * @param bytesPerToken KV bytes of one token
   */
  public LatencyModel(int chunk, int exactChunk, long bytesPerToken) {
    this.chunk = chunk;
    this.exactChunk = exactChunk;
    this.bytesPerToken = bytesPerToken;
    Arrays.setAll(prefill, size -> new NonNegativeFit(3));
  }

  /**
   * Learns from a request that reached its first token; others are ignored. Engine thread.
   *
   * @param wroteBack whether its slot's rows had to be written back first
   */
  public void learn(Trace trace, boolean wroteBack) {
    Trace.Phases phases = trace.phases();
    if (phases.firstToken() == 0 || phases.chunks().isEmpty()) {
      return;
    }
    for (NonNegativeFit fit : prefill) {
      fit.decay(DECAY);
    }
    restore.decay(DECAY);
    double share = (traces == 0 ? WARM_UP_WEIGHT : 1) / phases.chunks().size();
    long inBatches = 0;
    for (Trace.PrefillChunk batch : phases.chunks()) {
      inBatches += batch.nanos();
      learnBatch(batch, share);
    }
    if (trace.counts().restored() > 0) {
      double bytes = (double) trace.counts().restored() * bytesPerToken;
      restore.add(new double[] {1, bytes}, phases.restore(), traces == 0 ? WARM_UP_WEIGHT : 1);
    }
    if (traces > 0) {
      (wroteBack ? restWritingBack : rest)
          .add(Math.max(0, phases.lookup() + phases.prefill() - inBatches));
    }
    traces++;
    if (traces >= FEWEST_TRACES) {
      double[][] solved = new double[SIZES][];
      Arrays.setAll(solved, size -> prefill[size].solve());
      double clean = rest.median();
      fitted =
          new Fitted(
              solved, restore.solve(), clean, Math.max(clean, restWritingBack.median()));
    }
  }

  private void learnBatch(Trace.PrefillChunk batch, double share) {
    if (batch.tokens() < 1 || batch.nanos() < 1) {
      return;
    }
    double weight = share;
    Fitted known = fitted;
    if (known != null && traces > FEWEST_TRACES) {
      double surprise = batch.nanos() / Math.max(1, known.batch(batch.from(), batch.tokens()));
      boolean outlier = surprise > OUTLIER || surprise < 1 / OUTLIER;
      weight = outlier ? share * OUTLIER_WEIGHT : share;
    }
    double[] row = row(batch.from(), batch.tokens());
    int own = size(batch.tokens());
    for (int size = 0; size < SIZES; size++) {
      int apart = Math.abs(size - own);
      double near = apart == 0 ? 1 : apart == 1 ? NEIGHBOUR : FAR;
      prefill[size].add(row, batch.nanos(), weight * near);
    }
  }

  /**
   * Expected time from the look-up to the first token.
   *
   * @param from tokens reused
   * @param prompt tokens of the prompt, more than {@code from}
   * @param restored tokens copied to the device
   * @param exact whether the prefill is cut for exact mode
   * @param writesBack whether the slot's rows have to be written back first
   * @return nanoseconds; -1 while nothing is known
   */
  public long firstTokenNanos(
      int from, int prompt, int restored, boolean exact, boolean writesBack) {
    Fitted known = fitted;
    if (known == null) {
      return -1;
    }
    double nanos = writesBack ? known.restWritingBack : known.rest;
    if (restored > 0) {
      nanos += dot(known.restore, new double[] {1, (double) restored * bytesPerToken});
    }
    int at = from;
    while (at < prompt) {
      int tokens = exact ? exactChunk - at % exactChunk : chunk;
      tokens = Math.min(tokens, prompt - at);
      nanos += known.batch(at, tokens);
      at += tokens;
    }
    return Math.max(1, Math.round(nanos));
  }

  /** Expected time of one prefill batch in nanoseconds; -1 while nothing is known. */
  public long batchNanos(int past, int tokens) {
    Fitted known = fitted;
    return known == null ? -1 : Math.round(known.batch(past, tokens));
  }

  /** Expected time to copy the rows of {@code tokens} tokens; -1 while no copy was measured. */
  public long restoreNanos(int tokens) {
    Fitted known = fitted;
    if (known == null || known.restore[0] + known.restore[1] == 0) {
      return -1;
    }
    return Math.round(
        dot(known.restore, new double[] {1, (double) tokens * bytesPerToken}));
  }

  /**
   * What to expect of a prompt, with and without the cache.
   *
   * @return null while nothing is known
   */
  public Trace.@Nullable Prediction predict(
      int prompt, int reused, int restored, boolean exact, boolean writesBack) {
    long warm = firstTokenNanos(reused, prompt, restored, exact, writesBack);
    long cold = firstTokenNanos(0, prompt, 0, exact, writesBack);
    return warm < 0 ? null : new Trace.Prediction(reused, warm, cold);
  }

  private static double[] row(int past, int tokens) {
    return new double[] {1, tokens, tokens * (past + tokens / 2.0) / PAIR_UNIT};
  }

  private static int size(int tokens) {
    return Math.min(SIZES - 1, 32 - Integer.numberOfLeadingZeros(Math.max(0, tokens)));
  }

  private static double dot(double[] coefficients, double[] row) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += coefficients[i] * row[i];
    }
    return sum;
  }
}
