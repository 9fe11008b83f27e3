package dev.warmpath.ui.lookup;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Which edges would leave first if room were needed: unpinned leaves by last use, a parent only
 * after its last child. A pure function of a snapshot; any thread.
 */
public final class EvictionOrder {
  public static final EvictionOrder NONE = new EvictionOrder(Map.of());

  /**
   * When an edge's turn comes.
   *
   * @param rank from 1; the next to leave
   * @param tokensBefore tokens that leave before its first one does
   */
  public record Turn(int rank, long tokensBefore) {}

  private static final class Node {
    final CachedEdge edge;
    final @Nullable Node parent;
    int children;

    Node(CachedEdge edge, @Nullable Node parent) {
      this.edge = edge;
      this.parent = parent;
      this.children = edge.childCount();
    }
  }

  private final Map<Long, Turn> turns;

  private EvictionOrder(Map<Long, Turn> turns) {
    this.turns = turns;
  }

  public static EvictionOrder of(CacheSnapshot snapshot) {
    PriorityQueue<Node> leaves =
        new PriorityQueue<>(
            Comparator.comparingLong((Node node) -> node.edge.facts().lastUsed())
                .thenComparingLong(node -> node.edge.id()));
    for (CachedEdge root : snapshot.roots().values()) {
      collect(root, leaves);
    }
    Map<Long, Turn> turns = new HashMap<>();
    long before = 0;
    while (!leaves.isEmpty()) {
      Node leaf = leaves.poll();
      turns.put(leaf.edge.id(), new Turn(turns.size() + 1, before));
      before += leaf.edge.length();
      Node parent = leaf.parent;
      if (parent != null && --parent.children == 0 && evictable(parent.edge)) {
        leaves.add(parent);
      }
    }
    return new EvictionOrder(turns);
  }

  private static void collect(CachedEdge root, PriorityQueue<Node> leaves) {
    Deque<Node> todo = new ArrayDeque<>();
    todo.push(new Node(root, null));
    while (!todo.isEmpty()) {
      Node node = todo.pop();
      if (node.children == 0 && evictable(node.edge)) {
        leaves.add(node);
      }
      for (int i = 0; i < node.edge.childCount(); i++) {
        todo.push(new Node(node.edge.child(i), node));
      }
    }
  }

  private static boolean evictable(CachedEdge edge) {
    return edge.length() > 0 && edge.facts().pins() == 0 && !edge.facts().pinned();
  }

  /** Null when the edge is pinned or has a pinned descendant, or is unknown. */
  public @Nullable Turn of(long edge) {
    return turns.get(edge);
  }

  public int size() {
    return turns.size();
  }
}
