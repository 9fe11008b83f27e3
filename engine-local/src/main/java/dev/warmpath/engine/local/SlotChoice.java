package dev.warmpath.engine.local;

import dev.warmpath.cache.PrefixCache;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.ModelRuntime;

/**
 * Decides in which idle slot a request runs, and what it reuses there. Engine thread.
 *
 * <p>The longest match wins: in place where an idle slot holds it, otherwise from rows in the least
 * recently used idle slot, one whose content is safe in host memory first. A slot that would lose
 * rows nobody else has is not continued while the same prefix can go to a clean slot.
 */
final class SlotChoice {
  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final SavedStates savedStates;
  private final WriteBack writeBack;
  private final Slots slots;

  SlotChoice(Slots.Parts parts, WriteBack writeBack, Slots slots) {
    this.runtime = parts.runtime();
    this.cache = parts.cache();
    this.savedStates = parts.savedStates();
    this.writeBack = writeBack;
    this.slots = slots;
  }

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
    Placement chosen =
        runtime.info().rewind() == Rewind.ROWS
            ? chooseWithRows(request, match)
            : chooseWithoutRewind(request, match);
    int kept = chosen.inPlace() ? chosen.reused() : 0;
    return chosen.writingBack(
        cache.slot(chosen.slot()).length() > kept
            && writeBack.pendingBeyond(chosen.slot(), 0));
  }

  private Placement chooseWithRows(RunningRequest request, PrefixMatch match) {
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

  /**
   * Without rows a prompt continues a slot whose whole content it begins with, or a longer one that
   * can be shortened, or a saved whole state.
   */
  private Placement chooseWithoutRewind(RunningRequest request, PrefixMatch match) {
    Placement best = new Placement(-1, 0, false);
    for (int slot = 0; slot < slots.count() && request.terms.inPlace(); slot++) {
      int shared = request.terms.reusable(holds(slot, request, match.matched()));
      boolean whole = shared == cache.slot(slot).length();
      if (slots.idle(slot)
          && shared > best.reused()
          && (whole || slots.canShorten(slot))) {
        best = new Placement(slot, shared, true);
      }
    }
    if (request.terms.reads()) {
      var saved =
          savedStates.longest(
              request.terms.namespace(), request.tokens(), request.promptLength() - 1);
      if (saved != null
          && saved.length() > best.reused()
          && saved.length() == request.terms.reusable(saved.length())) {
        best = new Placement(leastRecentlyUsed(), saved.length(), false, saved, false);
      }
    }
    request.recorder.notRewound(
        Math.max(0, request.terms.reusable(match.matched()) - best.reused()));
    return best.slot() >= 0 ? best : new Placement(leastRecentlyUsed(), 0, false);
  }

  private int holds(int slot, RunningRequest request, int limit) {
    return cache.slot(slot).matches(request.terms.namespace(), request.tokens(), limit);
  }

  /** The idle slot with the first {@code wanted} tokens that would lose least; -1 for none. */
  private int holder(RunningRequest request, int wanted) {
    int best = -1;
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.idle(slot)
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
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.idle(slot) && holds(slot, request, limit) > length) {
        best = slot;
        length = holds(slot, request, limit);
      }
    }
    return best;
  }

  /** Least recently used idle slot whose content is safe; -1 for none. */
  private int cleanSlot() {
    int best = -1;
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.idle(slot)
          && !writeBack.pendingBeyond(slot, 0)
          && (best < 0 || slots.usedAt(slot) < slots.usedAt(best))) {
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
    for (int slot = 0; slot < slots.count(); slot++) {
      if (slots.idle(slot) && (best < 0 || slots.usedAt(slot) < slots.usedAt(best))) {
        best = slot;
      }
    }
    if (best < 0) {
      throw new IllegalStateException("all " + slots.count() + " slots are busy");
    }
    return best;
  }
}
