package dev.warmpath.ui.requests;

import dev.warmpath.trace.Trace;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.requests.VerdictLabel.Tone;

/** What the counts alone say of a request, without fault or cause. A pure function. */
final class CountVerdict {
  private CountVerdict() {}

  /**
   * @param earlier true when the namespace had requests before this one
   */
  public static VerdictLabel of(Trace trace, boolean earlier) {
    Trace.Counts counts = trace.counts();
    return switch (trace.state()) {
      case QUEUED -> new VerdictLabel("queued", Tone.NEUTRAL);
      case FAILED -> new VerdictLabel("failed", Tone.DANGER);
      case CANCELLED -> new VerdictLabel("cancelled", Tone.NEUTRAL);
      case PREFILL -> new VerdictLabel("computing", Tone.COLD);
      case DECODE, DONE -> {
        if (counts.cached() >= counts.prompt() - 1 && counts.prompt() > 1) {
          yield new VerdictLabel("full reuse", Tone.GOOD);
        }
        if (counts.cached() == 0) {
          yield new VerdictLabel(earlier ? "no reuse" : "first sight", Tone.COLD);
        }
        yield new VerdictLabel(
            Figures.share(counts.cached(), counts.prompt()) + " reused", Tone.NEUTRAL);
      }
    };
  }
}
