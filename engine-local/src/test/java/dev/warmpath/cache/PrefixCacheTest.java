package dev.warmpath.cache;

import static dev.warmpath.cache.CacheFixture.DEMO;
import static dev.warmpath.cache.CacheFixture.TTL;
import static dev.warmpath.cache.CacheFixture.join;
import static dev.warmpath.cache.CacheFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One story each, with the exact numbers. */
class PrefixCacheTest {
  private static final int[] SYSTEM = run(0, 48);

  private CacheFixture use = new CacheFixture(1_000, 2);

  @AfterEach
  void everythingHolds() {
    use.cache.checkInvariants();
    assertThat(use.totals().tokens()).isEqualTo(use.eventTokens());
  }

  @Test
  void anEmptyCacheMatchesNothing() {
    Lease lease = use.acquire(SYSTEM);
    assertThat(lease.match()).isEqualTo(PrefixMatch.none(DEMO, 48));
    assertThat(lease.hostRows()).isEmpty();
    lease.release();
    assertThat(use.events).isEmpty();
    assertThat(use.published().roots()).isEmpty();
  }

  @Test
  void aRepeatedPromptMatchesAllButItsLastToken() {
    use.complete(SYSTEM);
    PrefixMatch match = use.complete(SYSTEM);
    assertThat(match.matched()).isEqualTo(47);
    assertThat(match.hostMatched()).isEqualTo(47);
    assertThat(match.slot()).isEqualTo(0);
    assertThat(match.missing()).isEqualTo(1);
    assertThat(use.totals().tokens()).isEqualTo(48);
  }

  @Test
  void branchesShareTheirPrefixOnce() {
    use.complete(join(SYSTEM, run(100, 10)));
    PrefixMatch match = use.complete(join(SYSTEM, run(200, 10)));
    assertThat(match.matched()).isEqualTo(48);
    assertThat(use.totals())
        .isEqualTo(new CacheSnapshot.Totals(68, 68, 0, 3, 2, 5 * 16, 1_000));
  }

  @Test
  void aPrefixHitsWhileItIsStillOnlyInARunningSlot() {
    Lease first = use.acquire(SYSTEM);
    use.cache.slotHolds(0, first, SYSTEM, 32);
    Lease second = use.acquire(SYSTEM);
    assertThat(second.match().matched()).isEqualTo(32);
    assertThat(second.match().hostMatched()).isZero();
    assertThat(second.match().slot()).isZero();
    assertThat(second.match().slotMatched()).isEqualTo(32);
    first.release();
    second.release();
  }

  @Test
  void generatedTokensAreThereForTheNextTurn() {
    int[] turn = join(SYSTEM, run(500, 20));
    Lease lease = use.acquire(SYSTEM);
    use.cache.slotHolds(0, lease, turn, 48);
    use.cache.slotHolds(0, lease, turn, 68);
    lease.release();
    assertThat(use.complete(join(turn, run(900, 5))).matched()).isEqualTo(68);
  }

  @Test
  void chunksOfOnePrefillAreOneEdge() {
    Lease lease = use.acquire(SYSTEM);
    for (int length = 16; length <= 48; length += 16) {
      use.cache.slotHolds(0, lease, SYSTEM, length);
    }
    assertThat(use.totals().edges()).isEqualTo(1);
    lease.release();
  }

  @Test
  void theLeastRecentlyUsedLeafGoesFirstTailFirstInWholeBlocks() {
    use = new CacheFixture(96, 1);
    use.complete(join(SYSTEM, run(100, 32)));
    use.complete(join(SYSTEM, run(200, 16)));
    use.complete(join(SYSTEM, run(300, 16)));
    List<CacheEvent.BlockRemoved> removed = removed();
    assertThat(removed).hasSize(1);
    assertThat(removed.getFirst().path()).startsWith(join(SYSTEM, run(100, 32)));
    assertThat(removed.getFirst().from()).isEqualTo(64);
    assertThat(removed.getFirst().to()).isEqualTo(80);
    assertThat(removed.getFirst().request()).isEqualTo(3);
    assertThat(use.store.usedBytes()).isEqualTo(96);
  }

  @Test
  void whatALeaseHoldsIsNotEvicted() {
    use = new CacheFixture(48, 2);
    use.complete(SYSTEM);
    Lease lease = use.acquire(SYSTEM);
    assertThat(use.cache.reserve(16, 9)).isFalse();
    assertThat(lease.hostRows().stream().mapToInt(KvRows::length).sum()).isEqualTo(47);
    lease.release();
    assertThat(use.cache.reserve(16, 9)).isTrue();
    assertThat(use.store.usedBytes()).isEqualTo(32);
  }

