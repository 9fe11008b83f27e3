package dev.warmpath.cache;

import dev.warmpath.cache.CacheEvent.Reason;
import dev.warmpath.cache.CacheSnapshot.SlotContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What leaves whole: expired leaves, cleared namespaces. Also from idle slots. Engine thread. */
final class Removal {
  private final PrefixTree tree;
  private final TreeIndex index;
  private final SlotPaths slots;

  Removal(PrefixTree tree, SlotPaths slots) {
    this.tree = tree;
    this.index = tree.index;
    this.slots = slots;
  }

  /** Leaves first, then what they stood on: a parent is never older than its children. */
  int expire(@Nullable Duration ttl) {
    Instant now = tree.journal.now();
    int removed = 0;
    Edge leaf = index.nextToExpire();
    while (ttl != null && leaf != null && !leaf.usedAt.plus(ttl).isAfter(now)) {
      removed += leaf.length;
      drop(leaf, Reason.TTL);
      leaf = index.nextToExpire();
    }
    return removed;
  }

  Instant nextExpiry(@Nullable Duration ttl) {
    Edge leaf = index.nextToExpire();
    return ttl == null || leaf == null ? Instant.MAX : leaf.usedAt.plus(ttl);
  }

  void clear(@Nullable Namespace namespace) {
    tree.journal.now();
    for (int slot = 0; slot < slots.count(); slot++) {
      SlotContent content = slots.content(slot);
      if (!content.busy() && (namespace == null || namespace.equals(content.namespace()))) {
        emptyToHeld(slot, 0);
      }
    }
    dropFree(tree.all(namespace));
    tree.journal.cleared(namespace);
  }

  /** What begins with all of {@code branch}: its last token and everything below. */
  int clear(Namespace namespace, int[] branch) {
    tree.journal.now();
    long before = index.tokens();
    int from = branch.length - 1;
    for (int slot = 0; slot < slots.count(); slot++) {
      SlotContent content = slots.content(slot);
      if (!content.busy()
          && content.matches(namespace, branch, branch.length) == branch.length) {
        emptyToHeld(slot, from);
      }
    }
    PrefixTree.Place place = tree.find(namespace, branch, branch.length);
    Edge edge = place.edge();
    if (edge != null && place.length() == branch.length) {
      if (edge.start < from && !edge.held()) {
        tree.boundary(new PrefixTree.Place(edge, from)); // the edge itself is the lower half now
      }
      dropFree(tree.below(edge));
      if (edge.start >= from) {
        dropFree(List.of(edge));
      }
    }
    return (int) (before - index.tokens());
  }

  /** @param edges parents before children */
  private void dropFree(List<Edge> edges) {
    for (Edge edge : edges.reversed()) {
      if (edge.childCount == 0 && edge.slots == 0 && !edge.held()) {
        drop(edge, Reason.CLEARED);
      }
    }
  }

  /** An idle slot gives up what nobody holds, after {@code from}. */
  private void emptyToHeld(int slot, int from) {
    Edge keep = slots.end(slot);
    while (keep != null && !keep.held()) {
      keep = keep.above();
    }
    int kept = Math.max(from, keep == null ? 0 : keep.end());
    if (kept < slots.content(slot).length()) {
      slots.cut(slot, kept, Reason.CLEARED, 0);
      tree.journal.slotReleased(slot, kept);
    }
  }

  private void drop(Edge leaf, Reason reason) {
    tree.touchView(leaf);
    index.leave(leaf);
    leaf.rows.releaseAll();
    index.enter(leaf);
    int[] holders = slots.endingAt(leaf);
    for (int slot : holders) {
      // The last of them takes the leaf out of the tree.
      slots.cut(slot, leaf.start, reason, 0);
      tree.journal.slotReleased(slot, leaf.start);
    }
    if (holders.length == 0) {
      tree.forget(leaf, 0, reason, 0);
    }
  }
}
