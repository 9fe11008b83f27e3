package dev.warmpath.cache;

import dev.warmpath.cache.CacheEvent.Reason;
import dev.warmpath.cache.CacheSnapshot.SlotContent;
import java.util.Objects;

/** What the tree learns when a request fills a slot. Engine thread. */
final class SlotFill {
  private final PrefixTree tree;
  private final SlotPaths slots;

  SlotFill(PrefixTree tree, SlotPaths slots) {
    this.tree = tree;
    this.slots = slots;
  }

  /** As {@link PrefixCache#slotHolds}. */
  void holds(int slot, Lease lease, int[] tokens, int length) {
    Objects.checkIndex(slot, slots.count());
    Objects.checkFromToIndex(0, length, tokens.length);
    lease.requireHeld();
    requireSamePath(lease, tokens, length);
    tree.journal.now();
    Namespace namespace = lease.match().namespace();
    long request = lease.request();
    SlotContent old = slots.content(slot);
    int common = old.matches(namespace, tokens, length);
    if (common < old.length()) {
      slots.cut(slot, common, Reason.CAPACITY, request);
      tree.journal.slotReleased(slot, common);
    }
    PrefixTree.Place place = tree.find(namespace, tokens, length);
    Edge end = tree.boundary(place);
    if (place.length() < length) {
      if (end != null && canGrow(end, slot, lease)) {
        tree.grow(end, tokens, length, request);
      } else {
        end = tree.add(namespace, end, tokens, length, lease);
      }
    }
    slots.extend(slot, namespace, end, tokens);
    if (lease.length() < length) {
      tree.hold(end, lease.end, 1, 0, 0);
      lease.end = end;
    }
    tree.touch(end, request, false);
    if (common < length || common < old.length()) {
      tree.journal.slotLoaded(namespace, slot, length, request);
    }
  }

  /** True when nothing but this request in this slot knows where the leaf ends. */
  private boolean canGrow(Edge leaf, int slot, Lease lease) {
    return leaf.childCount == 0
        && leaf.storedBy == lease.request()
        && leaf.hits == 0
        && leaf.userPins == 0
        && leaf.pins == 1
        && lease.end == leaf
        && (leaf.slots == 0 || (leaf.slots == 1 && slots.end(slot) == leaf));
  }

  private static void requireSamePath(Lease lease, int[] tokens, int length) {
    for (Edge at = lease.end; at != null; at = at.above()) {
      if (at.start < length && at.match(tokens, length) < Math.min(at.length, length - at.start)) {
        throw new IllegalArgumentException(
            "tokens " + at.start + ".." + at.end() + " are not those the lease of request "
                + lease.request() + " holds");
      }
    }
  }
}