  @Test
  void rowsEvictedUnderASlotLeaveTheTokensInTheSlot() {
    use = new CacheFixture(48, 1);
    use.complete(SYSTEM);
    assertThat(use.cache.reserve(48, 2)).isTrue();
    assertThat(use.totals().tokens()).isEqualTo(48);
    assertThat(use.totals().hostTokens()).isZero();
    assertThat(use.cache.pending(0)).as("no turning over of the cache while idle").isNull();
    use.cache.truncateSlot(0, 0, 3);
    assertThat(use.totals().tokens()).isZero();
    assertThat(use.events.getLast())
        .isEqualTo(new CacheEvent.SlotReleased(use.events.size(), use.clock.instant(), 0, 0));
  }

  @Test
  void tokensInTwoSlotsOutliveOne() {
    Lease first = use.acquire(SYSTEM);
    use.cache.slotHolds(0, first, SYSTEM, 48);
    use.cache.slotHolds(1, first, SYSTEM, 48);
    first.release();
    use.cache.truncateSlot(0, 10, 1);
    assertThat(use.totals().tokens()).isEqualTo(48);
    use.cache.truncateSlot(1, 20, 1);
    assertThat(use.totals().tokens()).isEqualTo(20);
  }

  @Test
  void aLeaseShrinksWithTheSlotThatHeldItsTokens() {
    Lease first = use.acquire(SYSTEM);
    use.cache.slotHolds(0, first, SYSTEM, 48);
    use.cache.truncateSlot(0, 0, 1);
    assertThat(first.length()).isZero();
    assertThat(use.totals().pinnedTokens()).isZero();
    use.cache.slotHolds(0, first, SYSTEM, 16);
    assertThat(first.length()).isEqualTo(16);
    first.release();
  }

  @Test
  void namespacesNeverShare() {
    use.complete(SYSTEM);
    for (Namespace other :
        List.of(
            new Namespace("other", "", ""),
            new Namespace("demo", "alice", ""),
            new Namespace("demo", "", "key"))) {
      Lease lease = use.cache.acquire(other, SYSTEM, 48, 7);
      assertThat(lease.match().matched()).isZero();
      assertThat(lease.match().slot()).isEqualTo(-1);
      lease.release();
    }
  }

  @Test
  void anUnusedPrefixExpiresAndAUseKeepsItsWholePath() {
    int[] left = join(SYSTEM, run(100, 16));
    use.complete(left);
    use.complete(join(SYSTEM, run(200, 16)));
    use.cache.truncateSlot(0, 0, 0);
    use.clock.pass(Duration.ofMinutes(9));
    use.acquire(left).release();
    Instant next = use.cache.nextExpiry();
    assertThat(next).isEqualTo(use.clock.instant().plus(Duration.ofMinutes(1)));
    use.clock.pass(Duration.ofMinutes(1));
    assertThat(use.cache.expire()).as("other branch, unmatched last token").isEqualTo(17);
    assertThat(removed()).extracting(CacheEvent.BlockRemoved::reason)
        .containsOnly(CacheEvent.Reason.TTL);
    use.clock.pass(TTL);
    assertThat(use.complete(left).matched()).as("expired before it is looked up").isZero();
  }

  @Test
  void expiryCanBeOff() {
    use.complete(SYSTEM);
    use.cache.limits(new PrefixCache.Limits(1_000, null));
    use.clock.pass(Duration.ofDays(365));
    assertThat(use.cache.expire()).isZero();
    assertThat(use.cache.nextExpiry()).isEqualTo(Instant.MAX);
    assertThat(use.published().roots().get(DEMO).child(0).facts().expiresAt()).isNull();
  }

  @Test
  void anExpiredPrefixLeavesIdleSlotsAndStaysInBusyOnes() {
    Lease lease = use.acquire(SYSTEM);
    use.cache.slotHolds(0, lease, SYSTEM, 48);
    lease.release();
    use.cache.busy(0, true);
    use.clock.pass(TTL);
    assertThat(use.cache.expire()).isZero();
    use.cache.busy(0, false);
    assertThat(use.cache.expire()).isEqualTo(48);
    assertThat(use.cache.slot(0).length()).isZero();
  }

