package dev.warmpath.cache;

import dev.warmpath.cache.CacheEvent.Reason;
import org.jspecify.annotations.Nullable;

/** Rows in and out of host memory: what lacks them, who gives way, where they go. Engine thread. */
final class WriteBack {
  private final PrefixTree tree;
  private final TreeIndex index;
  private final SlotPaths slots;
  private final KvStore store;

  WriteBack(PrefixTree tree, SlotPaths slots, KvStore store) {
    this.tree = tree;
    this.index = tree.index;
    this.slots = slots;
    this.store = store;
  }

  @Nullable Pending pending(int slot) {
    int from = 0;
    int to = 0;
    for (Edge edge : PrefixTree.edges(slots.end(slot))) {
      if (to == from && edge.hostTokens() == edge.length) {
        from = edge.end();
        to = from;
      } else if (edge.awaitsRows()) {
        from = to == from ? edge.start + edge.hostTokens() : from;
        to = edge.end();
      } else {
        break;
      }
    }
    return to > from ? new Pending(slot, from, to) : null;
  }

  /** Evicts until {@code tokens} more fit; nothing when it is clear that they cannot. */
  boolean reserve(int tokens, long budgetBytes, long request) {
    long most = budgetBytes - store.bytesFor(tokens);
    return index.heldHostTokens() * store.bytesPerToken() <= most && shrink(most, request);
  }

  /** Evicts until the rows take at most {@code mostBytes}, or as far as it goes. */
  boolean shrink(long mostBytes, long request) {
    tree.journal.now();
    while (store.usedBytes() > mostBytes) {
      Edge victim = index.nextVictim();
      if (victim == null) {
        return false;
      }
      evict(victim, mostBytes, request);
    }
    return true;
  }

  private void evict(Edge victim, long mostBytes, long request) {
    tree.touchView(victim);
    index.leave(victim);
    while (victim.hostTokens() > 0 && store.usedBytes() > mostBytes) {
      victim.rows.dropLastBlock();
    }
    // What a slot still holds stays cached; asking for its write-back again would only turn the
    // cache over, so it waits for its next use.
    victim.dropped = true;
    index.enter(victim);
    if (victim.slots == 0) {
      tree.forget(victim, victim.hostTokens(), Reason.CAPACITY, request);
    }
  }

  int attach(int slot, int from, KvRows rows) {
    int to = from + rows.length();
    int length = slots.content(slot).length();
    if (from < 0 || to > length) {
      throw new IllegalArgumentException(
          "rows for tokens " + from + ".." + to + ", slot " + slot + " holds " + length);
    }
    int attached = 0;
    for (Edge edge : PrefixTree.edges(slots.end(slot))) {
      int first = edge.start + edge.hostTokens();
      int last = Math.min(to, edge.end());
      if (first >= from && first < last) {
        int offset = (first - from) % KvStore.BLOCK_TOKENS;
        tree.touchView(edge);
        index.leave(edge);
        edge.rows.append(rows.slice(first - from, last - from), offset);
        index.enter(edge);
        attached += last - first;
      }
      if (edge.hostTokens() < edge.length) {
        break;
      }
    }
    rows.release();
    return attached;
  }
}
