package dev.warmpath.ui.latency;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;

/** A request's times in words. Pure; any thread. */
public final class LatencyWords {
  private LatencyWords() {}

  /** {@code 188 ms}; a dash before it came. */
  public static String firstToken(Trace trace) {
    long nanos = trace.phases().firstToken();
    return nanos == 0 ? "–" : Figures.duration(nanos);
  }

  /** Answer tokens a second; a dash when unknown. */
  public static String decodeRate(Trace trace) {
    return Figures.rate(decoded(trace), trace.phases().decode());
  }

  /** Tokens that decoding took time for: the first of an answer comes with the prefill. */
  public static long decoded(Trace trace) {
    return trace.counts().completion() - 1L;
  }
}