  @Test
  void aPinSurvivesEvictionExpiryAndClear() {
    use = new CacheFixture(48, 1);
    use.complete(SYSTEM);
    use.cache.truncateSlot(0, 0, 0);
    assertThat(use.cache.pin(DEMO, join(run(0, 32), run(7, 3)), true)).isEqualTo(32);
    assertThat(use.totals().pinnedTokens()).isEqualTo(32);
    use.clock.pass(TTL);
    assertThat(use.cache.expire()).isEqualTo(16);
    assertThat(use.cache.reserve(48, 0)).isFalse();
    use.cache.clear(null);
    assertThat(use.totals().tokens()).isEqualTo(32);
    assertThat(use.cache.pin(DEMO, SYSTEM, false)).isEqualTo(32);
    use.cache.clear(DEMO);
    assertThat(use.totals()).isEqualTo(new CacheSnapshot.Totals(0, 0, 0, 0, 0, 0, 48));
    assertThat(use.store.references()).isZero();
  }

  @Test
  void endingOnePinKeepsALongerOne() {
    use.complete(SYSTEM);
    use.cache.pin(DEMO, run(0, 16), true);
    use.cache.pin(DEMO, run(0, 40), true);
    assertThat(use.cache.pin(DEMO, run(0, 16), false)).isEqualTo(16);
    assertThat(use.totals().pinnedTokens()).isEqualTo(40);
    assertThat(use.cache.pin(DEMO, run(0, 20), false)).isZero();
    assertThat(use.cache.pin(DEMO, SYSTEM, false)).isEqualTo(40);
    assertThat(use.totals().pinnedTokens()).isZero();
  }

  @Test
  void clearingOneNamespaceKeepsTheOthers() {
    Namespace other = new Namespace("demo", "", "support");
    use.complete(SYSTEM);
    Lease lease = use.cache.acquire(other, SYSTEM, 48, 2);
    use.cache.slotHolds(1, lease, SYSTEM, 48);
    lease.release();
    use.cache.clear(DEMO);
    assertThat(use.published().roots()).containsOnlyKeys(other);
    assertThat(use.cache.slot(0).length()).isZero();
    assertThat(use.cache.slot(1).length()).isEqualTo(48);
    assertThat(use.events.getLast()).isInstanceOf(CacheEvent.AllBlocksCleared.class);
  }

  @Test
  void clearingABranchKeepsWhatStandsAboveAndBesideIt() {
    int[] one = join(SYSTEM, run(100, 20));
    int[] two = join(SYSTEM, run(200, 20));
    use.complete(join(one, run(300, 5)));
    use.complete(join(one, run(400, 5)));
    use.complete(two);
    int before = use.events.size();
    assertThat(use.cache.clear(DEMO, join(SYSTEM, run(100, 1)))).isEqualTo(20 + 5 + 5);
    assertThat(use.events.subList(before, use.events.size()))
        .hasSize(3)
        .allSatisfy(
            event ->
                assertThat(event)
                    .isInstanceOfSatisfying(
                        CacheEvent.BlockRemoved.class,
                        removed ->
                            assertThat(removed.reason()).isEqualTo(CacheEvent.Reason.CLEARED)));
    assertThat(use.totals().tokens()).isEqualTo(48 + 20);
    assertThat(use.published().peek(DEMO, two).matched()).isEqualTo(67);
    assertThat(use.cache.clear(DEMO, join(SYSTEM, run(100, 1)))).isZero();
    use.complete(one);
    assertThat(use.cache.clear(DEMO, join(SYSTEM, run(100, 8)))).as("inside an edge").isEqualTo(13);
    assertThat(use.published().peek(DEMO, one).matched()).isEqualTo(48 + 7);
  }

  @Test
  void clearingABranchKeepsWhatIsRunningOrPinnedAndWhatItStandsOn() {
    int[] branch = join(SYSTEM, run(100, 20));
    use.complete(join(branch, run(300, 5)));
    use.complete(join(branch, run(400, 5)));
    use.cache.pin(DEMO, join(branch, run(300, 5)), true);
    Lease running = use.acquire(join(branch, run(500, 5)));
    assertThat(use.cache.clear(DEMO, SYSTEM)).isEqualTo(5);
    assertThat(use.totals().tokens()).isEqualTo(48 + 20 + 5);
    running.release();
    assertThat(use.cache.clear(DEMO, SYSTEM)).isZero();
    use.cache.pin(DEMO, join(branch, run(300, 5)), false);
    assertThat(use.cache.clear(DEMO, join(SYSTEM, run(100, 1)))).isEqualTo(25);
    assertThat(use.totals().tokens()).isEqualTo(48);
  }

