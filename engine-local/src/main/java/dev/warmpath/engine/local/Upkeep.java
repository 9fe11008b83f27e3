package dev.warmpath.engine.local;

import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the engine does when no request needs it: write-back, expiry, clearing. Engine thread. */
final class Upkeep {
  /**
   * Quiet time before rows are written back: clients that send again at once (agents, benchmarks)
   * should not find the engine busy copying, and a person never notices.
   */
  private static final Duration IDLE_GRACE = Duration.ofMillis(20);

  private final PrefixCache cache;
  private final SavedStates savedStates;
  private final Slots slots;
  private final WriteBack writeBack;
  private final InstantSource clock;

  Upkeep(Slots.Parts parts, Slots slots, WriteBack writeBack, InstantSource clock) {
    this.cache = parts.cache();
    this.savedStates = parts.savedStates();
    this.slots = slots;
    this.writeBack = writeBack;
    this.clock = clock;
  }

  /** How long an idle engine may sleep: until rows should be written back or something expires. */
  Duration idleTime() {
    if (slots.anyToWriteBack()) {
      return IDLE_GRACE;
    }
    Instant expiry = nextExpiry();
    if (expiry.equals(Instant.MAX)) {
      return Inbox.FOREVER;
    }
    Duration until = Duration.between(clock.instant(), expiry);
    return until.isNegative() ? Duration.ofMillis(1) : until.plusMillis(1);
  }

  private Instant nextExpiry() {
    Instant states = savedStates.nextExpiry();
    return cache.nextExpiry().isBefore(states) ? cache.nextExpiry() : states;
  }

  /** Writes one slot back. */
  void writeBackOne() {
    slots.writeBackOne();
    cache.publish(); // also when it found no room: others may have given way before that was clear
  }

  /** Drops what was not used for the time to live. */
  void expire() {
    if (!nextExpiry().isAfter(clock.instant())) {
      cache.expire();
      savedStates.tidy();
      cache.publish();
    }
  }

  /** Drops every unpinned prefix of a namespace, or of all when null. */
  void clear(@Nullable Namespace namespace) {
    cache.clear(namespace);
    savedStates.clear(namespace);
    cache.publish();
  }

  /** Drops everything, pinned or not: the engine ends, and rows do not belong to its context. */
  void clearForGood() {
    cache.unpinAll();
    clear(null);
  }

  /** Drops what begins with all of {@code branch}; returns the tokens. */
  int clear(Namespace namespace, int[] branch) {
    int dropped = cache.clear(namespace, branch);
    savedStates.clear(namespace, branch);
    cache.publish();
    return dropped;
  }

  /** New limits from now on. */
  void limits(PrefixCache.Limits limits) {
    cache.limits(limits);
    savedStates.tidy();
    writeBack.tryAgain();
    cache.publish();
  }
}
