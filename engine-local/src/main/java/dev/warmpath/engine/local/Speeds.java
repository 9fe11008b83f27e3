package dev.warmpath.engine.local;

/** Tokens per second, measured lately. Written by the engine thread, read by any. */
final class Speeds {
  /** How much of the past is forgotten with every second of work. */
  private static final double FORGOTTEN_PER_SECOND = 0.5;

  private final Speed prefill = new Speed();
  private final Speed decode = new Speed();

  private static final class Speed {
    private double tokens;
    private double seconds;
    private volatile double perSecond = Double.NaN;

    void add(int count, long nanos) {
      double took = nanos / 1e9;
      double keep = Math.pow(1 - FORGOTTEN_PER_SECOND, took);
      tokens = tokens * keep + count;
      seconds = seconds * keep + took;
      if (seconds > 0) {
        perSecond = tokens / seconds;
      }
    }
  }

  void prefilled(int tokens, long nanos) {
    prefill.add(tokens, nanos);
  }

  void decoded(int tokens, long nanos) {
    decode.add(tokens, nanos);
  }

  /** NaN before the first chunk. */
  double prefillTokensPerSecond() {
    return prefill.perSecond;
  }

  /** NaN before the first answer token. */
  double decodeTokensPerSecond() {
    return decode.perSecond;
  }
}
