package dev.warmpath.ui.tree;

import dev.warmpath.cache.KvStore;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout;
import org.jspecify.annotations.Nullable;

/** Where the arrow keys lead from a block of the tree. Pure; any thread. */
final class TreeWalk {
  /** Where one key leads. */
  enum Step { PARENT, CHILD, NEXT, PREVIOUS, BLOCK_BACK, BLOCK_ON }

  private TreeWalk() {}

  /**
   * The block one step away; where there is none, the same one. Without a block, or when it is no
   * longer cached, the first one. Null in an empty tree.
   */
  static Selection.@Nullable Block step(
      PrefixTreeLayout tree, Selection.@Nullable Block from, Step step) {
    if (tree.size() == 0) {
      return null;
    }
    int node = from == null ? -1 : tree.nodeOf(from.edge());
    if (from == null || node < 0) {
      return block(tree, 0);
    }
    return switch (step) {
      case PARENT -> block(tree, tree.parent(node) < 0 ? node : tree.parent(node));
      case CHILD -> {
        boolean below = node + 1 < tree.size() && tree.parent(node + 1) == node;
        yield block(tree, below ? node + 1 : node);
      }
      case NEXT -> block(tree, otherRow(tree, node, 1));
      case PREVIOUS -> block(tree, otherRow(tree, node, -1));
      case BLOCK_ON -> tree.blockAt(node, Math.min(from.to(), tree.edge(node).end() - 1));
      case BLOCK_BACK ->
          tree.blockAt(
              node, Math.max(from.from() - KvStore.BLOCK_TOKENS, tree.edge(node).start()));
    };
  }

  /** The nearest node that starts in another row; the node itself at either end. */
  private static int otherRow(PrefixTreeLayout tree, int node, int step) {
    int at = node;
    while (at >= 0 && at < tree.size() && tree.row(at) == tree.row(node)) {
      at += step;
    }
    if (at < 0 || at >= tree.size()) {
      return node;
    }
    return step < 0 ? tree.firstAtRow(tree.row(at)) : at;
  }

  private static Selection.Block block(PrefixTreeLayout tree, int node) {
    return tree.blockAt(node, tree.edge(node).start());
  }
}
