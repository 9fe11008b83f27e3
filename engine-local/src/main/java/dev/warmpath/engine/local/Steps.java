package dev.warmpath.engine.local;

import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.engine.ModelRuntime.Decoded;
import dev.warmpath.engine.latency.LatencyModel;
import dev.warmpath.engine.local.FaultCounter.Fault;
import dev.warmpath.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The decode calls: prefill chunks, and one more token of every running answer. Engine thread.
 *
 * <p>A prefill chunk and the answers' tokens go in calls of their own: with one stream per slot
 * llama.cpp would split a mixed batch into equal parts per sequence anyway, and separate calls are
 * timed separately, which the latency model and the batch policy live on.
 */
final class Steps {
  /** While others generate, a prefill chunk should not hold them up for longer than this. */
  private static final long SHARED_CHUNK_NANOS = 100_000_000;

  /** Smallest prefill chunk while others generate: below it a batch's fixed cost dominates. */
  private static final int SHARED_CHUNK_LEAST = 64;

  /** A request whose batches end early this often in a row, with nothing computed, is given up. */
  private static final int MOST_ABORTS = 16;

  /** Shorter prompts are computed again faster than their whole state is copied. */
  private static final int SAVED_PROMPT_LEAST = 64;

  /** Where requests go when they are over. */
  interface Ends {
    void finished(RunningRequest request, Trace.Finish finish);

    /** @param usable whether the slot still holds what the request computed */
    void failed(RunningRequest request, EngineException failure, boolean usable);
  }

  private final ModelRuntime runtime;
  private final Slots slots;
  private final LatencyModel latency;
  private final FaultCounter faults;
  private final Ends ends;
  private final NextToken nextToken;
  private final LongSupplier clock;
  private final Batch batch;
  private final Speeds speeds = new Speeds();
  private BatchPolicy policy;

  /** Request whose prefill chunk is in the decode call; 0 for none. */
  private volatile long computing;

  /** What the decode calls share. */
  record Parts(
      ModelRuntime runtime, Slots slots, LatencyModel latency, FaultCounter faults,
      LongSupplier clock) {}

  Steps(Parts parts, Ends ends, BatchPolicy policy) {
    this.runtime = parts.runtime();
    this.slots = parts.slots();
    this.latency = parts.latency();
    this.faults = parts.faults();
    this.clock = parts.clock();
    this.ends = ends;
    this.nextToken = new NextToken(runtime, ends);
    this.policy = policy;
    this.batch = new Batch(runtime.batchLimit());
  }

  Speeds speeds() {
    return speeds;
  }

  /** Request whose prompt is being computed; 0 for none. Any thread. */
  long computing() {
    return computing;
  }

  void policy(BatchPolicy newPolicy) {
    policy = newPolicy;
  }

  /** Computes the next chunk of a request; samples when nothing is missing any more. */
  void prefill(RunningRequest request, boolean shared) {
    int from = request.position();
    int count = chunk(request, shared);
    batch.clear();
    for (int at = from; at < from + count; at++) {
      batch.add(request.tokens()[at], at, request.slot(), at == request.known() - 1);
    }
    long start = clock.getAsLong();
    computing = request.id();
    Decoded decoded = decode(request.id());
    computing = 0;
    long nanos = clock.getAsLong() - start;
    switch (decoded) {
      case OK -> {
        request.position(from + count);
        prefilled(request, from, count, nanos);
        if (savesPrompt(request) && request.position() == request.promptLength() - 1) {
          slots.saveWhole(request);
        }
        if (request.missing() == 0) {
          nextToken.choose(request, 0);
        }
      }
      case ABORTED -> resume(request, nanos);
      case NO_ROOM -> noRoom(request);
      case FAILED -> failed(request);
    }
  }

  private void prefilled(RunningRequest request, int from, int count, long nanos) {
    int ofPrompt = Math.min(count, request.promptLength() - from);
    if (ofPrompt > 0) {
      request.recorder.chunk(from, ofPrompt, nanos);
    }
    speeds.prefilled(count, nanos);
    slots.store(request);
  }

  private int chunk(RunningRequest request, boolean shared) {
    int from = request.position();
    if (request.terms.exact()) {
      // Answer tokens were computed one by one; so are they when a slot lost them.
      int toCut = EngineSettings.EXACT_CHUNK - from % EngineSettings.EXACT_CHUNK;
      int toEnd = request.promptLength() - from;
      return toEnd > 0 ? Math.min(Math.min(toCut, toEnd), runtime.batchLimit()) : 1;
    }
    int most = Math.min(runtime.chunk(), runtime.batchLimit());
    while (shared
        && most > SHARED_CHUNK_LEAST
        && latency.batchNanos(from, most) > SHARED_CHUNK_NANOS) {
      most = Math.max(SHARED_CHUNK_LEAST, most / 2);
    }
    int toPromptEnd = request.promptLength() - 1 - from;
    return savesPrompt(request) && toPromptEnd > 0
        ? Math.min(most, toPromptEnd)
        : Math.min(most, request.missing());
  }

