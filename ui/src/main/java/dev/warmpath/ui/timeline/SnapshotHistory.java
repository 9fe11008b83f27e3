package dev.warmpath.ui.timeline;

import dev.warmpath.cache.CacheSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of the last minutes, thinner the older they are. Snapshots share what did not change,
 * so keeping them costs what was evicted meanwhile. FX thread.
 */
final class SnapshotHistory {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration FRESH_STEP = Duration.ofMillis(500);
  private static final Duration OLD_STEP = Duration.ofSeconds(5);

  private final TreeMap<Instant, CacheSnapshot> kept = new TreeMap<>();

  /** Adds the newest; forgets what became superfluous. */
  public void add(CacheSnapshot snapshot) {
    kept.put(snapshot.at(), snapshot);
    Instant newest = kept.lastKey();
    Instant end = newest.minus(EventHistory.KEPT);
    Instant beforeEnd = kept.floorKey(end);
    if (beforeEnd != null) {
      kept.headMap(beforeEnd, false).clear();
    }
    thin(newest);
  }

  private void thin(Instant newest) {
    List<Instant> superfluous = new ArrayList<>();
    Instant last = null;
    for (Instant at : kept.keySet()) {
      boolean fresh = at.isAfter(newest.minus(FRESH));
      Duration step = fresh ? FRESH_STEP : OLD_STEP;
      boolean close = last != null && Duration.between(last, at).compareTo(step) < 0;
      if (close && !at.equals(newest)) {
        superfluous.add(at);
      } else {
        last = at;
      }
    }
    superfluous.forEach(kept::remove);
  }

  /** How the cache was: the newest snapshot not after {@code at}, else the oldest; null if none. */
  public @Nullable CacheSnapshot at(Instant at) {
    Map.Entry<Instant, CacheSnapshot> found = kept.floorEntry(at);
    found = found == null ? kept.firstEntry() : found;
    return found == null ? null : found.getValue();
  }

  public int size() {
    return kept.size();
  }

  public void clear() {
    kept.clear();
  }
}
