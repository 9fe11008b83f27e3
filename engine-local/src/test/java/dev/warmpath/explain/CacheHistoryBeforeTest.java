package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CacheHistoryBeforeTest {
  private static final Namespace HERE = new Namespace("m", "", "");
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final int[] PROMPT = {1, 2, 3, 4};

  @Test
  void whatARequestStoredItselfIsNotWhatItCouldHaveHit() {
    CacheHistory history = CacheHistory.of(List.of(stored(1, 0, 7)));
    assertThat(history.stored(HERE, PROMPT)).isPositive();
    assertThat(history.before(7, START.plusSeconds(1)).stored(HERE, PROMPT)).isZero();
    assertThat(history.before(8, START.plusSeconds(1)).stored(HERE, PROMPT)).isPositive();
  }

  @Test
  void whatWasRemovedLaterIsNoCause() {
    CacheHistory history =
        CacheHistory.of(
            List.of(
                stored(1, 0, 1),
                new CacheEvent.BlockRemoved(
                    2, START.plusSeconds(9), HERE, 1, PROMPT, 0, 4, CacheEvent.Reason.TTL, 0)));
    assertThat(history.before(3, START.plusSeconds(5)).removed(HERE, PROMPT, 0)).isEmpty();
    assertThat(history.before(3, START.plusSeconds(9)).removed(HERE, PROMPT, 0)).isPresent();
  }

  private static CacheEvent stored(long sequence, int second, long request) {
    return new CacheEvent.BlockStored(
        sequence, START.plusSeconds(second), HERE, 1, PROMPT, 0, 4, request);
  }
}
