package dev.warmpath.ui.tree.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.ui.Contrast;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.tree.DesignTree;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeShadesTest {
  private final CacheSnapshot snapshot = DesignTree.withSlot(DesignTree.one());
  private final PrefixTreeLayout layout =
      PrefixTreeLayout.of(snapshot, PrefixTreeLayout.Options.ALL);

  @ParameterizedTest
  @EnumSource(TreeShades.By.class)
  void labelsAreReadableOnEveryColour(TreeShades.By by) {
    for (Palette palette : List.of(Palette.DARK, Palette.LIGHT)) {
      TreeShades shades = TreeShades.of(layout, snapshot, by, DesignTree.NOW, palette);
      for (int i = 0; i < shades.colourCount(); i++) {
        assertThat(Contrast.of(shades.colour(i), shades.labelColour(i)))
            .as("%s, shade %d", by, i)
            .isGreaterThanOrEqualTo(4.5);
      }
    }
  }

  @Test
  void recentIsWarmerThanOld() {
    TreeShades shades = shades(TreeShades.By.RECENCY);

    int recent = -1;
    int old = -1;
    for (int i = 0; i < layout.size(); i++) {
      recent = layout.edge(i).length() == 851 ? i : recent;
      old = layout.edge(i).length() == 310 ? i : old;
    }
    assertThat(shades.shade(recent)).isLessThan(shades.shade(old));
    assertThat(shades.isExpiring(old)).isTrue();
    assertThat(shades.isExpiring(recent)).isFalse();
  }

  @Test
  void whatASlotHoldsIsOnTheDeviceUpToItsEnd() {
    TreeShades shades = shades(TreeShades.By.RESIDENCE);
    var held = snapshot.slots().getFirst();

    int onDevice = 0;
    for (int i = 0; i < layout.size(); i++) {
      onDevice += Math.max(0, shades.deviceEnd(i) - layout.edge(i).start());
      if (shades.deviceSlot(i) != null) {
        assertThat(shades.deviceSlot(i)).isEqualTo(2);
      }
    }
    assertThat(onDevice).isEqualTo(held.length());
  }

  @Test
  void pinnedEdgesAreMarked() {
    TreeShades shades = shades(TreeShades.By.HITS);
    long pinned =
        java.util.stream.IntStream.range(0, layout.size()).filter(shades::isPinned).count();

    assertThat(pinned).isEqualTo(1);
  }

  private TreeShades shades(TreeShades.By by) {
    return TreeShades.of(layout, snapshot, by, DesignTree.NOW, Palette.DARK);
  }
}
