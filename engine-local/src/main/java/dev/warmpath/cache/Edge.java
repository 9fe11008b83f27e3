package dev.warmpath.cache;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One edge of the living tree: plain fields, engine thread only. {@link PrefixTree} changes them
 * and keeps {@link TreeIndex} and the cached view in step.
 */
final class Edge {
  private static final @Nullable Edge[] NONE = {};

  final Namespace namespace;
  long id;
  @Nullable Edge parent;

  int start;
  int length;

  /** Shared with views and, after a split, with the other half: never written. */
  int[] tokens;

  int tokensFrom;

  /** Sorted by first token; the first {@link #childCount} count. */
  @Nullable Edge[] children = NONE;

  int childCount;
  HostRows rows = new HostRows();

  /** Leases that hold the edge. */
  int pins;

  /** User pins that end here or below. */
  int userPins;

  /** True when a user pin ends exactly at the edge's end. */
  boolean userPinEnds;

  /** Slots whose tokens run through the whole edge. */
  int slots;

  /** Busy slots whose tokens end exactly at the edge's end. */
  int busyEnds;

  /** True when nobody means to write back the tokens without rows (any more). */
  boolean dropped;

  long lastUsed;
  int hits;
  long storedBy;
  long lastUsedBy;
  Instant storedAt = Instant.EPOCH;
  Instant usedAt = Instant.EPOCH;
  long hash;

  /** Null when the edge or anything below changed since; then the parents' are null, too. */
  @Nullable CachedEdge view;

  /** Kept by {@link TreeIndex}. */
  final Standing standing = new Standing();

  /** How the index knows the edge. */
  static final class Standing {
    boolean indexed;
    boolean evictable;
    boolean expirable;
    boolean blocksParent;
    int blockingChildren;
    long priority;
  }

  Edge(Namespace namespace, long id, @Nullable Edge parent, int[] tokens) {
    this.namespace = namespace;
    this.id = id;
    this.parent = parent;
    this.tokens = tokens;
    this.length = tokens.length;
    this.start = parent == null ? 0 : parent.end();
  }

  boolean isRoot() {
    return parent == null;
  }

  /** The edge above, or null when that is the root: the root holds no tokens. */
  @Nullable Edge above() {
    Edge up = parent;
    return up == null || up.isRoot() ? null : up;
  }

  int end() {
    return start + length;
  }

  int hostTokens() {
    return rows.length();
  }

  /** True while a running request or the user holds it. */
  boolean held() {
    return pins > 0 || userPins > 0;
  }

  /** True when it has tokens that are only in a slot and still to be written back. */
  boolean awaitsRows() {
    return rows.length() < length && !dropped;
  }

  int firstToken() {
    return tokens[tokensFrom];
  }

  /** Tokens equal to {@code prompt} from the edge's start on, up to position {@code limit}. */
  int match(int[] prompt, int limit) {
    int to = Math.min(length, limit - start);
    int different =
        Arrays.mismatch(tokens, tokensFrom, tokensFrom + to, prompt, start, start + to);
    return different < 0 ? to : different;
  }

  @Nullable Edge child(int token) {
    int at = childIndex(token);
    return at < 0 ? null : children[at];
  }

  Edge childAt(int index) {
    return Objects.requireNonNull(children[index]);
  }

  void addChild(Edge child) {
    int at = -childIndex(child.firstToken()) - 1;
    if (childCount == children.length) {
      children = Arrays.copyOf(children, Math.max(2, childCount * 2));
    }
    System.arraycopy(children, at, children, at + 1, childCount - at);
    children[at] = child;
    childCount++;
  }

  /** Puts {@code child} where one with the same first token is. */
  void replaceChild(Edge child) {
    children[childIndex(child.firstToken())] = child;
  }

  void removeChild(Edge child) {
    int at = childIndex(child.firstToken());
    System.arraycopy(children, at + 1, children, at, childCount - at - 1);
    childCount--;
    children[childCount] = null;
  }

  /** Index, or {@code -(insertion point) - 1}. */
  private int childIndex(int token) {
    int low = 0;
    int high = childCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int first = childAt(middle).firstToken();
      if (first == token) {
        return middle;
      }
      if (first < token) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}