  /**
   * True when the state before the prompt's last token is worth keeping: where nothing can be
   * shortened, only it can answer the same prompt again, or another way.
   */
  private boolean savesPrompt(RunningRequest request) {
    return runtime.info().rewind() == EngineInfo.Rewind.SNAPSHOT
        && !slots.truncates()
        && !request.hasSampled()
        && request.terms.stores()
        && !request.terms.exact()
        && request.promptLength() >= SAVED_PROMPT_LEAST;
  }

  /** Computes one more token of every answer. */
  void decode(List<RunningRequest> answers) {
    List<RunningRequest> together = new ArrayList<>(answers.size());
    for (RunningRequest answer : answers) {
      if (!answer.terms.exact()) {
        together.add(answer);
      }
    }
    BatchPolicy.Way way = policy.choose(together.size());
    long start = clock.getAsLong();
    if (way == BatchPolicy.Way.TOGETHER) {
      decodeBatch(together);
    } else {
      for (RunningRequest answer : together) {
        decodeBatch(List.of(answer));
      }
    }
    long nanos = clock.getAsLong() - start;
    policy.measured(together.size(), way, nanos);
    for (RunningRequest answer : answers) {
      if (answer.terms.exact()) {
        decodeBatch(List.of(answer));
      }
    }
    speeds.decoded(answers.size(), clock.getAsLong() - start);
  }

  private void decodeBatch(List<RunningRequest> answers) {
    batch.clear();
    for (RunningRequest answer : answers) {
      int at = answer.position();
      batch.add(answer.tokens()[at], at, answer.slot(), true);
    }
    switch (decode(answers.getFirst().id())) {
      case OK -> {
        for (int i = 0; i < answers.size(); i++) {
          answers.get(i).position(answers.get(i).known());
        }
        for (int i = 0; i < answers.size(); i++) {
          nextToken.choose(answers.get(i), i);
        }
      }
      case ABORTED -> answers.forEach(answer -> resume(answer, 0));
      case NO_ROOM -> {
        if (answers.size() == 1) {
          noRoom(answers.getFirst());
        } else {
          answers.forEach(answer -> decodeBatch(List.of(answer)));
        }
      }
      case FAILED -> answers.forEach(this::failed);
    }
  }

  /** One decode call; when there is no room, idle slots are emptied and it is tried once more. */
  private Decoded decode(long request) {
    Decoded decoded = runtime.decode(batch);
    if (decoded == Decoded.NO_ROOM) {
      faults.count(Fault.NO_ROOM);
      slots.emptyIdle(request);
      decoded = runtime.decode(batch);
    }
    return decoded;
  }

  /** After an early end: goes on from what the slot holds now. */
  private void resume(RunningRequest request, long nanos) {
    faults.count(Fault.ABORTED);
    int before = request.position();
    int length = runtime.length(request.slot());
    if (length < before || length > request.known()) {
      slots.startCold(request);
    } else {
      if (length > before) {
        request.position(length);
        prefilled(request, before, length - before, nanos);
      }
      if (length == request.known()) {
        repeatLast(request); // everything is there but its logits
      }
    }
    if (request.position() <= before && request.abortedWithoutProgress() > MOST_ABORTS) {
      ends.failed(
          request,
          new EngineException(
              Kind.COMPUTE_FAILED,
              MOST_ABORTS + " batches in a row ended before token " + request.position() + " of "
                  + request.known() + " was computed. Load the model again."),
          true);
    }
  }

  private void repeatLast(RunningRequest request) {
    int length = request.known() - 1;
    boolean kept = runtime.truncate(request.slot(), length);
    if (kept && runtime.length(request.slot()) == length) {
      slots.shorten(request, length);
    } else {
      slots.startCold(request);
    }
  }

  private void noRoom(RunningRequest request) {
    ends.failed(
        request,
        new EngineException(
            Kind.OUT_OF_MEMORY,
            "The device has no room for " + batch.size() + " more tokens after "
                + request.position() + " in slot " + request.slot()
                + ", although idle slots were emptied. Use fewer parallel requests or load the "
                + "model with a smaller context."),
        true);
  }

  private void failed(RunningRequest request) {
    faults.count(Fault.FAILED);
    ends.failed(
        request,
        new EngineException(
            Kind.COMPUTE_FAILED,
            "The model could not compute " + batch.size() + " tokens after token "
                + request.position() + " in slot " + request.slot()
                + ". The slot was emptied; send the request again."),
        false);
  }
}
