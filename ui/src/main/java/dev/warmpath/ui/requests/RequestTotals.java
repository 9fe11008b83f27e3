package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import java.util.List;

/**
 * Sums over the session, kept up to date request by request. Not thread-safe.
 */
final class RequestTotals {
  private int requests;
  private long cached;
  private long prompt;
  private long savedNanos;

  void add(Trace trace) {
    count(trace, 1);
  }

  void remove(Trace trace) {
    count(trace, -1);
  }

  private void count(Trace trace, int sign) {
    requests += sign;
    if (trace.phases().firstToken() > 0) {
      cached += (long) sign * trace.counts().cached();
      prompt += (long) sign * trace.counts().prompt();
      savedNanos += sign * saved(trace);
    }
  }

  /** Time to first token saved against the cold estimate; 0 when unknown or nothing was reused. */
  static long saved(Trace trace) {
    Trace.Prediction prediction = trace.prediction();
    if (prediction == null || trace.counts().cached() == 0 || trace.phases().firstToken() == 0) {
      return 0;
    }
    return Math.max(0, prediction.coldNanos() - trace.phases().firstToken());
  }

  /**
   * {@code 41 this session · 71.8 % tokens cached · 14.2 s saved}, then the same in fewer and fewer
   * words, for panes with less room.
   */
  List<String> wordings() {
    if (requests == 0) {
      return List.of("none yet");
    }
    String count = Figures.count(requests);
    String share = Figures.share(cached, prompt);
    String saved = Figures.duration(savedNanos) + " saved";
    return List.of(
        count + " this session · " + share + " tokens cached · " + saved,
        count + " · " + share + " cached · " + saved,
        share + " cached · " + saved,
        share + " cached");
  }
}
