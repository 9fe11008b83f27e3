package dev.warmpath.explain;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.lens.LensVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a cache does not have what the text alone would let it have. */
final class CacheSide {
  /** Granularity that takes less than this share is normal and no cause. */
  static final double WORTH_NAMING = 0.1;

  private final Question question;
  private final LensVerdict lens;

  CacheSide(Question question, LensVerdict lens) {
    this.question = question;
    this.lens = lens;
  }

  /**
   * A cause outside the text.
   *
   * @param cause the catalogue's entry
   * @param detail for people
   * @param by id of the request that caused it; 0 for none
   * @param confidence 0 to 1
   */
  record Reason(Cause cause, String detail, long by, double confidence) {}

  /**
   * @param cached tokens that hit
   * @param reach tokens that an earlier request of the namespace shares
   * @return null when the loss is too small to name
   */
  @Nullable Reason find(int cached, int reach, @Nullable Turn baseline) {
    int gap = reach - cached;
    if (gap <= 0 || (foreign() && gap < reach * WORTH_NAMING)) {
      return null;
    }
    if (!question.canRewind()) {
      return new Reason(
          Cause.ENGINE_CANNOT_REWIND,
          "Its memory keeps only the newest state; " + gap + " equal tokens were computed again.",
          0, 0.95);
    }
    Reason removed = removed(cached);
    if (removed != null) {
      return removed;
    }
    boolean measured = question.now().isMeasured();
    int unexplained = measured ? Math.max(0, lens.cached().orElse(0) - cached) : 0;
    // The rules take the smaller part: they are not why the rest missed too.
    boolean ruled = 2 * unexplained <= gap && lens.loss() != LensVerdict.Loss.NONE;
    Reason rule = ruled ? rule(gap, reach) : null;
    if (rule != null) {
      return rule;
    }
    if (baseline != null && racing(baseline)) {
      return race(baseline);
    }
    if (!measured || (ruled && lens.loss() == LensVerdict.Loss.GRANULARITY)) {
      return null;
    }
    return new Reason(
        Cause.PROVIDER_MISS_STABLE,
        reach + " leading tokens were the same and not expired as far as is known; "
            + cached + " hit.",
        0, 0.7);
  }

  /** Counted by a server with another vocabulary: shares of two prompts are alike, not equal. */
  private boolean foreign() {
    return question.now().count().prompt().isPresent();
  }

  private @Nullable Reason removed(int cached) {
    Turn now = question.now();
    Optional<CacheHistory.Removal> found =
        question.history().removed(now.namespace(), now.rendered().identity(), cached);
    if (found.isEmpty()) {
      return null;
    }
    CacheHistory.Removal removal = found.get();
    return switch (removal.reason()) {
      case TTL -> new Reason(Cause.TTL_EXPIRED, "It expired" + ago(removal.at()) + ".", 0, 0.98);
      case CAPACITY ->
          new Reason(
              Cause.EVICTED,
              (removal.request() == 0
                      ? "The cache was full"
                      : "Request " + removal.request() + " needed the room")
                  + ago(removal.at()) + ".",
              removal.request(), 0.98);
      case CLEARED ->
          new Reason(Cause.EVICTED, "The cache was cleared" + ago(removal.at()) + ".", 0, 0.98);
    };
  }

  private String ago(Instant at) {
    Instant start = question.now().started();
    if (start == null || start.isBefore(at)) {
      return "";
    }
    return ", " + Duration.between(at, start).toSeconds() + " s before this request";
  }

  private @Nullable Reason rule(int gap, int reach) {
    boolean large = gap >= reach * WORTH_NAMING;
    return switch (lens.loss()) {
      case MINIMUM ->
          new Reason(
              Cause.BELOW_MINIMUM, "The shared " + reach + " tokens are fewer than the minimum.",
              0, 0.95);
      case GRANULARITY ->
          large
              ? new Reason(
                  Cause.PARTIAL_BLOCK, gap + " of " + reach + " shared tokens fill no block.", 0,
                  0.95)
              : null;
      case WHOLE_UNIT ->
          new Reason(
              Cause.PARTIAL_BLOCK,
              "No stored unit ends within the shared " + reach + " tokens.", 0, 0.8);
      case BREAKPOINT ->
          large
              ? new Reason(
                  Cause.BREAKPOINT_MOVED,
                  "No stored marker ends within reach of this request's markers.", 0, 0.9)
              : null;
      case EXPIRED ->
          new Reason(
              Cause.TTL_EXPIRED, "The last use is longer ago than the lifetime.", 0, 0.9);
      case MAY_HAVE_EXPIRED ->
          new Reason(
              Cause.TTL_EXPIRED, "The last use is longer ago than the promised lifetime.", 0, 0.6);
      case RACE ->
          new Reason(
              Cause.WARMING_RACE, "The earlier request had not stored its prefix yet.", 0, 0.9);
      case NONE, KEY -> null;
    };
  }

  private boolean racing(Turn baseline) {
    Instant start = question.now().started();
    Instant readable = baseline.readable();
    return start != null && readable != null && start.isBefore(readable);
  }

  private static Reason race(Turn baseline) {
    return new Reason(
        Cause.WARMING_RACE,
        "Request " + baseline.id() + " was still computing the prefix when this one started.",
        baseline.id(), 0.9);
  }
}
