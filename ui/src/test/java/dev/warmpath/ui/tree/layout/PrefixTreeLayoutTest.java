package dev.warmpath.ui.tree.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.ui.bench.SyntheticTrees.Branch;
import dev.warmpath.ui.bench.SyntheticTrees;
import dev.warmpath.ui.tree.DesignTree;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout.Ghost;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout.Options;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrefixTreeLayoutTest {
  @Test
  void oldestChildGoesOnInTheRowAndOthersStartRowsBelow() {
    CacheSnapshot snapshot =
        tree(
            Branch.of(100, 50, Branch.of(10, 40), Branch.of(20, 30, Branch.of(5, 20)),
                Branch.of(30, 10)),
            Branch.of(60, 5));

    assertThat(describe(PrefixTreeLayout.of(snapshot, Options.ALL)))
        .isEqualTo(
            """
            0.00: 0-100 100-110
            1.00: 100-120 120-125
            2.00: 100-130
            3.45: 0-60
            """);
  }

  @Test
  void missTailContinuesALeafInItsOwnRow() {
    CacheSnapshot snapshot = tree(Branch.of(100, 50));
    int[] prompt = prompt(snapshot, 100, 150);
    Ghost ghost = new Ghost(DesignTree.DEMO, prompt, 100, 150, false);

    PrefixTreeLayout layout = PrefixTreeLayout.of(snapshot, new Options(null, List.of(ghost)));

    assertThat(layout.ghosts()).hasSize(1);
    assertThat(layout.ghosts().getFirst().row()).isZero();
    assertThat(layout.maxEnd()).isEqualTo(150);
  }

  @Test
  void missTailInTheMiddleOfAnEdgeTakesTheRowBelow() {
    CacheSnapshot snapshot = tree(Branch.of(100, 50, Branch.of(10, 40), Branch.of(10, 30)));
    int[] prompt = prompt(snapshot, 60, 150);
    Ghost ghost = new Ghost(DesignTree.DEMO, prompt, 60, 150, false);

    PrefixTreeLayout layout = PrefixTreeLayout.of(snapshot, new Options(null, List.of(ghost)));

    assertThat(layout.ghosts().getFirst().row()).isEqualTo(1);
    assertThat(describe(layout))
        .isEqualTo(
            """
            0.00: 0-100 100-110
            2.00: 100-110
            """);
  }

  @Test
  void lostTailThatIsCachedAgainIsNotShown() {
    CacheSnapshot snapshot = tree(Branch.of(100, 50));
    int[] path = prompt(snapshot, 100, 100);
    Ghost lost = new Ghost(DesignTree.DEMO, path, 40, 100, true);

    PrefixTreeLayout layout = PrefixTreeLayout.of(snapshot, new Options(null, List.of(lost)));

    assertThat(layout.ghosts()).isEmpty();
  }

  @Test
  void promptOfAnEmptyCacheIsAGhostOfItsOwn() {
    Ghost ghost = new Ghost(DesignTree.DEMO, new int[40], 0, 40, false);

    PrefixTreeLayout layout =
        PrefixTreeLayout.of(CacheSnapshot.EMPTY, new Options(null, List.of(ghost)));

    assertThat(layout.size()).isZero();
    assertThat(layout.ghosts()).hasSize(1);
    assertThat(layout.maxEnd()).isEqualTo(40);
    assertThat(layout.rowCount()).isEqualTo(1);
  }

  @Test
  void namespacesAreApartAndTitledOnlyWhenThereAreSeveral() {
    PrefixTreeLayout both = PrefixTreeLayout.of(DesignTree.two(), Options.ALL);
    PrefixTreeLayout one =
        PrefixTreeLayout.of(DesignTree.two(), new Options(DesignTree.KEYED, List.of()));

    assertThat(both.titles()).extracting(PrefixTreeLayout.Group::namespace)
        .containsExactly(DesignTree.DEMO, DesignTree.KEYED);
    assertThat(both.row(0)).isEqualTo(PrefixTreeLayout.TITLE_ROWS);
    assertThat(one.titles()).hasSize(1);
    assertThat(one.row(0)).isZero();
    assertThat(one.size()).isEqualTo(3);
  }

  @Test
  void aChainOfManyEdgesNeedsNoStack() {
    CachedEdge[] below = {};
    int length = 20_000;
    for (int i = length; i >= 1; i--) {
      CachedEdge.EdgeFacts facts =
          new CachedEdge.EdgeFacts(
              i, i - 1, 1, 1, 0, false, i, 0, 0, 0, Instant.EPOCH, Instant.EPOCH, null, i);
      below = new CachedEdge[] {new CachedEdge(facts, new int[] {i}, 0, below)};
    }
    CachedEdge.EdgeFacts root =
        new CachedEdge.EdgeFacts(
            0, 0, 0, 0, 0, false, 0, 0, 0, 0, Instant.EPOCH, Instant.EPOCH, null, 0);
    CacheSnapshot snapshot =
        new CacheSnapshot(
            1, 1, Instant.EPOCH,
            Map.of(DesignTree.DEMO, new CachedEdge(root, new int[0], 0, below)),
            List.of(), CacheSnapshot.EMPTY.totals());

    PrefixTreeLayout layout = PrefixTreeLayout.of(snapshot, Options.ALL);

    assertThat(layout.size()).isEqualTo(length);
    assertThat(layout.rowCount()).isEqualTo(1);
    assertThat(layout.maxEnd()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyPlaceHoldsAtMostOneEdgeAndIsFoundAgain(long seed) {
    CacheSnapshot snapshot =
        new SyntheticTrees(DesignTree.NOW, seed).large(DesignTree.DEMO, 2_000, 100_000);

    PrefixTreeLayout layout = PrefixTreeLayout.of(snapshot, Options.ALL);

    assertThat(layout.size()).as("seed " + seed).isEqualTo(2_000);
    for (int i = 0; i < layout.size(); i++) {
      CachedEdge edge = layout.edge(i);
      assertThat(layout.nodeOf(edge.id())).isEqualTo(i);
      assertThat(layout.nodeAt(edge.start() + 0.5, layout.row(i) + 0.5)).isEqualTo(i);
      assertThat(layout.nodeAt(edge.end() - 0.5, layout.row(i) + 0.5)).isEqualTo(i);
      if (i > 0) {
        assertThat(layout.row(i)).isGreaterThanOrEqualTo(layout.row(i - 1));
        boolean sameRow = layout.row(i) == layout.row(i - 1);
        assertThat(sameRow && edge.start() < layout.edge(i - 1).end()).isFalse();
      }
      int parent = layout.parent(i);
      if (parent >= 0) {
        assertThat(layout.edge(parent).end()).isEqualTo(edge.start());
        assertThat(layout.lastChildRow(parent)).isGreaterThanOrEqualTo(layout.row(i));
      }
    }
  }

  @Test
  void unknownEdgesAndEmptyPlacesAreNotFound() {
    PrefixTreeLayout layout = PrefixTreeLayout.of(DesignTree.one(), Options.ALL);

    assertThat(layout.nodeOf(987_654)).isEqualTo(-1);
    assertThat(layout.nodeAt(1e9, 0.5)).isEqualTo(-1);
    assertThat(layout.nodeAt(0, 1e6)).isEqualTo(-1);
  }

  private static CacheSnapshot tree(Branch... branches) {
    return new SyntheticTrees(DesignTree.NOW, 7).snapshot(DesignTree.DEMO, List.of(branches));
  }

  /** A prompt that shares {@code same} tokens with the first branch and has {@code size}. */
  private static int[] prompt(CacheSnapshot snapshot, int same, int size) {
    int[] tokens = new int[size];
    CachedEdge edge = snapshot.roots().get(DesignTree.DEMO).child(0);
    for (int i = 0; i < size; i++) {
      tokens[i] = i < same ? edge.token(i) : 1_000_000 + i;
    }
    return tokens;
  }

  private static String describe(PrefixTreeLayout layout) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < layout.size(); i++) {
      boolean newRow = i == 0 || layout.row(i) != layout.row(i - 1);
      if (newRow) {
        text.append(i == 0 ? "" : "\n");
        text.append(String.format(java.util.Locale.ROOT, "%.2f:", layout.row(i)));
      }
      text.append(' ').append(layout.edge(i).start()).append('-').append(layout.edge(i).end());
    }
    return text.append('\n').toString();
  }
}
