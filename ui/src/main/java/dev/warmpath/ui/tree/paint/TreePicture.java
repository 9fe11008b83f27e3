package dev.warmpath.ui.tree.paint;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.Viewport;
import dev.warmpath.ui.lookup.EvictionOrder;
import dev.warmpath.ui.lookup.TreeSearch;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import java.time.Instant;
import java.util.List;

/**
 * Everything a painter needs for one frame. Replaced when something changes, read every frame.
 *
 * @param layout where the edges lie
 * @param shades what colour they have
 * @param viewport which part is shown
 * @param palette the theme's colours
 * @param path nodes of the current prompt's path, top down
 * @param pathEnd token position where the path ends inside its last node
 * @param matches what the search found
 * @param match the current one of them, or -1
 * @param order when each edge would be evicted; {@link EvictionOrder#NONE} to show nothing
 */
public record TreePicture(
    PrefixTreeLayout layout, TreeShades shades, Viewport viewport, Palette palette, int[] path,
    int pathEnd, List<TreeSearch.Match> matches, int match, EvictionOrder order) {

  public static TreePicture empty(Palette palette) {
    PrefixTreeLayout layout =
        PrefixTreeLayout.of(CacheSnapshot.EMPTY, PrefixTreeLayout.Options.ALL);
    TreeShades shades =
        TreeShades.of(
            layout, CacheSnapshot.EMPTY, TreeShades.By.RECENCY, Instant.EPOCH, palette);
    return new TreePicture(
        layout, shades, new Viewport(0, 0, 1, Viewport.MAX_PITCH), palette, new int[0], 0,
        List.of(), -1, EvictionOrder.NONE);
  }

  public TreePicture withViewport(Viewport newViewport) {
    return new TreePicture(
        layout, shades, newViewport, palette, path, pathEnd, matches, match, order);
  }
}
