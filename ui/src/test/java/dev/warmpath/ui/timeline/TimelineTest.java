package dev.warmpath.ui.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant NOW = Instant.parse("2026-11-20T17:00:00Z");
  private static final Namespace SPACE = new Namespace("demo", "", "");

  @Test
  void countsBlocksBySliceAndReason() {
    TimelineBuckets buckets =
        TimelineBuckets.of(
            List.of(
                stored(1, NOW.minusSeconds(1), 0, 160),
                removed(2, NOW.minusSeconds(599), CacheEvent.Reason.TTL),
                removed(3, NOW.minusSeconds(300), CacheEvent.Reason.CAPACITY),
                removed(4, NOW.minusSeconds(300), CacheEvent.Reason.CLEARED),
                stored(5, NOW.minusSeconds(900), 0, 16)),
            NOW);

    assertThat(buckets.stored()[TimelineBuckets.COUNT - 1]).isEqualTo(10);
    assertThat(TimelineBuckets.sum(buckets.stored())).isEqualTo(10);
    assertThat(buckets.expired()[0]).isEqualTo(1);
    assertThat(buckets.evicted()[TimelineBuckets.COUNT / 2 - 1]).isEqualTo(1);
    assertThat(TimelineBuckets.sum(buckets.cleared())).isEqualTo(1);
  }

  @Test
  void historyForgetsWhatIsTooOldAndDoesNotKeepTouches() {
    EventHistory history = new EventHistory();
    history.add(stored(1, NOW.minus(EventHistory.KEPT).minusSeconds(1), 0, 16));
    history.add(new CacheEvent.BlockTouched(2, NOW, SPACE, 1, 16, 1));
    history.add(stored(3, NOW, 0, 16));

    assertThat(history.all()).extracting(CacheEvent::sequence).containsExactly(3L);
    assertThat(history.revision()).isEqualTo(2);
    history.clear();
    assertThat(history.all()).isEmpty();
  }

  @Test
  void historyIsBoundedInNumber() {
    EventHistory history = new EventHistory();
    for (int i = 1; i <= EventHistory.LIMIT + 10; i++) {
      history.add(stored(i, NOW, 0, 16));
    }

    assertThat(history.all()).hasSize(EventHistory.LIMIT);
    assertThat(history.all().getFirst().sequence()).isEqualTo(11);
  }

  @Test
  void snapshotsGetThinnerWithAgeAndAreFoundByTime() {
    SnapshotHistory history = new SnapshotHistory();
    int seconds = 1_500;
    for (int i = 0; i <= seconds * 5; i++) {
      history.add(snapshot(i, NOW.plusMillis(200L * i)));
    }
    Instant newest = NOW.plusSeconds(seconds);

    assertThat(history.size()).isBetween(100, 400);
    assertThat(history.at(newest).revision()).isEqualTo(seconds * 5L);
    assertThat(history.at(newest.plusSeconds(60)).revision()).isEqualTo(seconds * 5L);
    for (int back = 0; back < 600; back += 7) {
      Instant wanted = newest.minusSeconds(back);
      Duration off = Duration.between(history.at(wanted).at(), wanted);
      assertThat(off).as("%d s ago", back).isBetween(Duration.ZERO, Duration.ofSeconds(6));
    }
    assertThat(history.at(NOW)).as("older than kept: the oldest").isNotNull();
  }

  @Test
  void emptyHistoryHasNoSnapshot() {
    assertThat(new SnapshotHistory().at(NOW)).isNull();
  }

  private static CacheSnapshot snapshot(long revision, Instant at) {
    return new CacheSnapshot(
        revision, revision, at, Map.of(), List.of(), CacheSnapshot.EMPTY.totals());
  }

  private static CacheEvent stored(long sequence, Instant at, int from, int to) {
    return new CacheEvent.BlockStored(sequence, at, SPACE, 1, new int[to], from, to, 1);
  }

  private static CacheEvent removed(long sequence, Instant at, CacheEvent.Reason reason) {
    return new CacheEvent.BlockRemoved(
        sequence, at, SPACE, 1, new int[16], 0, 16, reason, 1);
  }
}
