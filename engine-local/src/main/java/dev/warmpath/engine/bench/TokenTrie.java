package dev.warmpath.engine.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * How many prompt tokens an ideal prefix cache has to evaluate, counted on a plain trie with one
 * node per token: nothing of the cache under test is used. One thread.
 */
final class TokenTrie {
  private static final class Node {
    private final Map<Integer, Node> children = new HashMap<>();
  }

  private final Node root = new Node();

  /**
   * Adds a prompt.
   *
   * @param tokens at least one
   * @return tokens that have to be evaluated: those not seen after this prefix before, and at least
   *     the last one, whose logits are needed
   */
  public int add(int[] tokens) {
    if (tokens.length == 0) {
      throw new IllegalArgumentException("a prompt without tokens");
    }
    Node at = root;
    int known = 0;
    for (int token : tokens) {
      Node next = at.children.get(token);
      if (next == null) {
        next = new Node();
        at.children.put(token, next);
      } else {
        known++;
      }
      at = next;
    }
    return Math.max(1, tokens.length - known);
  }
}
