package dev.warmpath.engine.local;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.latency.LatencyModel;
import dev.warmpath.trace.Trace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine thread's work: requests from the queue into slots, turn by turn to their ends, and
 * housekeeping when there are none.
 *
 * <p>A turn decodes one token of every running answer, then one prefill chunk of one request, the
 * requests taking turns; so a long prompt holds up answers by one chunk at most, and a cancel is
 * seen within one.
 */
final class EngineLoop implements Steps.Ends {
  private static final System.Logger LOG = System.getLogger(EngineLoop.class.getName());

  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final Inbox inbox;
  private final Slots slots;
  private final SlotChoice choice;
  private final Upkeep upkeep;
  private final Steps steps;
  private final SharedPrefill sharedPrefill;
  private final LatencyModel latency;
  private final FaultCounter faults = new FaultCounter();
  private final Endings endings;
  private final List<RunningRequest> waiting = new ArrayList<>();
  private final List<RunningRequest> running = new ArrayList<>();
  private int rotation;
  private volatile int runningNow;

  /** What the loop works with. */
  record Parts(
      ModelRuntime runtime, PrefixCache cache, Inbox inbox, LatencyModel latency, Clocks clocks,
      Admission admission) {}

  EngineLoop(Parts given, EngineSettings.Batching batching) {
    runtime = given.runtime();
    cache = given.cache();
    inbox = given.inbox();
    latency = given.latency();
    InstantSource wallClock = given.clocks().wall();
    SavedStates savedStates = new SavedStates(runtime, cache, wallClock);
    WriteBack writeBack = new WriteBack(runtime, cache, savedStates, faults);
    Slots.Parts parts = new Slots.Parts(runtime, cache, savedStates, faults);
    slots = new Slots(parts, writeBack);
    endings = new Endings(parts, slots, latency, given.admission());
    choice = new SlotChoice(parts, writeBack, slots);
    upkeep = new Upkeep(parts, slots, writeBack, wallClock);
    steps =
        new Steps(
            new Steps.Parts(runtime, slots, latency, faults, given.clocks().nanos()), this,
            new BatchPolicy(batching, runtime.info().backend()));
    sharedPrefill = new SharedPrefill(runtime, latency);
    cache.onEvent(this::countEviction);
  }

  /** Runs until the inbox is closed; afterwards no request is left without an end. */
  void run() {
    EngineException why = closed("waiting or running");
    try {
      cache.publish();
      while (!inbox.closed()) {
        inbox.run(running.isEmpty() && waiting.isEmpty() ? upkeep.idleTime() : Duration.ZERO);
        if (!inbox.closed()) {
          turn();
        }
      }
    } catch (RuntimeException | Error broken) {
      LOG.log(System.Logger.Level.ERROR, "The engine thread stopped", broken);
      why =
          new EngineException(
              Kind.COMPUTE_FAILED, "The engine stopped: " + broken + ". Load the model again.",
              broken);
    } finally {
      inbox.close();
      endAll(why);
    }
  }

  private void turn() {
    endCancelled();
    admit();
    if (running.isEmpty()) {
      upkeep.expire();
      if (inbox.quiet()) {
        upkeep.writeBackOne();
      }
      return;
    }
    upkeep.expire();
    List<RunningRequest> answers = new ArrayList<>(running.size());
    for (RunningRequest request : running) {
      if (!request.prefilling()) {
        answers.add(request);
      }
    }
    if (!answers.isEmpty()) {
      guarded(answers, () -> steps.decode(answers));
    }
    RunningRequest next = nextPrefill();
    if (next != null) {
      boolean shared = running.size() > 1 && running.stream().anyMatch(r -> !r.prefilling());
      guarded(List.of(next), () -> steps.prefill(next, shared));
      cache.publish();
    }
  }

