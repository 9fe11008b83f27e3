package dev.warmpath.ui.timeline;

import dev.warmpath.cache.CacheEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The last minutes of cache events. Thread-safe: the engine thread adds, the FX thread copies when
 * {@link #revision} grew.
 */
final class EventHistory {
  /** What the time slider shows. */
  public static final Duration KEPT = Duration.ofMinutes(10);
  /** A busy server emits some hundred events a second; older ones go first. */
  static final int LIMIT = 50_000;

  private final Deque<CacheEvent> events = new ArrayDeque<>();
  private volatile long revision;

  /** Quick: called on the engine thread. Touches are not kept, they are far the most. */
  public void add(CacheEvent event) {
    if (event instanceof CacheEvent.BlockTouched) {
      return;
    }
    synchronized (events) {
      events.addLast(event);
      Instant oldest = event.at().minus(KEPT);
      while (events.size() > LIMIT || events.getFirst().at().isBefore(oldest)) {
        events.removeFirst();
      }
      revision++;
    }
  }

  public long revision() {
    return revision;
  }

  /** Oldest first. */
  public List<CacheEvent> all() {
    synchronized (events) {
      return new ArrayList<>(events);
    }
  }

  public void clear() {
    synchronized (events) {
      events.clear();
      revision++;
    }
  }
}
