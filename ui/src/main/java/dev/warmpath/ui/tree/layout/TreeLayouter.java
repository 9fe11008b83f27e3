package dev.warmpath.ui.tree.layout;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout.Ghost;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout.Group;
import dev.warmpath.ui.tree.layout.PrefixTreeLayout.PlacedGhost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lays one snapshot out, once. */
final class TreeLayouter {
  private static final Comparator<CachedEdge> OLDEST_FIRST =
      Comparator.comparing((CachedEdge edge) -> edge.facts().storedAt())
          .thenComparingInt(edge -> edge.token(0));

  private record Todo(CachedEdge edge, int parent, boolean sameRow, boolean top) {}

  private final CacheSnapshot snapshot;
  private final PrefixTreeLayout.Options options;
  private final List<Namespace> namespaces;
  private final PrefixTreeLayout.Nodes nodes;
  private final EdgeIndex index;
  private final List<Group> titles = new ArrayList<>();
  private final List<PlacedGhost> ghosts = new ArrayList<>();
  private final Map<CachedEdge, List<Ghost>> waiting = new IdentityHashMap<>();
  private int size;
  private double nextRow;
  private boolean groupEmpty = true;

  TreeLayouter(CacheSnapshot snapshot, PrefixTreeLayout.Options options) {
    this.snapshot = snapshot;
    this.options = options;
    namespaces =
        snapshot.roots().keySet().stream()
            .filter(namespace -> options.only() == null || namespace.equals(options.only()))
            .sorted(Comparator.comparing(Namespace::label))
            .toList();
    int count = 0;
    for (Namespace namespace : namespaces) {
      count += countEdges(root(namespace));
    }
    nodes = new PrefixTreeLayout.Nodes(count);
    index = new EdgeIndex(count);
  }

  PrefixTreeLayout lay() {
    List<Ghost> rootless = attach();
    for (Namespace namespace : namespaces) {
      group(namespace, root(namespace));
    }
    for (Ghost ghost : rootless) {
      ghosts.add(new PlacedGhost(ghost, nextRow++, -1));
      nextRow += PrefixTreeLayout.BRANCH_GAP;
    }
    double rows = Math.max(0, nextRow - PrefixTreeLayout.BRANCH_GAP);
    return new PrefixTreeLayout(nodes, index, titles, ghosts, rows);
  }

  private CachedEdge root(Namespace namespace) {
    return Objects.requireNonNull(snapshot.roots().get(namespace));
  }

  /** The root itself holds no tokens and is no node. */
  private static int countEdges(CachedEdge root) {
    int count = 0;
    Deque<CachedEdge> todo = new ArrayDeque<>();
    todo.push(root);
    while (!todo.isEmpty()) {
      CachedEdge edge = todo.pop();
      count += edge.childCount();
      for (int i = 0; i < edge.childCount(); i++) {
        todo.push(edge.child(i));
      }
    }
    return count;
  }

  /** Hangs each ghost on the edge it leaves; gives back those of namespaces without a tree. */
  private List<Ghost> attach() {
    List<Ghost> rootless = new ArrayList<>();
    for (Ghost ghost : options.ghosts()) {
      if (options.only() != null && !options.only().equals(ghost.namespace())) {
        continue;
      }
      CachedEdge root = snapshot.roots().get(ghost.namespace());
      if (root == null) {
        rootless.add(ghost);
        continue;
      }
      CachedEdge edge = root;
      int matched = 0;
      while (matched < ghost.to() && matched == edge.end()) {
        CachedEdge next = edge.childFor(ghost.tokens()[matched]);
        if (next == null) {
          break;
        }
        edge = next;
        matched += matching(next, ghost, matched);
      }
      int from = Math.max(ghost.from(), matched);
      if (from < ghost.to()) {
        Ghost trimmed =
            new Ghost(ghost.namespace(), ghost.tokens(), from, ghost.to(), ghost.lost());
        waiting.computeIfAbsent(edge, e -> new ArrayList<>(1)).add(trimmed);
      }
    }
    return rootless;
  }

  private static int matching(CachedEdge edge, Ghost ghost, int position) {
    int to = Math.min(edge.length(), ghost.to() - position);
    int same = 0;
    while (same < to && edge.token(same) == ghost.tokens()[position + same]) {
      same++;
    }
    return same;
  }

  private void group(Namespace namespace, CachedEdge root) {
    titles.add(new Group(namespace, nextRow, root.subtreeTokens()));
    if (namespaces.size() > 1) {
      nextRow += PrefixTreeLayout.TITLE_ROWS;
    }
    groupEmpty = true;
    Deque<Todo> todo = new ArrayDeque<>();
    pushChildren(root, -1, true, todo);
    while (!todo.isEmpty()) {
      place(todo.pop(), todo);
    }
    for (Ghost ghost : waiting.getOrDefault(root, List.of())) {
      nextRow += groupEmpty ? 0 : PrefixTreeLayout.BRANCH_GAP;
      groupEmpty = false;
      ghosts.add(new PlacedGhost(ghost, nextRow++, -1));
    }
    nextRow += PrefixTreeLayout.BRANCH_GAP;
  }

  private void place(Todo item, Deque<Todo> todo) {
    int node = size++;
    if (item.top() && !groupEmpty) {
      nextRow += PrefixTreeLayout.BRANCH_GAP;
    }
    groupEmpty = false;
    double row = item.sameRow() ? nodes.rows()[item.parent()] : nextRow++;
    nodes.edges()[node] = item.edge();
    nodes.parents()[node] = item.parent();
    nodes.rows()[node] = row;
    nodes.lastChildRows()[node] = row;
    nodes.groups()[node] = titles.size() - 1;
    index.add(item.edge().id(), node);
    if (item.parent() >= 0) {
      double[] last = nodes.lastChildRows();
      last[item.parent()] = Math.max(last[item.parent()], row);
    }
    boolean rowFree = item.edge().childCount() == 0;
    for (Ghost ghost : waiting.getOrDefault(item.edge(), List.of())) {
      boolean goesOn = rowFree && ghost.from() == item.edge().end();
      ghosts.add(new PlacedGhost(ghost, goesOn ? row : nextRow++, node));
      rowFree &= !goesOn;
    }
    pushChildren(item.edge(), node, false, todo);
  }

  private static void pushChildren(
      CachedEdge edge, int node, boolean top, Deque<Todo> todo) {
    if (edge.childCount() == 1) {
      todo.push(new Todo(edge.child(0), node, !top, top));
      return;
    }
    CachedEdge[] children = edge.children().toArray(CachedEdge[]::new);
    Arrays.sort(children, OLDEST_FIRST);
    for (int i = children.length - 1; i >= 0; i--) {
      todo.push(new Todo(children[i], node, !top && i == 0, top));
    }
  }
}
