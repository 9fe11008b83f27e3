package dev.warmpath.cache;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The living radix tree, one root per namespace. Engine thread only.
 *
 * <p>What always holds between two operations ({@link TreeCheck} looks at all of it):
 *
 * <ul>
 *   <li>Children of an edge differ in their first token, so a prompt has one path. Equal tokens in
 *       different namespaces are different edges.
 *   <li>The ends of leases, user pins and slots are ends of edges: a split moves none of them,
 *       because the lower half keeps the object and the upper half the id.
 *   <li>A token is cached because it has host rows or because a slot holds it; one with neither
 *       leaves at once. Host rows along a path are a contiguous prefix, and so is every slot's
 *       content: children never outlive what they stand on.
 *   <li>What is held (leases, user pins) is neither evicted nor expires. Held + evictable = total.
 *   <li>An edge was used at least as recently as anything below it.
 *   <li>An edge without a current view has no current view above it.
 * </ul>
 */
final class PrefixTree {
  final Map<Namespace, Edge> roots = new HashMap<>();
  final TreeIndex index;
  final Journal journal;
  final List<Lease> leases = new ArrayList<>();

  /** True when something changed since the last publish. */
  boolean changed;

  private long lastId;

  PrefixTree(TreeIndex index, Journal journal) {
    this.index = index;
    this.journal = journal;
  }

  /**
   * A place on a path.
   *
   * @param edge deepest edge that matches, at least by one token; null above all edges
   * @param length tokens from the root
   */
  record Place(@Nullable Edge edge, int length) {
    boolean insideEdge() {
      return edge != null && length < edge.end();
    }
  }

  /** Longest common prefix with {@code tokens[0..limit)}. */
  Place find(Namespace namespace, int[] tokens, int limit) {
    Edge at = roots.get(namespace);
    Edge deepest = null;
    int length = 0;
    while (at != null && length < limit) {
      Edge next = at.child(tokens[length]);
      if (next == null) {
        break;
      }
      int here = next.match(tokens, limit);
      length += here;
      deepest = next;
      at = here == next.length ? next : null;
    }
    return new Place(deepest, length);
  }

  /** The edge that ends exactly at the place, split off if need be; null at the root. */
  @Nullable Edge boundary(Place place) {
    Edge edge = place.edge();
    return edge != null && place.insideEdge() ? split(edge, place.length() - edge.start) : edge;
  }

  /** Splits off the first {@code at} tokens, 0 &lt; at &lt; length; returns the upper half. */
  private Edge split(Edge lower, int at) {
    Edge parent = parentOf(lower);
    touchView(lower);
    index.leave(lower);
    Edge upper = new Edge(lower.namespace, lower.id, parent, lower.tokens);
    upper.tokensFrom = lower.tokensFrom;
    upper.length = at;
    parent.replaceChild(upper);
    lower.id = ++lastId;
    lower.parent = upper;
    lower.start += at;
    lower.tokensFrom += at;
    lower.length -= at;
    upper.addChild(lower);
    upper.rows = lower.rows;
    lower.rows = upper.rows.split(at);
    upper.pins = lower.pins;
    upper.userPins = lower.userPins;
    upper.slots = lower.slots;
    upper.dropped = lower.dropped;
    upper.lastUsed = lower.lastUsed;
    upper.usedAt = lower.usedAt;
    upper.lastUsedBy = lower.lastUsedBy;
    upper.hits = lower.hits;
    upper.storedBy = lower.storedBy;
    upper.storedAt = lower.storedAt;
    upper.hash = BlockHashes.extend(parent.hash, upper.tokens, upper.tokensFrom, lower.tokensFrom);
    index.enter(lower);
    index.enter(upper);
    return upper;
  }

  /** A new leaf with {@code path[from..to)} below {@code above}; only slots hold it so far. */
  Edge add(Namespace namespace, @Nullable Edge above, int[] path, int to, Lease lease) {
    Edge parent = above == null ? root(namespace) : above;
    touchView(parent);
    Edge leaf =
        new Edge(namespace, ++lastId, parent, Arrays.copyOfRange(path, parent.end(), to));
    leaf.storedBy = lease.request();
    leaf.lastUsedBy = lease.request();
    leaf.storedAt = journal.now();
    leaf.usedAt = leaf.storedAt;
    leaf.hash = BlockHashes.extend(parent.hash, path, parent.end(), to);
    boolean counted = !parent.isRoot();
    if (counted) {
      index.leave(parent);
    }
    parent.addChild(leaf);
    if (counted) {
      index.enter(parent);
    }
    index.enter(leaf);
    journal.stored(leaf, path, leaf.start, to, lease.request());
    return leaf;
  }

