package dev.warmpath.cache;

/**
 * Tokens that a slot holds and host memory does not.
 *
 * @param slot where they are
 * @param from first token position, inclusive; all above have rows
 * @param to last token position, exclusive; greater than {@code from}
 */
public record Pending(int slot, int from, int to) {
  public int tokens() {
    return to - from;
  }
}
