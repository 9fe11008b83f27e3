package dev.warmpath.ui.lookup;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The edges from a root's child down to one edge. Immutable; any thread.
 *
 * @param namespace whose tree
 * @param edges top down, at least one
 */
public record EdgePath(Namespace namespace, List<CachedEdge> edges) {
  private record Step(CachedEdge edge, @Nullable Step above) {}

  public EdgePath {
    edges = List.copyOf(edges);
  }

  /** The path to an edge id, or null when it is not in the snapshot. */
  public static @Nullable EdgePath to(CacheSnapshot snapshot, Namespace namespace, long edgeId) {
    CachedEdge root = snapshot.roots().get(namespace);
    if (root == null) {
      return null;
    }
    Deque<Step> todo = new ArrayDeque<>();
    pushChildren(root, null, todo);
    while (!todo.isEmpty()) {
      Step step = todo.pop();
      if (step.edge().id() == edgeId) {
        List<CachedEdge> edges = new ArrayList<>();
        for (Step at = step; at != null; at = at.above()) {
          edges.add(at.edge());
        }
        Collections.reverse(edges);
        return new EdgePath(namespace, edges);
      }
      pushChildren(step.edge(), step, todo);
    }
    return null;
  }

  /**
   * The path along a prompt to the edge that holds its token {@code position}, or null when the
   * prompt is not cached so far.
   *
   * @param tokens longer than {@code position}
   */
  public static @Nullable EdgePath along(
      CacheSnapshot snapshot, Namespace namespace, int[] tokens, int position) {
    CachedEdge edge = snapshot.roots().get(namespace);
    List<CachedEdge> edges = new ArrayList<>();
    while (edge != null && edge.end() <= position) {
      edge = childWith(edge, tokens);
      if (edge != null) {
        edges.add(edge);
      }
    }
    return edges.isEmpty() || edge == null ? null : new EdgePath(namespace, edges);
  }

  private static @Nullable CachedEdge childWith(CachedEdge edge, int[] tokens) {
    for (int i = 0; i < edge.childCount(); i++) {
      CachedEdge child = edge.child(i);
      int same = 0;
      int length = Math.min(child.length(), tokens.length - child.start());
      while (same < length && child.token(same) == tokens[child.start() + same]) {
        same++;
      }
      if (same == length) {
        return child;
      }
    }
    return null;
  }

  private static void pushChildren(CachedEdge edge, @Nullable Step step, Deque<Step> todo) {
    for (int i = edge.childCount() - 1; i >= 0; i--) {
      todo.push(new Step(edge.child(i), step));
    }
  }

  public CachedEdge last() {
    return edges.getLast();
  }

  /** The shortest tokens that begin the last edge and nothing beside it. */
  public int[] branch() {
    return tokens(0, last().start() + 1); // edges that part at one place differ in their first
  }

  /** The tokens from position {@code from} to {@code to}, at most to the last edge's end. */
  public int[] tokens(int from, int to) {
    int end = Math.min(to, last().end());
    int[] tokens = new int[Math.max(0, end - from)];
    for (CachedEdge edge : edges) {
      for (int at = Math.max(from, edge.start()); at < Math.min(end, edge.end()); at++) {
        tokens[at - from] = edge.token(at - edge.start());
      }
    }
    return tokens;
  }
}
