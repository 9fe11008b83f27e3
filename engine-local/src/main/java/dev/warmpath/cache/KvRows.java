package dev.warmpath.cache;

/**
 * A counted reference to the KV rows of consecutive tokens in host memory. Engine thread only.
 * Every reference is released exactly once; a use after release throws IllegalStateException.
 */
public interface KvRows {

  /** Number of tokens, ≥ 0. */
  int length();

  /** A new reference to rows {@code from} (inclusive) to {@code to} (exclusive) of this one. */
  KvRows slice(int from, int to);

  /**
   * Gives the reference back.
   *
   * @return bytes that became free because nobody else refers to their blocks
   */
  long release();
}
