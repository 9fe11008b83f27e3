package dev.warmpath.cache;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every promise of {@link PrefixTree}, recomputed from nothing. Engine thread. */
final class TreeCheck {
  private final PrefixTree tree;
  private final SlotPaths slots;
  private final @Nullable Duration ttl;
  private final List<Edge> edges;

  TreeCheck(PrefixTree tree, SlotPaths slots, @Nullable Duration ttl) {
    this.tree = tree;
    this.slots = slots;
    this.ttl = ttl;
    this.edges = tree.all(null);
  }

  void run() {
    tree.roots.forEach(
        (namespace, root) -> {
          require(root.namespace.equals(namespace), root, "is the root of another namespace");
          require(root.childCount > 0, root, "is a root without children");
          require(root.length == 0 && root.isRoot(), root, "is no root");
          checkChildren(root);
        });
    for (Edge edge : edges) {
      checkShape(edge);
      checkChildren(edge);
      checkHolders(edge);
      checkIndex(edge);
      checkView(edge);
    }
    for (int slot = 0; slot < slots.count(); slot++) {
      checkSlot(slot);
    }
    checkTotals();
  }

  private void checkShape(Edge edge) {
    Edge parent = Objects.requireNonNull(edge.parent);
    require(edge.length > 0, edge, "is empty");
    require(edge.start == parent.end(), edge, "does not start where its parent ends");
    require(edge.namespace.equals(parent.namespace), edge, "is in another namespace");
    require(edge.hostTokens() <= edge.length, edge, "has more rows than tokens");
    require(
        edge.hostTokens() == edge.length || edge.slots > 0, edge,
        "has tokens in no slot and without rows");
    int to = edge.tokensFrom + edge.length;
    require(
        edge.hash == BlockHashes.extend(parent.hash, edge.tokens, edge.tokensFrom, to), edge,
        "has a wrong hash");
    if (!parent.isRoot()) {
      require(
          edge.hostTokens() == 0 || parent.hostTokens() == parent.length, edge,
          "has rows, its parent lacks some");
      require(edge.lastUsed <= parent.lastUsed, edge, "was used later than its parent");
      require(!edge.usedAt.isAfter(parent.usedAt), edge, "was used later than its parent");
    }
  }

  private void checkChildren(Edge edge) {
    for (int i = 0; i < edge.childCount; i++) {
      Edge child = edge.childAt(i);
      require(child.parent == edge, child, "has another parent");
      require(
          i == 0 || edge.childAt(i - 1).firstToken() < child.firstToken(), child,
          "is out of order");
    }
  }

  private void checkHolders(Edge edge) {
    int pins = 0;
    for (Lease lease : tree.leases) {
      pins += holds(lease.end, edge);
    }
    require(edge.pins == pins, edge, "has " + edge.pins + " pins of " + pins + " leases");
    int inSlots = 0;
    int busyEnds = 0;
    for (int slot = 0; slot < slots.count(); slot++) {
      inSlots += holds(slots.end(slot), edge);
      busyEnds += slots.end(slot) == edge && slots.content(slot).busy() ? 1 : 0;
    }
    require(edge.slots == inSlots, edge, "counts " + edge.slots + " of " + inSlots + " slots");
    require(edge.busyEnds == busyEnds, edge, "miscounts busy slots");
    int userPins = edge.userPinEnds ? 1 : 0;
    for (int i = 0; i < edge.childCount; i++) {
      userPins += edge.childAt(i).userPins;
    }
    require(edge.userPins == userPins, edge, "miscounts user pins");
  }

  private static int holds(@Nullable Edge end, Edge edge) {
    for (Edge at = end; at != null && at.end() >= edge.end(); at = at.above()) {
      if (at == edge) {
        return 1;
      }
    }
    return 0;
  }

  private void checkIndex(Edge edge) {
    Edge.Standing standing = edge.standing;
    int blocking = 0;
    for (int i = 0; i < edge.childCount; i++) {
      Edge child = edge.childAt(i);
      blocking += child.hostTokens() > 0 || child.awaitsRows() ? 1 : 0;
    }
    require(standing.indexed, edge, "is not in the index");
    require(standing.blockingChildren == blocking, edge, "miscounts children that block it");
    require(standing.evictable == TreeIndex.canEvict(edge), edge, "is wrongly (not) evictable");
    require(standing.expirable == TreeIndex.canExpire(edge), edge, "wrongly expires (not)");
  }

  private void checkView(Edge edge) {
    CachedEdge view = edge.view;
    if (view == null) {
      require(Objects.requireNonNull(edge.parent).view == null, edge, "changed unseen from above");
      return;
    }
    require(view.facts().equals(SnapshotBuilder.facts(edge, ttl)), edge, "has an outdated view");
    int to = edge.tokensFrom + edge.length;
    require(
        Arrays.equals(view.tokens(), Arrays.copyOfRange(edge.tokens, edge.tokensFrom, to)), edge,
        "shows other tokens");
    require(view.childCount() == edge.childCount, edge, "shows other children");
    for (int i = 0; i < edge.childCount; i++) {
      require(view.child(i) == edge.childAt(i).view, edge, "shows another child");
    }
  }

  private void checkSlot(int slot) {
    CacheSnapshot.SlotContent content = slots.content(slot);
    Edge end = slots.end(slot);
    int length = end == null ? 0 : end.end();
    if (content.length() != length) {
      throw new IllegalStateException(
          "slot " + slot + " says " + content.length() + " tokens, its path has " + length);
    }
    if (end != null) {
      int[] path = PrefixTree.path(end);
      require(end.namespace.equals(content.namespace()), end, "is in a foreign slot");
      require(
          Arrays.equals(path, 0, length, content.tokens(), 0, length), end,
          "is not what slot " + slot + " holds");
    }
  }

  private void checkTotals() {
    CacheSnapshot.Totals totals = tree.index.totals(0, 0);
    CacheSnapshot.Totals counted =
        new CacheSnapshot.Totals(
            edges.stream().mapToLong(edge -> edge.length).sum(),
            edges.stream().mapToLong(Edge::hostTokens).sum(),
            edges.stream().filter(Edge::held).mapToLong(edge -> edge.length).sum(),
            edges.size(),
            (int) edges.stream().filter(edge -> edge.childCount == 0).count(),
            0,
            0);
    if (!totals.equals(counted)) {
      throw new IllegalStateException("totals are " + totals + ", the tree has " + counted);
    }
    if (tree.journal.storedTokens() != totals.tokens()) {
      throw new IllegalStateException(
          "events add up to " + tree.journal.storedTokens() + " tokens, the tree has "
              + totals.tokens());
    }
  }

  private static void require(boolean holds, Edge edge, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(
          "edge " + edge.id + " (" + edge.start + ".." + edge.end() + " in "
              + edge.namespace.label() + ") " + otherwise);
    }
  }
}
