package dev.warmpath.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds the versions of one request's {@link Trace} from measured moments and puts them in the
 * log. Created by the submitting thread, then used by the engine thread only.
 */
public final class TraceRecorder {
  /** While text streams, the log gets a new version at most this often: two display frames. */
  static final long TEXT_INTERVAL_NANOS = 30_000_000;

  private final TraceLog log;
  private final LongSupplier clock;
  private final Trace first;
  private final long submitted;
  private final List<Trace.PrefillChunk> chunks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private int[] generated = new int[16];
  private int completion;
  private int slot = -1;
  private int inPlace;
  private int restored;
  private int computed;
  private int evicted;
  private int notRewound;
  private long started;
  private long lookedUp;
  private long restoreNanos;
  private long prefillStarted;
  private long firstToken;
  private long lastToken;
  private long ended;
  private long lastPut;
  private Trace.State state = Trace.State.QUEUED;
  private Trace.@Nullable Prediction prediction;
  private Trace.@Nullable Finish finish;
  private @Nullable String error;
  private Trace newest;

  /**
   * Records the submit and puts the queued trace in the log.
   *
   * @param clock a monotonic clock in nanoseconds
   * @param queued the request as submitted: no counts but {@code prompt}, no phases but {@code
   *     tokenize}
   */
  public TraceRecorder(TraceLog log, LongSupplier clock, Trace queued) {
    this.log = log;
    this.clock = clock;
    this.first = queued;
    this.newest = queued;
    this.submitted = clock.getAsLong();
    log.put(queued);
  }

  /** The request left the queue: the look-up begins. */
  public void start() {
    started = clock.getAsLong();
  }

  /** The slot is chosen; what follows until {@link #restored} is copying rows. */
  public void lookedUp(int chosenSlot) {
    slot = chosenSlot;
    lookedUp = clock.getAsLong();
  }

  /** Tokens reused where they were. */
  public void continuedInPlace(int tokens) {
    inPlace = tokens;
  }

  /** Rows of {@code tokens} tokens were copied to the device since {@link #lookedUp}. */
  public void restored(int tokens) {
    restored = tokens;
    restoreNanos = clock.getAsLong() - lookedUp;
  }

  /** Tokens that matched but cannot be reused by this model's memory. */
  public void notRewound(int tokens) {
    notRewound = tokens;
  }

  /** Reuse failed after all: every token is computed, from position 0. */
  public void startedCold() {
    inPlace = 0;
    restored = 0;
  }

  public void evicted(int tokens) {
    evicted += tokens;
  }

  /** Time since the submit, tokenizing included: the part of the first token's time known now. */
  public long elapsed() {
    return first.phases().tokenize() + clock.getAsLong() - submitted;
  }

  /** The prefill begins. */
  public void prefill(Trace.@Nullable Prediction expected) {
    prediction = expected;
    state = Trace.State.PREFILL;
    prefillStarted = clock.getAsLong();
    put();
  }

  /** A batch with {@code tokens} prompt tokens of this request was computed. */
  public void chunk(int from, int tokens, long nanos) {
    chunks.add(new Trace.PrefillChunk(from, tokens, nanos));
    computed += tokens;
    put();
  }

  /** The first token was sampled, whether or not it ends the answer. */
  public void firstToken() {
    firstToken = clock.getAsLong();
    lastToken = firstToken;
    state = Trace.State.DECODE;
    put();
  }

  /** A token of the answer and the text it released. */
  public void token(int id, String released) {
    if (completion == generated.length) {
      generated = Arrays.copyOf(generated, 2 * completion);
    }
    generated[completion++] = id;
    text.append(released);
    lastToken = clock.getAsLong();
    if (lastToken - lastPut >= TEXT_INTERVAL_NANOS) {
      put();
    }
  }

  /** Text that was held back and is part of the answer after all. */
  public void text(String released) {
    text.append(released);
  }


  /** The request is over. */
  public Trace end(
      Trace.State finalState, Trace.@Nullable Finish why, @Nullable String message) {
    ended = clock.getAsLong();
    state = finalState;
    finish = why;
    error = message;
    put();
    return newest;
  }

  private void put() {
    newest =
        new Trace(
            first.id(), first.source(), first.namespace(), first.prompt(), first.tokens(),
            new Trace.Counts(
                first.counts().prompt(), inPlace, restored, computed, completion, evicted,
                notRewound),
            phases(), prediction, state, finish, error, Arrays.copyOf(generated, completion),
            text.toString(), slot);
    log.put(newest);
    lastPut = clock.getAsLong();
  }

  private Trace.Phases phases() {
    long tokenize = first.phases().tokenize();
    long now = ended != 0 ? ended : clock.getAsLong();
    long queue = (started != 0 ? started : now) - submitted;
    long lookup = lookedUp != 0 ? lookedUp - started : 0;
    long prefill = 0;
    if (prefillStarted != 0) {
      prefill = (firstToken != 0 ? firstToken : now) - prefillStarted;
    }
    long decode = firstToken != 0 ? lastToken - firstToken : 0;
    return new Trace.Phases(
        queue, tokenize, lookup, restoreNanos, prefill, decode,
        firstToken != 0 ? tokenize + firstToken - submitted : 0,
        ended != 0 ? tokenize + ended - submitted : 0, chunks);
  }
}
