package dev.warmpath.cache;

import java.util.List;

/**
 * What a prompt finds in one namespace of a snapshot. Immutable.
 *
 * @param namespace where it was looked up
 * @param promptTokens tokens of the prompt
 * @param matched longest cached prefix in tokens, at most {@code promptTokens - 1} (the last token
 *     is computed again for its logits)
 * @param hostMatched leading matched tokens whose rows are in host memory; ≤ {@code matched}
 * @param slot device slot that already holds the longest prefix; -1 for none
 * @param slotMatched leading prompt tokens that slot holds; ≤ {@code matched}
 * @param stateMatched tokens of the longest saved whole state that the prompt begins with; such
 *     states are beside the tree, so it may be more than {@code matched}; 0 for none
 * @param path the matched edges from the root's child down; the last may match partly
 */
public record PrefixMatch(
    Namespace namespace, int promptTokens, int matched, int hostMatched, int slot, int slotMatched,
    int stateMatched, List<CachedEdge> path) {

  /** A match without whole states. */
  public PrefixMatch(
      Namespace namespace, int promptTokens, int matched, int hostMatched, int slot,
      int slotMatched, List<CachedEdge> path) {
    this(namespace, promptTokens, matched, hostMatched, slot, slotMatched, 0, path);
  }

  public PrefixMatch {
    path = List.copyOf(path);
    if (matched < 0 || matched > Math.max(0, promptTokens - 1)) {
      throw new IllegalArgumentException(matched + " matched of " + promptTokens);
    }
    if (hostMatched > matched || slotMatched > matched) {
      throw new IllegalArgumentException(
          "host " + hostMatched + ", slot " + slotMatched + " of " + matched + " matched");
    }
  }

  public static PrefixMatch none(Namespace namespace, int promptTokens) {
    return new PrefixMatch(namespace, promptTokens, 0, 0, -1, 0, List.of());
  }

  PrefixMatch withState(int tokens) {
    return tokens == stateMatched
        ? this
        : new PrefixMatch(
            namespace, promptTokens, matched, hostMatched, slot, slotMatched, tokens, path);
  }

  /** The same match when {@code tokens} of it count, at most {@code promptTokens - 1}. */
  public PrefixMatch reusing(int tokens) {
    return tokens == matched
        ? this
        : new PrefixMatch(
            namespace, promptTokens, tokens, Math.min(hostMatched, tokens), slot,
            Math.min(slotMatched, tokens), stateMatched, upTo(tokens));
  }

  /**
   * The match of a memory that only goes on from its end: from a slot, or from a whole state where
   * that is longer.
   *
   * @param newSlot -1 for none, then {@code inSlot} is 0
   * @param inState 0 for none
   */
  public PrefixMatch continuing(int newSlot, int inSlot, int inState) {
    int longest = Math.max(inSlot, inState);
    return new PrefixMatch(
        namespace, promptTokens, longest, 0, newSlot, inSlot, inState, upTo(longest));
  }

  private List<CachedEdge> upTo(int tokens) {
    return path.stream().filter(edge -> edge.start() < tokens).toList();
  }

  /** Tokens that would be computed. */
  public int missing() {
    return promptTokens - matched;
  }
}
