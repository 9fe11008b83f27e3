package dev.warmpath.engine.local;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.local.FaultCounter.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * The device slots: who runs in which, and how a cached prefix gets into one. Engine thread.
 *
 * <p>{@link SlotChoice} decides; here it is carried out. Rows that exist only in a slot are written
 * back before the slot forgets them. After each step the slot's length is asked for; a surprise
 * means a cold start.
 */
final class Slots {
  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final WriteBack writeBack;
  private final SavedStates savedStates;
  private final FaultCounter faults;
  private final @Nullable RunningRequest[] occupants;
  private final long[] usedAt;

  /** 1: set from a whole state; a sliding window's earlier cells may be missing there. */
  private final AtomicIntegerArray fromState;

  private long uses;
  private volatile boolean truncates; // written by the engine thread

  Slots(Parts parts, WriteBack writeBack) {
    this.runtime = parts.runtime();
    this.cache = parts.cache();
    this.savedStates = parts.savedStates();
    this.faults = parts.faults();
    this.writeBack = writeBack;
    // A sliding window that keeps all its cells can be truncated, a recurrent state cannot: the
    // first try tells them apart, and a state that cannot only comes out empty.
    truncates = runtime.info().rewind() != Rewind.NONE;
    fromState = new AtomicIntegerArray(runtime.info().slots());
    occupants = new RunningRequest[runtime.info().slots()];
    usedAt = new long[occupants.length];
  }

  /** What the slots and their write-back share. */
  record Parts(
      ModelRuntime runtime, PrefixCache cache, SavedStates savedStates, FaultCounter faults) {}

  int count() {
    return occupants.length;
  }

  boolean idle(int slot) {
    return occupants[slot] == null;
  }

  /** When the slot was last used, on a logical clock. */
  long usedAt(int slot) {
    return usedAt[slot];
  }

  /** True when the slot's content can be shortened in place, as far as is known. Any thread. */
  boolean canShorten(int slot) {
    return truncates && fromState.get(slot) == 0;
  }

  boolean anyIdle() {
    for (RunningRequest occupant : occupants) {
      if (occupant == null) {
        return true;
      }
    }
    return false;
  }

  /** True when slots can be shortened, as far as is known. */
  boolean truncates() {
    return truncates;
  }

  /** Carries a placement out. The request's position afterwards is what is really reused. */
  void place(RunningRequest request, Placement placement) {
    int slot = placement.slot();
    occupants[slot] = request;
    usedAt[slot] = ++uses;
    request.take(slot);
    cache.busy(slot, true);
    if (placement.inPlace()) {
      continueInPlace(request, placement);
    } else {
      writeBack.slot(slot, request.id());
      request.recorder.lookedUp(slot);
      restore(request, placement);
    }
  }

  private void continueInPlace(RunningRequest request, Placement placement) {
    int slot = placement.slot();
    int length = placement.reused();
    boolean kept = true;
    if (cache.slot(slot).length() > length || runtime.length(slot) > length) {
      writeBack.slot(slot, request.id());
      request.recorder.lookedUp(slot);
      kept = runtime.truncate(slot, length);
      if (!kept && runtime.info().rewind() != Rewind.ROWS) {
        truncates = false;
        request.recorder.notRewound(request.terms.reusable(length));
      }
      cache.truncateSlot(slot, length, request.id());
    } else {
      request.recorder.lookedUp(slot);
    }
    if (kept && runtime.length(slot) == length) {
      request.recorder.continuedInPlace(length);
      request.position(length);
      request.stored(length);
    } else {
      startCold(request);
    }
  }

  private void restore(RunningRequest request, Placement placement) {
    int slot = placement.slot();
    int length = placement.reused();
    cache.truncateSlot(slot, 0, request.id());
    if (length == 0) {
      empty(slot);
      return;
    }
    boolean accepted = copyIn(request, placement);
    if (!accepted) {
      faults.count(Fault.RESTORE_REFUSED);
    }
    if (accepted && runtime.length(slot) == length) {
      request.recorder.restored(length);
      request.position(length);
      cache.slotHolds(slot, request.heldLease(), request.tokens(), length);
      request.stored(length);
    } else {
      startCold(request);
    }
  }

