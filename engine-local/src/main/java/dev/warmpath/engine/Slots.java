package dev.warmpath.engine;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.FaultCounter.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The device slots: who runs in which, and how a cached prefix gets into one. Engine thread.
 *
 * <p>A request continues in place in the idle slot that holds its longest match. Otherwise the
 * prefix's rows are restored into the least recently used idle slot, one whose content is safe in
 * host memory first. Rows that exist only in a slot are written back before the slot forgets them.
 * After each step the slot's length is asked for; a surprise means a cold start.
 */
final class Slots {
  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final WriteBack writeBack;
  private final FaultCounter faults;
  private final @Nullable RunningRequest[] occupants;
  private final long[] usedAt;
  private long uses;

  Slots(ModelRuntime runtime, PrefixCache cache, WriteBack writeBack, FaultCounter faults) {
    this.runtime = runtime;
    this.cache = cache;
    this.writeBack = writeBack;
    this.faults = faults;
    occupants = new RunningRequest[runtime.info().slots()];
    usedAt = new long[occupants.length];
  }

  boolean anyIdle() {
    for (RunningRequest occupant : occupants) {
      if (occupant == null) {
        return true;
      }
    }
    return false;
  }

  /** What a placement will reuse; known before anything is copied. */
  record Placement(int slot, int reused, boolean inPlace) {}

  /**
   * Before the look-up: when the longest prefix exists only in slots that a request cannot continue
   * (busy ones), its rows are written back now, because somebody waits for them.
   */
  void prepare(RunningRequest request) {
    if (!request.terms.reads() || runtime.info().rewind() != Rewind.ROWS) {
      return;
    }
    cache.publish();
    PrefixMatch match =
        cache.snapshot().peek(request.terms.namespace(), request.tokens());
    int wanted = request.terms.reusable(match.matched());
    boolean continues = request.terms.inPlace() && holder(request, wanted) >= 0;
    if (match.hostMatched() < wanted && !continues) {
      writeBack.prefix(request, wanted);
    }
  }

  /** Chooses an idle slot, which there must be, by what the request's lease matched. */
  Placement choose(RunningRequest request) {
    PrefixMatch match = match(request);
    if (runtime.info().rewind() != Rewind.ROWS) {
      return chooseWithoutRewind(request, match);
    }
    int wanted = request.terms.reusable(match.matched());
    int inHost = request.terms.reusable(match.hostMatched());
    if (wanted > 0 && request.terms.inPlace()) {
      int holder = holder(request, wanted);
      boolean loses = holder >= 0 && writeBack.pendingBeyond(holder, wanted);
      if (holder >= 0 && !(loses && inHost >= wanted && cleanSlot() >= 0)) {
        return new Placement(holder, wanted, true);
      }
    }
    int longest = request.terms.inPlace() ? longestInPlace(request, wanted) : -1;
    int there = longest < 0 ? 0 : request.terms.reusable(holds(longest, request, wanted));
    return there > inHost
        ? new Placement(longest, there, true)
        : new Placement(leastRecentlyUsed(), inHost, false);
  }

  private static PrefixMatch match(RunningRequest request) {
    var lease = request.lease();
    return lease != null && request.terms.reads()
        ? lease.match()
        : PrefixMatch.none(request.terms.namespace(), request.promptLength());
  }

  /** Only a slot whose whole content begins the prompt can go on. */
  private Placement chooseWithoutRewind(RunningRequest request, PrefixMatch match) {
    int best = -1;
    int length = 0;
    for (int slot = 0; slot < occupants.length; slot++) {
      int held = cache.slot(slot).length();
      if (occupants[slot] == null
          && held > length
          && held == holds(slot, request, match.matched())
          && held == request.terms.reusable(held)) {
        best = slot;
        length = held;
      }
    }
    request.recorder.notRewound(request.terms.reusable(match.matched()) - length);
    return best >= 0
        ? new Placement(best, length, true)
        : new Placement(leastRecentlyUsed(), 0, false);
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
    List<KvRows> slices = new ArrayList<>();
    boolean accepted;
    try {
      int at = 0;
      for (KvRows rows : request.lease().hostRows()) {
        int take = Math.min(rows.length(), length - at);
        if (take > 0) {
          slices.add(rows.slice(0, take));
          at += take;
        }
      }
      accepted = at == length && runtime.restore(slot, slices);
    } finally {
      slices.forEach(KvRows::release);
    }
    if (!accepted) {
      faults.count(Fault.RESTORE_REFUSED);
    }
    if (accepted && runtime.length(slot) == length) {
      request.recorder.restored(length);
      request.position(length);
      cache.slotHolds(slot, request.lease(), request.tokens(), length);
      request.stored(length);
    } else {
      startCold(request);
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
      cache.slotHolds(request.slot(), request.lease(), request.tokens(), length);
      request.stored(length);
    }
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

  private int holds(int slot, RunningRequest request, int limit) {
    return cache.slot(slot).matches(request.terms.namespace(), request.tokens(), limit);
  }

  /** The idle slot with the first {@code wanted} tokens that would lose least; -1 for none. */
  private int holder(RunningRequest request, int wanted) {
    int best = -1;
    for (int slot = 0; slot < occupants.length; slot++) {
      if (occupants[slot] == null
          && holds(slot, request, wanted) == wanted
          && (best < 0 || cache.slot(slot).length() < cache.slot(best).length())) {
        best = slot;
      }
    }
    return best;
  }

  private int longestInPlace(RunningRequest request, int limit) {
    int best = -1;
    int length = 0;
    for (int slot = 0; slot < occupants.length; slot++) {
      if (occupants[slot] == null && holds(slot, request, limit) > length) {
        best = slot;
        length = holds(slot, request, limit);
      }
    }
    return best;
  }

  /** Least recently used idle slot whose content is safe; -1 for none. */
  private int cleanSlot() {
    int best = -1;
    for (int slot = 0; slot < occupants.length; slot++) {
      if (occupants[slot] == null
          && !writeBack.pendingBeyond(slot, 0)
          && (best < 0 || usedAt[slot] < usedAt[best])) {
        best = slot;
      }
    }
    return best;
  }

  private int leastRecentlyUsed() {
    int clean = cleanSlot();
    if (clean >= 0) {
      return clean;
    }
    int best = -1;
    for (int slot = 0; slot < occupants.length; slot++) {
      if (occupants[slot] == null && (best < 0 || usedAt[slot] < usedAt[best])) {
        best = slot;
      }
    }
    if (best < 0) {
      throw new IllegalStateException("all " + occupants.length + " slots are busy");
    }
    return best;
  }
}
