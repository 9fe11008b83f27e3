package dev.warmpath.llama;

import java.lang.foreign.MemorySegment;

/** Off-heap memory that row references share. One thread. */
final class KvBlock {
  final MemorySegment memory;
  private final LlamaKvStore store;
  private int references = 1;

  KvBlock(LlamaKvStore store, MemorySegment memory) {
    this.store = store;
    this.memory = memory;
  }

  void retain() {
    references++;
  }

  /** Bytes that became free. */
  long release() {
    references--;
    if (references < 0) {
      throw new IllegalStateException("a KV block was released too often");
    }
    return references == 0 ? store.free(memory) : 0;
  }
}
