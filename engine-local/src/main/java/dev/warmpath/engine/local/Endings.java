package dev.warmpath.engine.local;

import dev.warmpath.cache.PrefixCache;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.latency.LatencyModel;
import dev.warmpath.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * How requests end: everything they held is given back, then they have their last word. Engine
 * thread.
 */
final class Endings {
  private static final System.Logger LOG = System.getLogger(Endings.class.getName());

  private final Slots slots;
  private final PrefixCache cache;
  private final LatencyModel latency;
  private final FaultCounter faults;
  private final Admission admission;

  /** @param admission gets the places back */
  Endings(
      Slots.Parts parts, Slots slots, LatencyModel latency, Admission admission) {
    this.slots = slots;
    this.cache = parts.cache();
    this.latency = latency;
    this.faults = parts.faults();
    this.admission = admission;
  }

  /**
   * Ends a request that was started; what it computed stays cached where it is usable.
   *
   * @param usable whether its slot still holds what it computed
   * @param finish null when it was cancelled or failed
   * @param failure null unless it failed
   */
  void running(
      RunningRequest request, boolean usable, Trace.@Nullable Finish finish,
      @Nullable EngineException failure) {
    try {
      giveBack(request, usable);
    } finally {
      last(request, finish, failure);
    }
  }

  private void giveBack(RunningRequest request, boolean usable) {
    try {
      if (usable) {
        slots.leave(request);
      } else {
        slots.abandon(request);
      }
    } catch (RuntimeException broken) {
      LOG.log(System.Logger.Level.WARNING, "Slot " + request.slot() + " is emptied", broken);
      faults.count(FaultCounter.Fault.FAILED);
      slots.abandon(request);
    } finally {
      release(request);
    }
    cache.publish(); // before the last word: who waits for it finds its tokens
  }

  private static void release(RunningRequest request) {
    var lease = request.lease();
    if (lease != null) {
      request.lease(null);
      lease.release();
    }
    var sampler = request.sampler();
    if (sampler != null) {
      request.sampler(null);
      sampler.close();
    }
  }

  /** The last word of a request that holds nothing: its trace, then its result. */
  void last(
      RunningRequest request, Trace.@Nullable Finish finish, @Nullable EngineException failure) {
    admission.leave();
    if (failure != null) {
      request.recorder.end(Trace.State.FAILED, null, failure.getMessage());
      request.completion.fail(failure);
      return;
    }
    if (finish == null) {
      request.completion.end(request.recorder.end(Trace.State.CANCELLED, null, null));
      return;
    }
    Trace trace = request.recorder.end(Trace.State.DONE, finish, null);
    latency.learn(trace, request.writesBack());
    request.completion.end(trace);
  }
}
