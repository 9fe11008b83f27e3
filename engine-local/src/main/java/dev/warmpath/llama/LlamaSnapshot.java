package dev.warmpath.llama;

import dev.warmpath.cache.KvRows;
import java.lang.foreign.MemorySegment;

/** One sequence's whole state as the library wrote it; cannot be sliced. One thread. */
final class LlamaSnapshot implements KvRows {
  private final KvBlock state;
  private final int length;
  private int references = 1;

  LlamaSnapshot(KvBlock state, int length) {
    this.state = state;
    this.length = length;
  }

  @Override
  public int length() {
    return length;
  }

  /** A new reference to the whole; any other range is refused. */
  @Override
  public KvRows slice(int from, int to) {
    bytes();
    if (from != 0 || to != length) {
      throw new UnsupportedOperationException(
          "a whole-sequence snapshot of " + length + " tokens cannot be cut to " + from + ".."
              + to);
    }
    state.retain();
    return new LlamaSnapshot(state, length);
  }

  MemorySegment bytes() {
    if (references == 0) {
      throw new IllegalStateException("this snapshot was released");
    }
    return state.memory;
  }

  @Override
  public long release() {
    bytes();
    references = 0;
    return state.release();
  }
}
