package dev.warmpath.llama.rows;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.KvStore;
import java.util.Objects;

/** Rows of consecutive tokens in blocks; slices share the blocks. One thread. */
public final class LlamaRows implements KvRows {
  private final KvLayout layout;
  private final LlamaKvStore.Block[] blocks;
  private final int firstRow;
  private final int length;
  private boolean released;

  /**
   * @param blocks already counted for this reference, in order, all full but for both ends
   * @param firstRow first row used in the first block
   */
  LlamaRows(KvLayout layout, LlamaKvStore.Block[] blocks, int firstRow, int length) {
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
  LlamaKvStore.Block block(int index) {
    return blocks[(firstRow + index) / KvStore.BLOCK_TOKENS];
  }

  /** The row of token {@code index} in its block. */
  int row(int index) {
    return (firstRow + index) % KvStore.BLOCK_TOKENS;
  }

  /** @throws IllegalStateException when they were released */
  public void requireOpen() {
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
    LlamaKvStore.Block[] shared = new LlamaKvStore.Block[count];
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
    for (LlamaKvStore.Block block : blocks) {
      freed += block.release();
    }
    return freed;
  }
}
