package dev.warmpath.cache;

/**
 * Chained 64-bit hashes of token paths, for pictures and published events; the tree itself never
 * matches by hash.
 *
 * <p>The chain has one value per token position: {@code h(0)} is the namespace's seed and
 * {@code h(i + 1) = step(h(i), token(i))}. The hash of a block is the chain's value at its end, so
 * it names the block together with everything above it, and the hash of an edge is the value at the
 * edge's end. A step is a bijection of {@code h} for a fixed token and of the token for a fixed
 * {@code h}: paths that differ in one token never collide, others with probability 2^-64. Not
 * cryptographic. Values are stable between runs and machines. Pure functions, any thread.
 */
public final class BlockHashes {
  /** Odd constants of full bit length (from the 64-bit finalizer of MurmurHash3). */
  private static final long FIRST = 0xff51afd7ed558ccdL;

  private static final long SECOND = 0xc4ceb9fe1a85ec53L;

  private BlockHashes() {}

  /** Start of the chain of a namespace: equal tokens of two namespaces have different hashes. */
  public static long seed(Namespace namespace) {
    long hash = SECOND;
    for (String part : new String[] {namespace.model(), namespace.account(), namespace.key()}) {
      for (int i = 0; i < part.length(); i++) {
        hash = step(hash, part.charAt(i));
      }
      hash = step(hash, -1);
    }
    return hash;
  }

  /** The chain's value after {@code tokens[from]}..{@code tokens[to - 1]}. */
  public static long extend(long hash, int[] tokens, int from, int to) {
    long chained = hash;
    for (int i = from; i < to; i++) {
      chained = step(chained, tokens[i]);
    }
    return chained;
  }

  /**
   * Hashes of the full blocks of a path's first {@code length} tokens; a partial last block has
   * none. The parent of block {@code i} is block {@code i - 1}; the first has no parent.
   *
   * @param length tokens to look at, at most {@code path.length}
   */
  public static long[] of(Namespace namespace, int[] path, int length) {
    long[] hashes = new long[length / KvStore.BLOCK_TOKENS];
    long hash = seed(namespace);
    for (int block = 0; block < hashes.length; block++) {
      int from = block * KvStore.BLOCK_TOKENS;
      hash = extend(hash, path, from, from + KvStore.BLOCK_TOKENS);
      hashes[block] = hash;
    }
    return hashes;
  }

  private static long step(long hash, int token) {
    long mixed = (hash ^ (token * SECOND)) * FIRST;
    return mixed ^ (mixed >>> 32);
  }
}
