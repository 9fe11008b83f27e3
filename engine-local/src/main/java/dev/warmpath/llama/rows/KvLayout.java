package dev.warmpath.llama.rows;

import dev.warmpath.cache.KvStore;

/**
 * How one token's KV is cut into planes: extended cell data if there is any, then each layer's K,
 * then each layer's V. A block holds {@link KvStore#BLOCK_TOKENS} rows of plane 0, then of plane 1,
 * and so on, so that copies are long runs. Immutable.
 *
 * @param rowBytes bytes of one token in each plane
 * @param planeStarts where each plane starts in a block
 * @param bytesPerToken sum of {@code rowBytes}
 */
record KvLayout(long[] rowBytes, long[] planeStarts, long bytesPerToken) {

  static KvLayout of(long... rowBytes) {
    long[] starts = new long[rowBytes.length];
    long sum = 0;
    for (int i = 0; i < rowBytes.length; i++) {
      starts[i] = sum * KvStore.BLOCK_TOKENS;
      sum += rowBytes[i];
    }
    return new KvLayout(rowBytes, starts, sum);
  }

  int planes() {
    return rowBytes.length;
  }

  long blockBytes() {
    return bytesPerToken * KvStore.BLOCK_TOKENS;
  }
}
