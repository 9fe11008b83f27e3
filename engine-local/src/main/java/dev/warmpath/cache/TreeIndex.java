package dev.warmpath.cache;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sums over the tree, and which edge is evicted or expires next. Every change of an edge happens
 * between {@link #leave} and {@link #enter}, so nothing is ever counted twice and no sorted set
 * sees a key move. Engine thread.
 *
 * <p>Evictable is an edge with rows that nobody holds, below which nothing has rows or still waits
 * for a write-back: rows along a path stay a contiguous prefix, and a write-back that was announced
 * finds its parent's rows where they were.
 */
final class TreeIndex {
  private final EvictionPolicy policy;
  private final long bytesPerToken;
  private final TreeSet<Edge> evictable =
      new TreeSet<>(
          Comparator.comparingLong((Edge edge) -> edge.standing.priority)
              .thenComparingLong(edge -> edge.lastUsed)
              .thenComparingLong(edge -> edge.id));
  private final TreeSet<Edge> expirable =
      new TreeSet<>(
          Comparator.comparing((Edge edge) -> edge.usedAt).thenComparingLong(edge -> edge.id));

  private long tokens;
  private long hostTokens;
  private long heldTokens;
  private long heldHostTokens;
  private int edges;
  private int leaves;

  TreeIndex(EvictionPolicy policy, long bytesPerToken) {
    this.policy = policy;
    this.bytesPerToken = bytesPerToken;
  }

  /** Before a change of the edge. */
  void leave(Edge edge) {
    count(edge, -1);
    Edge.Standing standing = edge.standing;
    standing.indexed = false;
    setEvictable(edge, false);
    if (standing.expirable) {
      expirable.remove(edge);
      standing.expirable = false;
    }
    if (standing.blocksParent) {
      standing.blocksParent = false;
      blockParent(edge, -1);
    }
  }

  /** After a change of the edge, or when it is new. */
  void enter(Edge edge) {
    count(edge, 1);
    Edge.Standing standing = edge.standing;
    standing.indexed = true;
    if (edge.hostTokens() > 0 || edge.awaitsRows()) {
      standing.blocksParent = true;
      blockParent(edge, 1);
    }
    setEvictable(edge, canEvict(edge));
    if (canExpire(edge)) {
      standing.expirable = true;
      expirable.add(edge);
    }
  }

  /** Below tokens whose write-back was given up nothing can be written back, so it cannot block. */
  static boolean canEvict(Edge edge) {
    boolean whole = edge.hostTokens() == edge.length;
    boolean blocked = whole ? edge.standing.blockingChildren > 0 : !edge.dropped;
    return edge.hostTokens() > 0 && !edge.held() && !blocked;
  }

  static boolean canExpire(Edge edge) {
    return edge.childCount == 0 && !edge.held() && edge.busyEnds == 0;
  }

  @Nullable Edge nextVictim() {
    return evictable.isEmpty() ? null : evictable.first();
  }

  @Nullable Edge nextToExpire() {
    return expirable.isEmpty() ? null : expirable.first();
  }

  long tokens() {
    return tokens;
  }

  long heldHostTokens() {
    return heldHostTokens;
  }

  CacheSnapshot.Totals totals(long hostBytes, long budgetBytes) {
    return new CacheSnapshot.Totals(
        tokens, hostTokens, heldTokens, edges, leaves, hostBytes, budgetBytes);
  }

  private void count(Edge edge, int sign) {
    tokens += (long) sign * edge.length;
    hostTokens += (long) sign * edge.hostTokens();
    edges += sign;
    if (edge.childCount == 0) {
      leaves += sign;
    }
    if (edge.held()) {
      heldTokens += (long) sign * edge.length;
      heldHostTokens += (long) sign * edge.hostTokens();
    }
  }

  private void blockParent(Edge edge, int sign) {
    Edge parent = edge.above();
    if (parent != null) {
      parent.standing.blockingChildren += sign;
      if (parent.standing.indexed) {
        setEvictable(parent, canEvict(parent));
      }
    }
  }

  private void setEvictable(Edge edge, boolean now) {
    Edge.Standing standing = edge.standing;
    if (standing.evictable == now) {
      return;
    }
    if (now) {
      standing.priority =
          policy.priority(
              new EvictionPolicy.Candidate(
                  edge.lastUsed,
                  edge.start,
                  edge.hostTokens(),
                  edge.hits,
                  edge.hostTokens() * bytesPerToken));
      evictable.add(edge);
    } else {
      evictable.remove(edge);
    }
    standing.evictable = now;
  }
}
