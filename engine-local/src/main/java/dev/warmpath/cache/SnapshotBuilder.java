package dev.warmpath.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Immutable views of the living edges. Only edges without a current view are built, and that is
 * what changed and the paths above it; everything else is shared with earlier snapshots. Iterative,
 * as a path can be as deep as the context is long. Engine thread.
 */
final class SnapshotBuilder {
  private SnapshotBuilder() {}

  static Map<Namespace, CachedEdge> roots(PrefixTree tree, @Nullable Duration ttl) {
    Map<Namespace, CachedEdge> views = HashMap.newHashMap(tree.roots.size());
    tree.roots.forEach((namespace, root) -> views.put(namespace, view(root, ttl)));
    return views;
  }

  static CachedEdge view(Edge root, @Nullable Duration ttl) {
    CachedEdge current = root.view;
    if (current != null) {
      return current;
    }
    List<Edge> outdated = new ArrayList<>();
    outdated.add(root);
    for (int next = 0; next < outdated.size(); next++) {
      Edge edge = outdated.get(next);
      for (int i = 0; i < edge.childCount; i++) {
        Edge child = edge.childAt(i);
        if (child.view == null) {
          outdated.add(child);
        }
      }
    }
    CachedEdge built = null;
    for (Edge edge : outdated.reversed()) {
      built = build(edge, ttl);
      edge.view = built;
    }
    return Objects.requireNonNull(built);
  }

  private static CachedEdge build(Edge edge, @Nullable Duration ttl) {
    CachedEdge[] children = new CachedEdge[edge.childCount];
    for (int i = 0; i < children.length; i++) {
      children[i] = Objects.requireNonNull(edge.childAt(i).view);
    }
    return new CachedEdge(facts(edge, ttl), edge.tokens, edge.tokensFrom, children);
  }

  static CachedEdge.EdgeFacts facts(Edge edge, @Nullable Duration ttl) {
    boolean pinned = edge.userPins > 0;
    Instant expires = ttl == null || pinned || edge.isRoot() ? null : edge.usedAt.plus(ttl);
    return new CachedEdge.EdgeFacts(
        edge.id, edge.start, edge.length, edge.hostTokens(), edge.pins, pinned, edge.lastUsed,
        edge.hits, edge.storedBy, edge.lastUsedBy, edge.storedAt, edge.usedAt, expires, edge.hash);
  }
}
