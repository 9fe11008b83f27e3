package dev.warmpath.cache;

/**
 * Where KV rows live in host memory, in blocks of {@link #BLOCK_TOKENS} (port). Engine thread only,
 * except {@link #usedBytes}. The simulator's store keeps no bytes but counts them the same way.
 */
public interface KvStore {

  /** Tokens per allocation block: vLLM's default block size, so pictures and lenses agree. */
  int BLOCK_TOKENS = 16;

  /** Bytes of one token's K and V rows over all layers. */
  long bytesPerToken();

  /** Bytes of all allocated blocks. Any thread. */
  long usedBytes();

  /**
   * Bytes that storing {@code tokens} consecutive new rows allocates (whole blocks).
   */
  default long bytesFor(int tokens) {
    long blocks = (tokens + BLOCK_TOKENS - 1L) / BLOCK_TOKENS;
    return blocks * BLOCK_TOKENS * bytesPerToken();
  }
}
