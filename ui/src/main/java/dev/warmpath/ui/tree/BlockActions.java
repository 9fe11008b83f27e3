package dev.warmpath.ui.tree;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.lookup.EdgePath;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with the selected block, the same from the tree, the inspector and the commands.
 * Each answers false when no block is selected or the tree no longer holds it. FX thread.
 */
public final class BlockActions {
  private final Selection selection;
  private final Supplier<CacheSnapshot> tree;
  private final TreeActions actions;

  /**
   * @param tree the snapshot that the block is looked for in
   * @param actions on paths of it
   */
  public BlockActions(Selection selection, Supplier<CacheSnapshot> tree, TreeActions actions) {
    this.selection = selection;
    this.tree = tree;
    this.actions = actions;
  }

  /** Pins the prefix up to the block, or ends the pin of its edge: pins end where edges end. */
  public boolean pin(boolean pinned) {
    Selection.Block block = selection.block().get();
    EdgePath path = path(block);
    if (block == null || path == null) {
      return false;
    }
    int to = pinned ? block.to() : path.last().end();
    actions.pin(path.namespace(), path.tokens(0, to), pinned);
    return true;
  }

  /** Opens the text up to the block's end as a prompt. */
  public boolean openAsPrompt() {
    Selection.Block block = selection.block().get();
    EdgePath path = path(block);
    if (block == null || path == null) {
      return false;
    }
    actions.openAsPrompt(path.namespace(), path.tokens(0, block.to()));
    return true;
  }

  /** Drops the block's edge and everything below, except what is pinned or running. */
  public boolean clearBranch() {
    EdgePath path = path(selection.block().get());
    if (path == null) {
      return false;
    }
    actions.clearBranch(path.namespace(), path.branch());
    return true;
  }

  private @Nullable EdgePath path(Selection.@Nullable Block block) {
    return block == null ? null : EdgePath.to(tree.get(), block.namespace(), block.edge());
  }
}
