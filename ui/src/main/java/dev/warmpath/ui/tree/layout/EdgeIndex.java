package dev.warmpath.ui.tree.layout;

import java.util.Arrays;

/** Node numbers by edge id, without boxing: looked up for every mark of every frame. */
final class EdgeIndex {
  private final long[] ids;
  private final int[] nodes;

  /**
   * @param capacity how many edges will be added at most
   */
  EdgeIndex(int capacity) {
    int table = Integer.highestOneBit(Math.max(4, capacity)) << 2;
    ids = new long[table];
    nodes = new int[table];
    Arrays.fill(nodes, -1);
  }

  void add(long id, int node) {
    int slot = slot(id);
    ids[slot] = id;
    nodes[slot] = node;
  }

  /** The node of an edge id, or -1. */
  int nodeOf(long id) {
    return nodes[slot(id)];
  }

  private int slot(long id) {
    int mask = ids.length - 1;
    int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 40) & mask;
    while (nodes[slot] >= 0 && ids[slot] != id) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
