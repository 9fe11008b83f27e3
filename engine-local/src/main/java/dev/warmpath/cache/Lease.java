package dev.warmpath.cache;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running request's hold on a path: nothing of it is evicted or expires until {@link #release}.
 * Engine thread only.
 */
public final class Lease {
  private final PrefixCache cache;
  private final PrefixMatch match;
  private final long request;

  /** Last edge held, whole; null when nothing is. */
  @Nullable Edge end;

  private boolean released;

  Lease(PrefixCache cache, PrefixMatch match, long request) {
    this.cache = cache;
    this.match = match;
    this.request = request;
  }

  /** What was found when the lease was taken; does not follow later changes. */
  public PrefixMatch match() {
    return match;
  }

  public long request() {
    return request;
  }

  /**
   * Tokens held now, from the root. Grows with {@link PrefixCache#slotHolds}; falls below
   * {@code match().matched()} only when tokens were in a slot alone and that slot gave them up.
   */
  public int length() {
    Edge last = end;
    return last == null ? 0 : last.end();
  }

  /**
   * The rows of tokens 0..{@code match().hostMatched()}, in order. Borrowed: valid until the next
   * call that changes the cache, never to be released by the caller.
   *
   * @throws IllegalStateException after {@link #release}
   */
  public List<KvRows> hostRows() {
    requireHeld();
    List<KvRows> rows = new ArrayList<>();
    for (Edge edge : PrefixTree.edges(end)) {
      edge.rows.lend(rows);
    }
    // Write-backs since the match append whole pieces behind its end.
    int length = 0;
    int count = 0;
    while (length < match.hostMatched() && count < rows.size()) {
      length += rows.get(count++).length();
    }
    if (length != match.hostMatched()) {
      throw new IllegalStateException(
          "rows of " + length + " tokens held, " + match.hostMatched() + " were matched");
    }
    return List.copyOf(rows.subList(0, count));
  }

  /**
   * Ends the hold.
   *
   * @throws IllegalStateException when called again
   */
  public void release() {
    requireHeld();
    released = true;
    cache.release(this);
  }

  void requireHeld() {
    if (released) {
      throw new IllegalStateException("the lease of request " + request + " was released before");
    }
  }
}
