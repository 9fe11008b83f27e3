package dev.warmpath.cache;

/**
 * Which of the evictable leaves goes first. The tree decides what is evictable at all (unpinned,
 * nothing cached below) and always takes tails; a policy only orders. It may weigh recency,
 * position, hits and bytes, never measured time, so that a log replays to the same cache.
 * Engine thread only.
 */
public interface EvictionPolicy {

  /** The default: least recently used first. */
  EvictionPolicy DEFAULT = new LruLeafFirst();

  /**
   * The smallest value is evicted first; of equals the less recently used, then the older edge.
   * Must depend on the candidate alone.
   */
  long priority(Candidate candidate);

  /**
   * What a policy may look at.
   *
   * @param lastUsed logical clock of the last use; one tick for each use of the cache
   * @param start token position of the edge's first token
   * @param hostTokens tokens of the edge with rows in host memory, at least 1
   * @param hits requests that matched through the edge's end
   * @param bytes of its rows, shared blocks counted in full
   */
  record Candidate(long lastUsed, int start, int hostTokens, int hits, long bytes) {}
}
