package dev.warmpath.cache;

import dev.warmpath.cache.CacheSnapshot.SlotContent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sits on the device, as paths of the tree. Engine thread only. */
final class SlotPaths {
  private static final int[] NO_TOKENS = {};

  private final PrefixTree tree;
  private final @Nullable Edge[] ends;
  private final List<SlotContent> contents = new ArrayList<>();

  SlotPaths(PrefixTree tree, int slots) {
    this.tree = tree;
    this.ends = new Edge[slots];
    for (int slot = 0; slot < slots; slot++) {
      contents.add(new SlotContent(slot, null, NO_TOKENS, 0, false));
    }
  }

  int count() {
    return ends.length;
  }

  SlotContent content(int slot) {
    return contents.get(slot);
  }

  /** A copy for snapshots. */
  List<SlotContent> contents() {
    return List.copyOf(contents);
  }

  /** Last edge of the slot's path; null when it is empty. */
  @Nullable Edge end(int slot) {
    return ends[slot];
  }

  void busy(int slot, boolean busy) {
    SlotContent old = contents.get(slot);
    if (old.busy() == busy) {
      return;
    }
    markEnd(slot, -1);
    set(new SlotContent(slot, old.namespace(), old.tokens(), old.length(), busy));
    markEnd(slot, 1);
  }

  /** The slot's path now ends at {@code end}, the same or further down. */
  void extend(int slot, Namespace namespace, @Nullable Edge end, int[] tokens) {
    markEnd(slot, -1);
    tree.hold(end, ends[slot], 0, 1, 0);
    ends[slot] = end;
    boolean busy = contents.get(slot).busy();
    set(
        end == null
            ? new SlotContent(slot, null, NO_TOKENS, 0, busy)
            : new SlotContent(slot, namespace, tokens, end.end(), busy));
    markEnd(slot, 1);
  }

  /**
   * The slot keeps only its first {@code length} tokens; what nothing else holds leaves the tree.
   */
  void cut(int slot, int length, CacheEvent.Reason reason, long request) {
    Edge end = ends[slot];
    Edge keep = end;
    while (keep != null && keep.start >= length) {
      keep = keep.above();
    }
    if (keep != null) {
      keep = tree.boundary(new PrefixTree.Place(keep, length));
    }
    markEnd(slot, -1);
    tree.hold(end, keep, 0, -1, 0);
    ends[slot] = keep;
    SlotContent old = contents.get(slot);
    set(
        keep == null
            ? new SlotContent(slot, null, NO_TOKENS, 0, old.busy())
            : new SlotContent(slot, old.namespace(), old.tokens(), length, old.busy()));
    markEnd(slot, 1);
    Edge at = end;
    while (at != keep && at != null) {
      Edge above = at.above();
      int host = at.hostTokens();
      if (at.slots == 0 && host < at.length) {
        tree.forget(at, host, reason, request);
      }
      at = above;
    }
  }

  /** Slots whose path ends at the edge. */
  int[] endingAt(Edge edge) {
    int[] found = new int[ends.length];
    int count = 0;
    for (int slot = 0; slot < ends.length; slot++) {
      if (ends[slot] == edge) {
        found[count++] = slot;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private void set(SlotContent content) {
    contents.set(content.slot(), content);
    tree.changed = true;
  }

  private void markEnd(int slot, int sign) {
    Edge end = ends[slot];
    if (end != null && contents.get(slot).busy()) {
      tree.index.leave(end);
      end.busyEnds += sign;
      tree.index.enter(end);
    }
  }
}
