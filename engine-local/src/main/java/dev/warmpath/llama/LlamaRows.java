package dev.warmpath.llama;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.KvStore;
import java.util.Objects;

/** Rows of consecutive tokens in blocks; slices share the blocks. One thread. */
final class LlamaRows implements KvRows {
  private final KvLayout layout;
  private final KvBlock[] blocks;
  private final int firstRow;
  private final int length;
  private boolean released;

  /**
   * @param blocks already counted for this reference, in order, all full but for both ends
   * @param firstRow first row used in the first block
   */
  LlamaRows(KvLayout layout, KvBlock[] blocks, int firstRow, int length) {
    this.layout = layout;
    this.blocks = blocks;
    this.firstRow = firstRow;
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  KvLayout layout() {
    return layout;
  }

  /** The block that holds token {@code index}. */
  KvBlock block(int index) {
    return blocks[(firstRow + index) / KvStore.BLOCK_TOKENS];
  }

  /** The row of token {@code index} in its block. */
  int row(int index) {
    return (firstRow + index) % KvStore.BLOCK_TOKENS;
  }

  void requireOpen() {
    if (released) {
      throw new IllegalStateException("these KV rows were released");
    }
  }

  @Override
  public KvRows slice(int from, int to) {
    requireOpen();
    Objects.checkFromToIndex(from, to, length);
    int row = firstRow + from;
    int first = row / KvStore.BLOCK_TOKENS;
    int count =
        from == to ? 0 : (firstRow + to - 1) / KvStore.BLOCK_TOKENS - first + 1;
    KvBlock[] shared = new KvBlock[count];
    for (int i = 0; i < count; i++) {
      shared[i] = blocks[first + i];
      shared[i].retain();
    }
    return new LlamaRows(layout, shared, row % KvStore.BLOCK_TOKENS, to - from);
  }

  @Override
  public long release() {
    requireOpen();
    released = true;
    long freed = 0;
    for (KvBlock block : blocks) {
      freed += block.release();
    }
    return freed;
  }
}