  /** Nothing that goes wrong in a step may end the thread: its requests fail, the others go on. */
  private void guarded(List<RunningRequest> involved, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | OutOfMemoryError broken) {
      for (RunningRequest request : involved) {
        if (running.contains(request)) {
          failed(request, describe(broken), false);
        }
      }
    }
  }

  private static EngineException describe(Throwable broken) {
    if (broken instanceof EngineException known) {
      return known;
    }
    if (broken instanceof OutOfMemoryError) {
      return new EngineException(
          Kind.OUT_OF_MEMORY,
          "Memory ran out while the request was computed. Close other models or shorten the "
              + "prompt.",
          broken);
    }
    return new EngineException(
        Kind.COMPUTE_FAILED,
        "The request could not be computed: " + broken + ". The slot was emptied; send it again.",
        broken);
  }

  private @Nullable RunningRequest nextPrefill() {
    for (int i = 0; i < running.size(); i++) {
      RunningRequest request = running.get((rotation + i) % running.size());
      if (request.prefilling()) {
        rotation = (rotation + i + 1) % running.size();
        return request;
      }
    }
    return null;
  }

  /** Takes a submitted request; called through the inbox. */
  void enqueue(RunningRequest request) {
    waiting.add(request);
  }

  private void endCancelled() {
    for (RunningRequest request : List.copyOf(waiting)) {
      if (request.completion.cancelled()) {
        waiting.remove(request);
        endings.last(request, null, null);
      }
    }
    for (RunningRequest request : List.copyOf(running)) {
      if (request.completion.cancelled()) {
        over(request, true, null, null);
      }
    }
  }

  private void admit() {
    Iterator<RunningRequest> queue = List.copyOf(waiting).iterator();
    while (queue.hasNext() && slots.anyIdle()) {
      RunningRequest request = queue.next();
      if (!sharedPrefill.worthWaitingFor(request, running, cache.snapshot())) {
        waiting.remove(request);
        running.add(request);
        runningNow = running.size();
        guarded(List.of(request), () -> start(request));
      }
    }
  }

  private void start(RunningRequest request) {
    request.recorder.start();
    long before = request.recorder.elapsed();
    RunTerms terms = request.terms;
    request.sampler(runtime.sampler(request.request.sampling()));
    if (terms.reads() || terms.stores()) {
      upkeep.expire();
      choice.prepare(request);
      int limit = terms.reads() ? request.promptLength() - 1 : 0;
      request.lease(
          cache.acquire(terms.namespace(), request.tokens(), limit, request.id()));
    }
    Placement plan = choice.choose(request);
    int restored = plan.inPlace() ? 0 : plan.reused();
    Trace.Prediction expected =
        latency.predict(
            request.promptLength(), plan.reused(), restored, terms.exact(), plan.writesBack());
    request.writesBack(plan.writesBack());
    slots.place(request, plan);
    request.recorder.prefill(
        expected == null
            ? null
            : new Trace.Prediction(
                expected.matched(), before + expected.firstTokenNanos(),
                before + expected.coldNanos()));
    cache.publish();
  }

  @Override
  public void finished(RunningRequest request, Trace.Finish finish) {
    over(request, true, finish, null);
  }

  @Override
  public void failed(RunningRequest request, EngineException failure, boolean usable) {
    over(request, usable, null, failure);
  }

  private void over(
      RunningRequest request, boolean usable, Trace.@Nullable Finish finish,
      @Nullable EngineException failure) {
    running.remove(request);
    runningNow = running.size();
    endings.running(request, usable, finish, failure);
  }

  private void countEviction(CacheEvent event) {
    if (event instanceof CacheEvent.BlockRemoved removed
        && removed.reason() == CacheEvent.Reason.CAPACITY) {
      for (RunningRequest request : running) {
        if (request.id() == removed.request()) {
          request.recorder.evicted(removed.to() - removed.from());
        }
      }
    }
  }

  private void endAll(EngineException why) {
    inbox.run(Duration.ZERO);
    for (RunningRequest request : List.copyOf(running)) {
      try {
        failed(request, why, true);
      } catch (RuntimeException broken) {
        LOG.log(System.Logger.Level.ERROR, "Slot " + request.slot() + " is lost", broken);
      }
    }
    for (RunningRequest request : List.copyOf(waiting)) {
      waiting.remove(request);
      endings.last(request, null, why);
    }
  }

  static EngineException closed(String how) {
    return new EngineException(
        Kind.CLOSED,
        "The model was closed while the request was " + how + ". Load a model and send it again.");
  }

  /** New limits or policies from now on. */
  void change(EngineSettings settings) {
    upkeep.limits(new PrefixCache.Limits(settings.kvBudgetBytes(), settings.ttl()));
    steps.policy(new BatchPolicy(settings.batching(), runtime.info().backend()));
  }

  Upkeep upkeep() {
    return upkeep;
  }

  /** True when the slot's content can be shortened in place, as far as is known. Any thread. */
  boolean canShorten(int slot) {
    return slots.canShorten(slot);
  }

  /** Empties every slot after writing it back; only while nothing runs. */
  void emptySlots() {
    slots.emptyIdle(0);
    cache.publish();
  }

  /** True when a decode call is computing this request's prompt now. Any thread. */
  boolean isComputing(long request) {
    return steps.computing() == request;
  }

  boolean busy() {
    return !running.isEmpty() || !waiting.isEmpty();
  }

  /** Requests in slots. Any thread. */
  int runningNow() {
    return runningNow;
  }

  Speeds speeds() {
    return steps.speeds();
  }

  FaultCounter faults() {
    return faults;
  }
}
