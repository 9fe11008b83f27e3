package dev.warmpath.ui.latency;

import dev.warmpath.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A request's phases as consecutive pieces of a bar, in nanoseconds. Immutable, a pure function of
 * a trace; any thread.
 *
 * @param ends where each {@link Phase} ends, cumulative, by ordinal
 * @param coldNanos where the first token would come without any cache; 0 when unknown
 */
public record LatencyLayout(long[] ends, long coldNanos) {

  /** Nothing is known. */
  public static final LatencyLayout NONE = cold(0);

  /** The phases in the order they happen. */
  public enum Phase {
    TOKENIZE("tokenize"),
    QUEUE("queue"),
    LOOKUP("lookup"),
    RESTORE("restore"),
    PREFILL("prefill"),
    DECODE("decode");

    private final String title;

    Phase(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** How far the bar goes. */
  public enum Until { FIRST_TOKEN, END }

  /** The cold estimate alone. */
  public static LatencyLayout cold(long nanos) {
    return new LatencyLayout(new long[Phase.values().length], nanos);
  }

  public static LatencyLayout of(Trace trace, Until until) {
    return of(trace.phases(), trace.prediction(), until);
  }

  static LatencyLayout of(
      Trace.Phases phases, Trace.@Nullable Prediction prediction, Until until) {
    long[] ends = new long[Phase.values().length];
    long at = 0;
    for (Phase phase : Phase.values()) {
      boolean left = phase == Phase.DECODE && until == Until.FIRST_TOKEN;
      at += left ? 0 : Math.max(0, duration(phases, phase));
      ends[phase.ordinal()] = at;
    }
    return new LatencyLayout(ends, prediction == null ? 0 : Math.max(0, prediction.coldNanos()));
  }

  /** One phase's measured time in nanoseconds. */
  public static long duration(Trace.Phases phases, Phase phase) {
    return switch (phase) {
      case TOKENIZE -> phases.tokenize();
      case QUEUE -> phases.queue();
      case LOOKUP -> phases.lookup();
      case RESTORE -> phases.restore();
      case PREFILL -> phases.prefill();
      case DECODE -> phases.decode();
    };
  }

  public long start(Phase phase) {
    return phase.ordinal() == 0 ? 0 : ends[phase.ordinal() - 1];
  }

  public long end(Phase phase) {
    return ends[phase.ordinal()];
  }

  /** End of the last phase. */
  public long total() {
    return ends[ends.length - 1];
  }

  /** What the bar and its ghost need at least. */
  public long longest() {
    return Math.max(total(), coldNanos);
  }
}
