package dev.warmpath.cache;

import static dev.warmpath.cache.CacheFixture.DEMO;
import static dev.warmpath.cache.CacheFixture.join;
import static dev.warmpath.cache.CacheFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.cache.bench.LargeTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hashes, counted rows, the journal and the tree of the benchmark. */
class CachePartsTest {

  @Test
  void aBlockHashNamesTheBlockAndEverythingAboveIt() {
    long[] one = BlockHashes.of(DEMO, run(0, 50), 50);
    assertThat(one).hasSize(3).doesNotHaveDuplicates();
    assertThat(BlockHashes.of(DEMO, run(0, 50), 47)).containsExactly(one[0], one[1]);
    long[] changedHead = BlockHashes.of(DEMO, join(new int[] {9}, run(1, 49)), 50);
    assertThat(changedHead).doesNotContain(one);
    long[] changedTail = BlockHashes.of(DEMO, join(run(0, 40), run(90, 10)), 50);
    assertThat(changedTail).startsWith(one[0], one[1]).doesNotContain(one[2]);
    assertThat(BlockHashes.of(new Namespace("demo", "", "k"), run(0, 50), 50))
        .doesNotContain(one);
  }

  @Test
  void anEdgesHashIsItsLastBlocksHash() {
    CacheFixture use = new CacheFixture(1_000, 1);
    use.complete(join(run(0, 32), run(100, 16)));
    use.complete(join(run(0, 32), run(200, 16)));
    CachedEdge shared = use.published().roots().get(DEMO).child(0);
    long[] blocks = BlockHashes.of(DEMO, join(run(0, 32), run(200, 16)), 48);
    assertThat(shared.facts().hash()).isEqualTo(blocks[1]);
    assertThat(shared.childFor(200).facts().hash()).isEqualTo(blocks[2]);
  }

  @Test
  void hashesAreTheSameInEveryRun() {
    // Computed once by another implementation of the documented chain.
    assertThat(BlockHashes.of(DEMO, run(0, 16), 16)).containsExactly(7_682_023_434_278_037_798L);
  }

  @Test
  void sharedBlocksAreFreeWhenTheLastReferenceGoes() {
    CountingKvStore store = new CountingKvStore(2);
    KvRows all = store.allocate(40);
    assertThat(store.usedBytes()).isEqualTo(3 * 16 * 2).isEqualTo(store.bytesFor(40));
    KvRows head = all.slice(0, 20);
    KvRows tail = all.slice(20, 40);
    KvRows none = tail.slice(3, 3);
    assertThat(all.release()).isZero();
    assertThat(head.release()).isEqualTo(16 * 2);
    assertThat(none.release()).isZero();
    assertThat(tail.release()).isEqualTo(2 * 16 * 2);
    assertThat(store.usedBytes()).isZero();
    assertThat(store.references()).isZero();
    assertThatThrownBy(tail::release)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("rows of 20 tokens were released before");
    assertThatThrownBy(() -> head.slice(0, 1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(head::length).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void listenersHearACompleteOperationEvenWhenOneFails() {
    CacheFixture use = new CacheFixture(1_000, 1);
    List<CacheEvent> heard = new ArrayList<>();
    Lease lease = use.acquire(run(0, 20));
    use.cache.onEvent(
        event -> {
          use.cache.checkInvariants();
          throw new IllegalStateException("listener");
        });
    use.cache.onEvent(heard::add);
    assertThatThrownBy(() -> use.cache.slotHolds(0, lease, run(0, 20), 20))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("listener");
    assertThat(heard).hasSize(2).isEqualTo(use.events);
    lease.release();
    use.cache.checkInvariants();
  }

  @Test
  void theBenchmarkTreeIsWhatItSays() {
    LargeTree tree = new LargeTree(7);
    CacheSnapshot snapshot = tree.cache().snapshot();
    CacheSnapshot.Totals totals = snapshot.totals();
    assertThat(totals.tokens()).isEqualTo(1_000_000);
    assertThat(totals.hostTokens()).isEqualTo(1_000_000);
    assertThat(totals.leaves()).isEqualTo(LargeTree.LEAVES);
    assertThat(snapshot.peek(tree.namespace(), tree.prompt(100_000)).matched()).isEqualTo(99_999);
    tree.insert(tree.continuation(100));
    tree.cache().publish();
    assertThat(tree.cache().snapshot().totals().tokens()).isEqualTo(1_000_090);
  }
}
