package dev.warmpath.ui.bench;

import dev.warmpath.cache.Namespace;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import java.time.Instant;
import java.util.List;

/** Builds traces without an engine, for benches and pictures. */
public final class SyntheticTraces {
  private static final long MS = 1_000_000;
  /** Speeds of a small GPU, so that the bars look like real ones. */
  private static final double PREFILL_PER_MS = 3.47;
  private static final double DECODE_PER_MS = 0.061;

  private final Namespace namespace;
  private final Instant start;
  private final Prompt prompt;

  public SyntheticTraces(Namespace namespace, Instant start, Prompt prompt) {
    this.namespace = namespace;
    this.start = start;
    this.prompt = prompt;
  }

  /** A finished request. */
  public Trace done(long id, String label, int promptTokens, int cached, int completion) {
    return of(id, label, Trace.State.DONE, new int[promptTokens], cached, completion);
  }

  /** A request in any state, with these prompt tokens. */
  public Trace of(
      long id, String label, Trace.State state, int[] tokens, int cached, int completion) {
    int computed = tokens.length - cached;
    long prefill = (long) (computed / PREFILL_PER_MS * MS);
    long decode = (long) (completion / DECODE_PER_MS * MS);
    long restore = cached > 0 ? 2 * MS : 0;
    long first = prefill + restore + 2 * MS;
    boolean started = state != Trace.State.QUEUED;
    Trace.Phases phases =
        started
            ? new Trace.Phases(
                MS / 5, MS, MS / 10, restore, prefill, decode, first, first + decode,
                List.of(new Trace.PrefillChunk(cached, computed, prefill)))
            : Trace.Phases.NONE;
    long cold = (long) (tokens.length / PREFILL_PER_MS * MS) + 2 * MS;
    Tokens ids =
        new Tokens(tokens, new int[tokens.length], new int[tokens.length]);
    return new Trace(
        id,
        new Trace.Source(
            label.startsWith("editor") ? Trace.Source.Kind.EDITOR : Trace.Source.Kind.HTTP, label,
            "demo", start.plusSeconds(id)),
        namespace, prompt, ids,
        new Trace.Counts(tokens.length, 0, cached, started ? computed : 0, completion, 0),
        phases, new Trace.Prediction(cached, first - MS, cold), state,
        state == Trace.State.DONE ? Trace.Finish.STOP : null,
        state == Trace.State.FAILED
            ? "The prompt has 9,000 tokens, the context holds 4,096: shorten it."
            : null,
        new int[0], "A broken zipper is covered by the two-year warranty (Warranty §1).", 0);
  }
}
