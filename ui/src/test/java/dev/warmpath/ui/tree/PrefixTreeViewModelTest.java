package dev.warmpath.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.ui.LatestTask;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.bench.SyntheticTrees.Branch;
import dev.warmpath.ui.bench.SyntheticTrees;
import dev.warmpath.ui.fakes.FakeEngine;
import dev.warmpath.ui.timeline.TimelineBuckets;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixTreeViewModelTest {
  private final FakeEngine engine = new FakeEngine();
  private final Selection selection = new Selection();
  private final List<String> done = new ArrayList<>();
  private Instant now = DesignTree.NOW;
  private final PrefixTreeViewModel model =
      new PrefixTreeViewModel(
          engine.feed(), selection, () -> now, recording(),
          new LatestTask<>(Runnable::run, Runnable::run));

  @Test
  void titleCountsWhatIsShown() {
    engine.snapshot(DesignTree.two());

    assertThat(model.title()).isEqualTo("11,022 tokens · 689 blocks · 14 leaves");
    model.only().set(DesignTree.KEYED);
    assertThat(model.title()).isEqualTo("1,190 tokens · 75 blocks · 2 leaves");
  }

  @Test
  void arrowsWalkFromNodeToNode() {
    engine.snapshot(DesignTree.one());
    PrefixTreeLayout tree = model.layout().get();

    model.walk(TreeWalk.Step.NEXT);
    assertThat(node()).isZero();
    model.walk(TreeWalk.Step.NEXT);
    assertThat(tree.row(node())).isGreaterThan(tree.row(0));
    int branch = node();
    model.walk(TreeWalk.Step.CHILD);
    assertThat(tree.parent(node())).isEqualTo(branch);
    model.walk(TreeWalk.Step.PARENT);
    assertThat(node()).isEqualTo(branch);
    model.walk(TreeWalk.Step.PREVIOUS);
    assertThat(node()).isZero();
    model.walk(TreeWalk.Step.PREVIOUS);
    assertThat(node()).isZero();
  }

  @Test
  void shiftArrowsWalkFromBlockToBlockWithinTheEdge() {
    engine.snapshot(DesignTree.one());
    model.walk(TreeWalk.Step.NEXT);
    model.walk(TreeWalk.Step.BLOCK_ON);

    assertThat(selection.block().get().from()).isEqualTo(16);
    assertThat(selection.block().get().to()).isEqualTo(32);
    model.walk(TreeWalk.Step.BLOCK_BACK);
    model.walk(TreeWalk.Step.BLOCK_BACK);
    assertThat(selection.block().get().from()).isZero();
  }

  @Test
  void promptLeavesAGhostBehindWhatItWouldReuse() {
    engine.snapshot(DesignTree.one());
    var edge = model.shown().get().roots().get(DesignTree.DEMO).child(0);
    int[] prompt = java.util.Arrays.copyOf(edge.tokens(), 2_357);
    PrefixMatch match = model.shown().get().peek(DesignTree.DEMO, prompt);

    model.prompt().set(new PrefixTreeViewModel.PromptPath(match, prompt));

    assertThat(model.layout().get().ghosts())
        .singleElement()
        .satisfies(placed -> assertThat(placed.ghost().from()).isEqualTo(1_493))
        .satisfies(placed -> assertThat(placed.ghost().to()).isEqualTo(2_357));
  }

  @Test
  void scrubbingShowsTheTreeAsItWasAndBackToLive() {
    CacheSnapshot first = at(DesignTree.NOW.minusSeconds(60), 100);
    CacheSnapshot second = at(DesignTree.NOW, 250);
    engine.snapshot(first);
    engine.snapshot(second);

    model.scrub(DesignTree.NOW.minusSeconds(30));
    assertThat(model.shown().get()).isSameAs(first);
    CacheSnapshot third = at(DesignTree.NOW.plusSeconds(1), 300);
    engine.snapshot(third);
    assertThat(model.shown().get()).as("stays in the past").isSameAs(first);
    model.scrub(null);
    assertThat(model.shown().get()).isSameAs(third);
  }

  @Test
  void evictedTokensStayAsALostGhostForAMinuteAndAreCounted() {
    CacheSnapshot whole = at(DesignTree.NOW, 250);
    int[] path = whole.roots().get(DesignTree.DEMO).child(0).tokens();
    engine.snapshot(at(DesignTree.NOW, 100));
    engine.event(removed(1, path, 200, 250));
    engine.event(removed(2, path, 100, 200));
    now = now.plusSeconds(2);
    model.tick();

    assertThat(model.layout().get().ghosts())
        .singleElement()
        .satisfies(placed -> assertThat(placed.ghost().from()).isEqualTo(100))
        .satisfies(placed -> assertThat(placed.ghost().to()).isEqualTo(250))
        .satisfies(placed -> assertThat(placed.ghost().lost()).isTrue());
    assertThat(TimelineBuckets.sum(model.buckets().get().evicted())).isEqualTo(9);
    engine.event(removed(3, new int[] {1, 2}, 0, 2));
    now = now.plusSeconds(90);
    model.tick();
    assertThat(model.layout().get().ghosts()).isEmpty();
  }

  @Test
  void searchCountsMatchesAndStepsThroughThem() {
    engine.snapshot(DesignTree.one());
    model.text().set(DesignTree::words);
    model.finder().query().set("handbook");

    int count = model.finder().matches().get().size();
    assertThat(count).isGreaterThan(10);
    assertThat(model.finder().match().get()).isZero();
    model.finder().step(-1);
    assertThat(model.finder().match().get()).isEqualTo(count - 1);
    assertThat(selection.block().get().edge())
        .isEqualTo(model.finder().matches().get().getLast().edge());
    model.finder().query().set("");
    assertThat(model.finder().matches().get()).isEmpty();
    assertThat(model.finder().match().get()).isEqualTo(-1);
  }

  @Test
  void pinsThePrefixUpToTheSelectedBlock() {
    engine.snapshot(DesignTree.one());
    model.walk(TreeWalk.Step.NEXT);
    model.walk(TreeWalk.Step.BLOCK_ON);
    model.pinSelected(true);
    model.only().set(DesignTree.DEMO);
    model.clearShown();

    assertThat(done).containsExactly("pin 32 true", "clear " + DesignTree.DEMO);
  }

  @Test
  void followsTheOpenModelsEventsAndLeavesTheOldOnes() {
    assertThat(engine.listeners()).isEqualTo(1);
    engine.feed().show(null);
    assertThat(engine.listeners()).isZero();
    assertThat(model.layout().get().size()).isZero();
  }

  private int node() {
    return model.layout().get().nodeOf(selection.block().get().edge());
  }

  private static CacheSnapshot at(Instant at, int length) {
    CacheSnapshot made =
        new SyntheticTrees(at, 1).snapshot(DesignTree.DEMO, List.of(Branch.of(length, 1)));
    return new CacheSnapshot(
        length, length, at, made.roots(), List.of(), made.totals());
  }

  private CacheEvent removed(long sequence, int[] path, int from, int to) {
    return new CacheEvent.BlockRemoved(
        sequence, now, DesignTree.DEMO, 1, path, from, to, CacheEvent.Reason.CAPACITY, 9);
  }

  private TreeActions recording() {
    return new TreeActions() {
      @Override
      public void pin(Namespace namespace, int[] tokens, boolean pinned) {
        done.add("pin " + tokens.length + " " + pinned);
      }

      @Override
      public void clear(Namespace namespace) {
        done.add("clear " + namespace);
      }

      @Override
      public void clearBranch(Namespace namespace, int[] branch) {
        done.add("clear branch " + branch.length);
      }

      @Override
      public void openAsPrompt(Namespace namespace, int[] tokens) {
        done.add("open " + tokens.length);
      }
    };
  }
}
