package dev.warmpath.ui.timeline;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * The last minutes of the cache: its events counted, its snapshots to go back to, and the time that
 * is looked at. FX thread, but {@link #listener()}.
 */
public final class CachePast {
  /** Counts are refreshed this often; they move slower than that. */
  private static final Duration REFRESH = Duration.ofSeconds(1);

  /** New events show this soon; more often would count ten minutes of events every frame. */
  private static final Duration SOON = Duration.ofMillis(200);

  private final EventHistory events = new EventHistory();
  private final SnapshotHistory snapshots = new SnapshotHistory();
  private final ObjectProperty<@Nullable Instant> at = new SimpleObjectProperty<>();
  private final ReadOnlyObjectWrapper<TimelineBuckets> buckets;
  private CacheSnapshot live = CacheSnapshot.EMPTY;
  private Instant countedAt = Instant.EPOCH;
  private long seen;

  /** What a {@link #tick} brought. */
  public enum News { NONE, TIME, EVENTS }

  /**
   * @param now wall time
   */
  public CachePast(Instant now) {
    buckets = new ReadOnlyObjectWrapper<>(TimelineBuckets.of(List.of(), now));
  }

  /** Takes events in; any thread, quick. */
  public Consumer<CacheEvent> listener() {
    return events::add;
  }

  /** Another model: nothing of the old cache's past stays. */
  public void clear() {
    events.clear();
    snapshots.clear();
    at.set(null);
  }

  /** A newer snapshot. */
  public void add(CacheSnapshot snapshot) {
    live = snapshot;
    if (snapshot.revision() > 0) {
      snapshots.add(snapshot);
    }
  }

  /** Counts anew when it is time; cheap, to be called every pulse. */
  public News tick(Instant now) {
    Duration since = Duration.between(countedAt, now).abs();
    boolean happened = seen != events.revision();
    boolean due = since.compareTo(REFRESH) >= 0 || happened && since.compareTo(SOON) >= 0;
    if (!due) {
      return News.NONE;
    }
    countedAt = now;
    seen = events.revision();
    buckets.set(TimelineBuckets.of(events.all(), now));
    return happened ? News.EVENTS : News.TIME;
  }

  /** The tree at the time looked at: the newest one when that is now, or when none was kept. */
  public CacheSnapshot shown() {
    Instant wanted = at.get();
    CacheSnapshot then = wanted == null ? live : snapshots.at(wanted);
    return then == null ? live : then;
  }

  /** The last minutes' events, oldest first. */
  public List<CacheEvent> events() {
    return events.all();
  }

  /** The time looked at; null is live. */
  public ObjectProperty<@Nullable Instant> at() {
    return at;
  }

  public ReadOnlyObjectProperty<TimelineBuckets> buckets() {
    return buckets.getReadOnlyProperty();
  }
}
