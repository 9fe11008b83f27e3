package dev.warmpath.ui.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.bench.SyntheticTrees;
import dev.warmpath.ui.bench.SyntheticTrees.Branch;
import dev.warmpath.ui.tree.DesignTree;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LookupTest {
  @Test
  void pathHoldsTheTokensFromTheRoot() {
    CacheSnapshot snapshot = DesignTree.one();
    CachedEdge top = snapshot.roots().get(DesignTree.DEMO).child(0);
    CachedEdge child = top.child(1);

    EdgePath path = EdgePath.to(snapshot, DesignTree.DEMO, child.id());

    assertThat(path).isNotNull();
    assertThat(path.edges()).containsExactly(top, child);
    int[] tokens = path.tokens(0, Integer.MAX_VALUE);
    assertThat(tokens).hasSize(child.end());
    assertThat(Arrays.copyOf(tokens, top.end())).isEqualTo(top.tokens());
    assertThat(path.tokens(top.end() - 2, top.end() + 2))
        .containsExactly(
            top.token(top.length() - 2), top.token(top.length() - 1), child.token(0),
            child.token(1));
    assertThat(EdgePath.to(snapshot, DesignTree.DEMO, 99_999)).isNull();
    assertThat(EdgePath.to(snapshot, DesignTree.KEYED, child.id())).isNull();
  }

  @Test
  void leastRecentLeafLeavesFirstAndAParentAfterItsLastChild() {
    CacheSnapshot snapshot =
        tree(Branch.of(100, 500, Branch.of(10, 300), Branch.of(20, 200)), Branch.of(40, 400));
    CachedEdge root = snapshot.roots().get(DesignTree.DEMO);

    EvictionOrder order = EvictionOrder.of(snapshot);

    assertThat(order.size()).isEqualTo(4);
    assertThat(order.of(root.child(1).id())).isEqualTo(new EvictionOrder.Turn(1, 0));
    assertThat(order.of(root.child(0).child(0).id())).isEqualTo(new EvictionOrder.Turn(2, 40));
    assertThat(order.of(root.child(0).child(1).id())).isEqualTo(new EvictionOrder.Turn(3, 50));
    assertThat(order.of(root.child(0).id())).isEqualTo(new EvictionOrder.Turn(4, 70));
  }

  @Test
  void pinnedLeavesAndTheirParentsHaveNoTurn() {
    CacheSnapshot snapshot =
        tree(Branch.of(100, 500, Branch.of(10, 300).pinned(true), Branch.of(20, 200)));
    CachedEdge top = snapshot.roots().get(DesignTree.DEMO).child(0);

    EvictionOrder order = EvictionOrder.of(snapshot);

    assertThat(order.of(top.id())).isNull();
    assertThat(order.of(top.child(0).id())).isNull();
    assertThat(order.of(top.child(1).id())).isEqualTo(new EvictionOrder.Turn(1, 0));
  }

  @Test
  void findsTextInsideAnEdgeAndAcrossABranch() {
    CacheSnapshot snapshot = tree(Branch.of(20, 5, Branch.of(10, 4)));
    CachedEdge top = snapshot.roots().get(DesignTree.DEMO).child(0);
    CachedEdge child = top.child(0);
    String across = letters(top.tokens()).substring(18) + letters(child.tokens()).substring(0, 2);

    List<TreeSearch.Match> inside = search(snapshot, letters(top.tokens()).substring(5, 11));
    List<TreeSearch.Match> over = search(snapshot, across);

    assertThat(inside).contains(new TreeSearch.Match(DesignTree.DEMO, top.id(), 5, 11));
    assertThat(over).contains(new TreeSearch.Match(DesignTree.DEMO, child.id(), 20, 22));
  }

  @Test
  void findsATokenId() {
    CacheSnapshot snapshot = tree(Branch.of(20, 5));
    CachedEdge top = snapshot.roots().get(DesignTree.DEMO).child(0);

    List<TreeSearch.Match> found = search(snapshot, "#" + top.token(0));

    assertThat(found).containsExactly(new TreeSearch.Match(DesignTree.DEMO, top.id(), 0, 1));
  }

  @Test
  void stopsWhenNobodyWantsTheResult() {
    CacheSnapshot snapshot = DesignTree.one();

    assertThat(new TreeSearch(LookupTest::letters, "a", () -> false).in(snapshot)).isEmpty();
    assertThat(search(snapshot, "  ")).isEmpty();
    assertThat(search(snapshot, "a").size()).isBetween(100, TreeSearch.MAX_MATCHES);
  }

  private static List<TreeSearch.Match> search(CacheSnapshot snapshot, String query) {
    return new TreeSearch(LookupTest::letters, query, () -> true).in(snapshot);
  }

  /** One letter per token. */
  private static String letters(int[] tokens) {
    return Arrays.stream(tokens)
        .mapToObj(token -> String.valueOf((char) ('a' + token % 26)))
        .collect(Collectors.joining());
  }

  private static CacheSnapshot tree(Branch... branches) {
    return new SyntheticTrees(DesignTree.NOW, 7).snapshot(DesignTree.DEMO, List.of(branches));
  }
}