  /** Lengthens a leaf, instead of chaining one edge per chunk. A copy: views share the array. */
  void grow(Edge leaf, int[] path, int to, long request) {
    int from = leaf.end();
    touchView(leaf);
    index.leave(leaf);
    leaf.tokens = Arrays.copyOfRange(path, leaf.start, to);
    leaf.tokensFrom = 0;
    leaf.length = to - leaf.start;
    leaf.hash = BlockHashes.extend(leaf.hash, path, from, to);
    index.enter(leaf);
    journal.stored(leaf, path, from, to, request);
  }

  /**
   * Takes tokens without rows and without slots out of the tree: all but the first {@code kept} of
   * the edge, which has no children then. What ended there ends where the rest ends.
   */
  void forget(Edge edge, int kept, CacheEvent.Reason reason, long request) {
    journal.removed(edge, edge.start + kept, edge.end(), reason, request);
    touchView(edge);
    index.leave(edge);
    if (kept > 0) {
      edge.length = kept;
      Edge parent = parentOf(edge);
      int from = edge.tokensFrom;
      edge.hash = BlockHashes.extend(parent.hash, edge.tokens, from, from + kept);
      edge.dropped = false;
      index.enter(edge);
      return;
    }
    Edge above = edge.above();
    for (Lease lease : leases) {
      if (lease.end == edge) {
        lease.end = above;
      }
    }
    if (edge.userPinEnds && above != null) {
      clipUserPin(above);
    }
    Edge parent = parentOf(edge);
    if (parent.isRoot()) {
      parent.removeChild(edge);
      if (parent.childCount == 0) {
        roots.remove(edge.namespace);
      }
    } else {
      index.leave(parent);
      parent.removeChild(edge);
      index.enter(parent);
    }
  }

  /** A user pin that ended right below now ends at {@code edge}; two there become one. */
  private void clipUserPin(Edge edge) {
    if (!edge.userPinEnds) {
      edge.userPinEnds = true;
      return;
    }
    for (Edge at = edge; at != null; at = at.above()) {
      index.leave(at);
      at.userPins--;
      index.enter(at);
    }
  }

  /** Changes the counts of holders on each edge from {@code end} up, without {@code top}. */
  void hold(@Nullable Edge end, @Nullable Edge top, int leases, int slots, int userPins) {
    for (Edge at = end; at != top && at != null; at = at.above()) {
      touchView(at);
      index.leave(at);
      at.pins += leases;
      at.slots += slots;
      at.userPins += userPins;
      index.enter(at);
    }
  }

  /** Refreshes recency of the whole path; a request that matched it also counts as a hit. */
  void touch(@Nullable Edge end, long request, boolean hit) {
    long tick = journal.nextTick();
    Instant now = journal.now();
    for (Edge at = end; at != null; at = at.above()) {
      touchView(at);
      index.leave(at);
      at.lastUsed = tick;
      at.usedAt = now;
      at.lastUsedBy = request;
      at.hits += hit ? 1 : 0;
      at.dropped = false;
      index.enter(at);
    }
  }

  /** Marks the views of the edge and of everything above it as out of date. */
  void touchView(Edge edge) {
    changed = true;
    for (Edge at = edge; at != null && at.view != null; at = at.parent) {
      at.view = null;
    }
  }

  /** The path's tokens from the root to the edge's end: a copy. */
  static int[] path(Edge edge) {
    int[] path = new int[edge.end()];
    for (Edge at = edge; at != null; at = at.above()) {
      System.arraycopy(at.tokens, at.tokensFrom, path, at.start, at.length);
    }
    return path;
  }

  /** Edges from the root's child down to {@code end}. */
  static List<Edge> edges(@Nullable Edge end) {
    List<Edge> edges = new ArrayList<>();
    for (Edge at = end; at != null; at = at.above()) {
      edges.add(at);
    }
    return edges.reversed();
  }

  /** All edges but roots, parents before children. */
  List<Edge> all(@Nullable Namespace only) {
    List<Edge> found = new ArrayList<>();
    List<Edge> starts = new ArrayList<>();
    if (only == null) {
      starts.addAll(roots.values());
    } else if (roots.containsKey(only)) {
      starts.add(roots.get(only));
    }
    for (Edge root : starts) {
      found.addAll(below(root));
    }
    return found;
  }

  /** All edges below, parents before children. */
  List<Edge> below(Edge top) {
    List<Edge> found = new ArrayList<>();
    addChildren(top, found);
    for (int next = 0; next < found.size(); next++) {
      addChildren(found.get(next), found);
    }
    return found;
  }

  private static void addChildren(Edge edge, List<Edge> target) {
    for (int i = 0; i < edge.childCount; i++) {
      target.add(edge.childAt(i));
    }
  }

  private Edge root(Namespace namespace) {
    return roots.computeIfAbsent(
        namespace,
        name -> {
          Edge root = new Edge(name, ++lastId, null, new int[0]);
          root.hash = BlockHashes.seed(name);
          return root;
        });
  }

  private static Edge parentOf(Edge edge) {
    Edge parent = edge.parent;
    if (parent == null) {
      throw new IllegalStateException("edge " + edge.id + " is a root");
    }
    return parent;
  }
}