  @Test
  void aSmallerBudgetEvictsAtOnce() {
    use.complete(SYSTEM);
    use.cache.truncateSlot(0, 0, 0);
    use.cache.limits(new PrefixCache.Limits(20, TTL));
    assertThat(use.totals().tokens()).isEqualTo(16);
    assertThat(use.store.usedBytes()).isEqualTo(16);
  }

  @Test
  void aLimitBoundsTheMatch() {
    use.complete(SYSTEM);
    Lease lease = use.cache.acquire(DEMO, SYSTEM, 32, 5);
    assertThat(lease.match().matched()).isEqualTo(32);
    assertThat(use.totals().pinnedTokens()).isEqualTo(32);
    lease.release();
  }

  @Test
  void aLeaseEndsOnce() {
    Lease lease = use.acquire(SYSTEM);
    lease.release();
    assertThatThrownBy(lease::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the lease of request 1 was released before");
    assertThatThrownBy(lease::hostRows).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> use.cache.slotHolds(0, lease, SYSTEM, 4))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void tokensThatAreNotTheLeasesAreRefused() {
    use.complete(SYSTEM);
    Lease lease = use.acquire(SYSTEM);
    assertThatThrownBy(() -> use.cache.slotHolds(0, lease, run(1, 48), 48))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tokens 0..47 are not those the lease of request 2 holds");
    lease.release();
  }

  @Test
  void peekChangesNothing() {
    use.complete(SYSTEM);
    CacheSnapshot before = use.published();
    PrefixMatch seen = before.peek(DEMO, join(run(0, 20), run(900, 5)));
    assertThat(seen.matched()).isEqualTo(20);
    assertThat(use.published()).isSameAs(before);
    assertThat(use.acquire(join(run(0, 20), run(900, 5))).match()).isEqualTo(seen);
  }

  @Test
  void publishingCopiesOnlyTheChangedPath() {
    use.complete(join(SYSTEM, run(100, 16)));
    use.complete(join(SYSTEM, run(200, 16)));
    CachedEdge before = use.published().roots().get(DEMO).child(0);
    use.complete(join(SYSTEM, run(200, 16), run(300, 16)));
    CachedEdge after = use.published().roots().get(DEMO).child(0);
    assertThat(after).isNotSameAs(before);
    assertThat(after.child(0)).isSameAs(before.child(0));
    assertThat(after.child(1)).isNotSameAs(before.child(1));
  }

  @Test
  void rowsThatComeTooLateAreGivenBack() {
    Lease lease = use.acquire(SYSTEM);
    use.cache.slotHolds(0, lease, SYSTEM, 48);
    assertThat(use.cache.attach(0, 16, use.store.allocate(32))).isZero();
    assertThat(use.store.references()).isZero();
    assertThat(use.cache.attach(0, 0, use.store.allocate(20))).isEqualTo(20);
    assertThat(use.cache.attach(0, 16, use.store.allocate(32))).isEqualTo(28);
    lease.release();
  }

  @Test
  void deepLeavesOutliveShallowOnesUnderThePositionPolicy() {
    int[] deep = join(SYSTEM, run(100, 32));
    int[] shallow = run(900, 16);
    assertThat(survivors(EvictionPolicy.DEFAULT, deep, shallow)).containsExactly(64, 15);
    assertThat(survivors(new LruByPosition(100), deep, shallow)).containsExactly(79, 0);
  }

  /** Tokens still matched of a branch and of a later, shallow prompt once a block had to go. */
  private List<Integer> survivors(EvictionPolicy policy, int[] deep, int[] shallow) {
    use = new CacheFixture(96, 1, policy);
    use.complete(deep);
    use.complete(join(SYSTEM, run(500, 1)));
    use.cache.truncateSlot(0, 0, 0);
    use.cache.limits(new PrefixCache.Limits(200, TTL));
    use.complete(shallow);
    use.cache.truncateSlot(0, 0, 0);
    use.cache.limits(new PrefixCache.Limits(use.store.usedBytes() - 16, TTL));
    CacheSnapshot left = use.published();
    return List.of(left.peek(DEMO, deep).matched(), left.peek(DEMO, shallow).matched());
  }

  private List<CacheEvent.BlockRemoved> removed() {
    return use.events.stream()
        .filter(CacheEvent.BlockRemoved.class::isInstance)
        .map(CacheEvent.BlockRemoved.class::cast)
        .toList();
  }
}
