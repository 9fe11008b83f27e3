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
 * @param path the matched edges from the root's child down; the last may match partly
 */
public record PrefixMatch(
    Namespace namespace, int promptTokens, int matched, int hostMatched, int slot, int slotMatched,
    List<CachedEdge> path) {

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

  /** Tokens that would be computed. */
  public int missing() {
    return promptTokens - matched;
  }
}
