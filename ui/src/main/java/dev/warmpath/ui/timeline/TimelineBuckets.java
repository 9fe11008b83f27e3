package dev.warmpath.ui.timeline;

import dev.warmpath.cache.CacheEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What happened in each slice of the last minutes, in blocks. Immutable; a pure function of events.
 *
 * @param end time at the right edge
 * @param stored blocks stored per slice, oldest first
 * @param evicted blocks evicted for room per slice
 * @param expired blocks expired per slice
 * @param cleared blocks cleared by the user per slice
 */
public record TimelineBuckets(
    Instant end, int[] stored, int[] evicted, int[] expired, int[] cleared) {
  public static final int COUNT = 120;
  public static final Duration WIDTH = EventHistory.KEPT.dividedBy(COUNT);

  public static TimelineBuckets of(List<CacheEvent> events, Instant end) {
    TimelineBuckets made =
        new TimelineBuckets(
            end, new int[COUNT], new int[COUNT], new int[COUNT], new int[COUNT]);
    for (CacheEvent event : events) {
      long age = Duration.between(event.at(), end).toMillis();
      int slice = COUNT - 1 - (int) Math.min(COUNT, Math.max(0, age) / WIDTH.toMillis());
      if (slice < 0) {
        continue;
      }
      switch (event) {
        case CacheEvent.BlockStored e -> made.stored[slice] += blocks(e.from(), e.to());
        case CacheEvent.BlockRemoved e -> {
          int[] counts =
              switch (e.reason()) {
                case CAPACITY -> made.evicted;
                case TTL -> made.expired;
                case CLEARED -> made.cleared;
              };
          counts[slice] += blocks(e.from(), e.to());
        }
        case CacheEvent.BlockTouched e -> {}
        case CacheEvent.SlotLoaded e -> {}
        case CacheEvent.SlotReleased e -> {}
        case CacheEvent.AllBlocksCleared e -> {}
      }
    }
    return made;
  }

  /** Blocks a token range touches the end of: partial blocks count once when completed. */
  private static int blocks(int from, int to) {
    int size = dev.warmpath.cache.KvStore.BLOCK_TOKENS;
    return Math.max(1, (to + size - 1) / size - (from + size - 1) / size);
  }

  public static long sum(int[] counts) {
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return sum;
  }
}
