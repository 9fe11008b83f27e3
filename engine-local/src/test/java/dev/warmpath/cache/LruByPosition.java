package dev.warmpath.cache;

/**
 * Least recently used first, but deep tokens count as used later: a token costs more to compute
 * the more tokens stand before it (attention), while its rows take the same bytes.
 *
 * @param ticksPerDoubling by how many uses of the cache a leaf ages later each time its distance
 *     from the root doubles, in blocks; 0 is plain LRU
 */
record LruByPosition(int ticksPerDoubling) implements EvictionPolicy {

  public LruByPosition {
    if (ticksPerDoubling < 0) {
      throw new IllegalArgumentException("ticksPerDoubling is " + ticksPerDoubling + ", below 0");
    }
  }

  @Override
  public long priority(Candidate candidate) {
    int blocks = candidate.start() / KvStore.BLOCK_TOKENS;
    int doublings = Integer.SIZE - Integer.numberOfLeadingZeros(blocks);
    return candidate.lastUsed() + (long) ticksPerDoubling * doublings;
  }
}