  private boolean copyIn(RunningRequest request, Placement placement) {
    SavedStates.Saved saved = placement.state();
    if (saved != null) {
      boolean accepted = runtime.restore(placement.slot(), List.of(saved.state()));
      fromState.set(placement.slot(), accepted ? 1 : 0);
      savedStates.used(saved);
      return accepted;
    }
    List<KvRows> slices = new ArrayList<>();
    try {
      int at = 0;
      for (KvRows rows : request.heldLease().hostRows()) {
        int take = Math.min(rows.length(), placement.reused() - at);
        if (take > 0) {
          slices.add(rows.slice(0, take));
          at += take;
        }
      }
      return at == placement.reused() && runtime.restore(placement.slot(), slices);
    } finally {
      slices.forEach(KvRows::release);
    }
  }

  /** Empties the request's slot: everything is computed from position 0. */
  void startCold(RunningRequest request) {
    faults.count(Fault.COLD_RESTART);
    cache.truncateSlot(request.slot(), 0, request.id());
    request.recorder.startedCold();
    request.position(0);
    empty(request.slot());
  }

  /** The request's slot was truncated to {@code length} tokens. */
  void shorten(RunningRequest request, int length) {
    cache.truncateSlot(request.slot(), length, request.id());
    request.position(length);
  }

  private void empty(int slot) {
    runtime.truncate(slot, 0);
    fromState.set(slot, 0);
    if (runtime.length(slot) != 0) {
      throw new EngineException(
          EngineException.Kind.COMPUTE_FAILED,
          "Slot " + slot + " still holds " + runtime.length(slot)
              + " tokens after it was emptied. Load the model again.");
    }
  }

  /** The tokens in the slot that the cache may know become cached. */
  void store(RunningRequest request) {
    int length = request.storable();
    if (length > request.stored()) {
      cache.slotHolds(request.slot(), request.heldLease(), request.tokens(), length);
      request.stored(length);
    }
  }

  /** Keeps the whole state of the request's slot as it is now. */
  void saveWhole(RunningRequest request) {
    writeBack.slot(request.slot(), request.id());
  }

  /** The request leaves its slot; exactly what it computed and may store stays. */
  void leave(RunningRequest request) {
    int slot = request.slot();
    if (slot < 0) {
      return;
    }
    int keep = request.storable();
    if (keep > 0) {
      store(request);
    }
    if (request.position() != keep || runtime.length(slot) != keep) {
      boolean kept = runtime.truncate(slot, keep) && runtime.length(slot) == keep;
      int left = kept ? keep : 0;
      cache.truncateSlot(slot, left, request.id());
      if (!kept) {
        runtime.truncate(slot, 0);
      }
    }
    vacate(request);
  }

  /** The request leaves its slot, which holds nothing usable any more. */
  void abandon(RunningRequest request) {
    int slot = request.slot();
    if (slot >= 0) {
      runtime.truncate(slot, 0);
      cache.truncateSlot(slot, 0, request.id());
      request.position(0);
      vacate(request);
    }
  }

  private void vacate(RunningRequest request) {
    occupants[request.slot()] = null;
    usedAt[request.slot()] = ++uses;
    cache.busy(request.slot(), false);
  }

  /** Frees what idle slots hold on the device, after writing it back. */
  void emptyIdle(long forRequest) {
    for (int slot = 0; slot < occupants.length; slot++) {
      if (occupants[slot] == null) {
        writeBack.slot(slot, forRequest);
        cache.truncateSlot(slot, 0, forRequest);
        runtime.truncate(slot, 0);
      }
    }
  }

  /** True when an idle slot has rows that should be written back. */
  boolean anyToWriteBack() {
    return oldestToWriteBack() >= 0;
  }

  /**
   * Writes back the idle slot that was used longest ago and has something to write.
   *
   * @return false when there was nothing, or no room for it
   */
  boolean writeBackOne() {
    int oldest = oldestToWriteBack();
    return oldest >= 0 && writeBack.slot(oldest, 0);
  }

  private int oldestToWriteBack() {
    int oldest = -1;
    for (int slot = 0; slot < occupants.length; slot++) {
      if (occupants[slot] == null
          && writeBack.worthTrying(slot)
          && (oldest < 0 || usedAt[slot] < usedAt[oldest])) {
        oldest = slot;
      }
    }
    return oldest;
  }
}
