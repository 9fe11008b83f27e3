package dev.warmpath.cache;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Immutable view of one edge of the prefix tree: a run of tokens below its parent. Shared between
 * snapshots, so a publish copies only what changed. Any thread.
 */
public final class CachedEdge {
  private static final CachedEdge[] LEAF = {};

  private final EdgeFacts facts;
  private final int[] tokens;
  private final int tokensFrom;
  private final CachedEdge[] children;
  private final long subtreeTokens;
  private final int leaves;

  /**
   * What is known of an edge besides its tokens.
   *
   * @param id stable identity; a split keeps the id for the upper part
   * @param start token position of the edge's first token (tokens above it)
   * @param length tokens on the edge; 0 only for a root
   * @param hostTokens leading tokens of the edge that have rows in host memory; the rest exist only
   *     in a device slot
   * @param pins running requests that hold the edge
   * @param pinned true when the user pinned the prefix
   * @param lastUsed logical clock of the last use; greater is more recent
   * @param hits requests that matched through the edge's end
   * @param storedBy trace id of the request that computed it; 0 for none
   * @param lastUsedBy trace id of the last request through it; 0 for none
   * @param storedAt wall time of storing
   * @param usedAt wall time of the last use
   * @param expiresAt when it expires unless used; null when expiry is off or it is pinned
   * @param hash chained hash of all tokens from the root to the edge's end
   */
  public record EdgeFacts(
      long id, int start, int length, int hostTokens, int pins, boolean pinned, long lastUsed,
      int hits, long storedBy, long lastUsedBy, Instant storedAt, Instant usedAt,
      @Nullable Instant expiresAt, long hash) {}

  /**
   * @param facts what is known of it
   * @param tokens array that holds the edge's tokens; shared, read only
   * @param tokensFrom index in {@code tokens} of the edge's first token
   * @param children sorted by first token, no two alike; shared, read only
   */
  public CachedEdge(EdgeFacts facts, int[] tokens, int tokensFrom, CachedEdge[] children) {
    this.facts = facts;
    this.tokens = tokens;
    this.tokensFrom = tokensFrom;
    this.children = children.length == 0 ? LEAF : children;
    long total = facts.length();
    int below = 0;
    for (CachedEdge child : children) {
      total += child.subtreeTokens;
      below += child.leaves;
    }
    this.subtreeTokens = total;
    this.leaves = children.length == 0 ? (facts.length() == 0 ? 0 : 1) : below;
  }

  public EdgeFacts facts() {
    return facts;
  }

  public long id() {
    return facts.id();
  }

  /** Token position of the first token. */
  public int start() {
    return facts.start();
  }

  public int length() {
    return facts.length();
  }

  /** Token position after the last token. */
  public int end() {
    return facts.start() + facts.length();
  }

  /** The token at position {@code start() + index}. */
  public int token(int index) {
    return tokens[tokensFrom + index];
  }

  /** A copy of the edge's tokens. */
  public int[] tokens() {
    return Arrays.copyOfRange(tokens, tokensFrom, tokensFrom + facts.length());
  }

  /** Tokens on this edge and below. */
  public long subtreeTokens() {
    return subtreeTokens;
  }

  /** Leaves at or below this edge. */
  public int leaves() {
    return leaves;
  }

  /** Sorted by first token. */
  public List<CachedEdge> children() {
    return List.of(children);
  }

  public int childCount() {
    return children.length;
  }

  public CachedEdge child(int index) {
    return children[index];
  }

  /** The child whose first token is {@code token}, or null. */
  public @Nullable CachedEdge childFor(int token) {
    int low = 0;
    int high = children.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int first = children[middle].token(0);
      if (first < token) {
        low = middle + 1;
      } else if (first > token) {
        high = middle - 1;
      } else {
        return children[middle];
      }
    }
    return null;
  }

  /** Tokens of the edge equal to {@code prompt} from its position on, at most up to limit. */
  int matchFrom(int[] prompt, int position, int limit) {
    int to = Math.min(facts.length(), limit - position);
    int different =
        Arrays.mismatch(tokens, tokensFrom, tokensFrom + to, prompt, position, position + to);
    return different < 0 ? to : different;
  }
}
