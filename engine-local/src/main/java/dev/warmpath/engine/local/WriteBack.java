package dev.warmpath.engine.local;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.local.FaultCounter.Fault;
import java.util.BitSet;

/**
 * Copies rows that exist only in a slot to host memory, as far as the budget goes. Engine thread.
 *
 * <p>llama.cpp exports whole sequences only, so a write-back costs a copy of everything the slot
 * holds: 2 ms for 4,096 tokens of a 60M model, but 4 GiB for 32k tokens of a model with 128 KiB a
 * token. It therefore happens when the engine is idle, and otherwise only when a slot is about to
 * forget rows or another request needs them.
 */
final class WriteBack {
  private static final System.Logger LOG = System.getLogger(WriteBack.class.getName());

  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final SavedStates savedStates;
  private final FaultCounter faults;

  /** Slots whose rows found no room; tried again once the slot's content changed. */
  private final BitSet refused = new BitSet();

  private final int[] refusedLength;

  WriteBack(
      ModelRuntime runtime, PrefixCache cache, SavedStates savedStates, FaultCounter faults) {
    this.runtime = runtime;
    this.cache = cache;
    this.savedStates = savedStates;
    this.faults = faults;
    this.refusedLength = new int[runtime.info().slots()];
  }

  /** True when the slot alone holds tokens at or after {@code position}. */
  boolean pendingBeyond(int slot, int position) {
    if (runtime.info().rewind() == Rewind.SNAPSHOT) {
      return cache.slot(slot).length() > position && !savedStates.has(slot);
    }
    var pending = cache.pending(slot);
    return pending != null && pending.to() > position;
  }

  /** True when the slot has rows to write that were not refused before. */
  boolean worthTrying(int slot) {
    return runtime.info().rewind() != Rewind.NONE
        && pendingBeyond(slot, 0)
        && !(refused.get(slot) && refusedLength[slot] == cache.slot(slot).length());
  }

  /**
   * Writes back everything the slot alone holds.
   *
   * @param request trace id of the request that needs it; 0 for none
   * @return false when some of it is still in the slot only
   */
  boolean slot(int slot, long request) {
    return slot(slot, request, Integer.MAX_VALUE);
  }

  /** As {@link #slot(int, long)}, of the first {@code length} tokens alone. */
  private boolean slot(int slot, long request, int length) {
    if (runtime.info().rewind() == Rewind.NONE) {
      return cache.pending(slot) == null;
    }
    try {
      return write(slot, request, length) || refuse(slot);
    } catch (RuntimeException | OutOfMemoryError broken) {
      // Copying is housekeeping: the tokens are still in the slot, and no request may end of it.
      LOG.log(System.Logger.Level.WARNING, "Slot " + slot + " could not be written back", broken);
      return refuse(slot);
    }
  }

  private boolean write(int slot, long request, int length) {
    if (runtime.info().rewind() == Rewind.SNAPSHOT) {
      return savedStates.save(slot);
    }
    var pending = cache.pending(slot);
    if (pending == null || pending.from() >= length) {
      return true;
    }
    int to = Math.min(pending.to(), length);
    if (!cache.reserve(to - pending.from(), request)) {
      return false;
    }
    KvRows rows = runtime.save(slot, pending.from(), to);
    if (rows == null) {
      return false;
    }
    cache.attach(slot, pending.from(), rows);
    refused.clear(slot);
    return true;
  }

  private boolean refuse(int slot) {
    faults.count(Fault.SAVE_REFUSED);
    refused.set(slot);
    refusedLength[slot] = cache.slot(slot).length();
    return false;
  }

  /** A changed budget may have room for what was refused. */
  void tryAgain() {
    refused.clear();
  }

  /**
   * Brings the first {@code wanted} tokens of a request's prompt, which are cached, to host memory
   * from whichever slot holds them, busy ones included. All that the slot has is copied at once
   * where there is room for it; what the request waits for must not fail for want of more.
   */
  void prefix(RunningRequest request, int wanted) {
    for (int slot = 0; slot < refusedLength.length; slot++) {
      var content = cache.slot(slot);
      if (content.matches(request.terms.namespace(), request.tokens(), wanted) == wanted
          && (slot(slot, request.id()) || slot(slot, request.id(), wanted))) {
        return;
      }
    }
  }
}
