package dev.warmpath.cache;

/** Least recently used leaf first. Because a use refreshes the whole path, parents outlive it. */
record LruLeafFirst() implements EvictionPolicy {

  @Override
  public long priority(Candidate candidate) {
    return candidate.lastUsed();
  }
}
