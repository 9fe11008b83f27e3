package dev.warmpath.llama.rows;

import dev.warmpath.cache.KvRows;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** One sequence's whole state as the library wrote it; cannot be sliced. One thread. */
public final class LlamaSnapshot implements KvRows {
  private final LlamaKvStore.Block state;
  private final int length;
  private int references = 1;

  private LlamaSnapshot(LlamaKvStore.Block state, int length) {
    this.state = state;
    this.length = length;
  }

  /**
   * Saves all that a slot holds.
   *
   * @param length tokens in the slot
   * @return null when there is no memory or the library refused
   */
  public static @Nullable LlamaSnapshot of(
      LlamaKvStore store, SlotMemory memory, int slot, int length) {
    LlamaKvStore.Block block = store.allocate(memory.stateBytes(slot));
    if (block == null) {
      return null;
    }
    if (memory.readState(slot, block.memory) != block.memory.byteSize()) {
      block.release();
      return null;
    }
    return new LlamaSnapshot(block, length);
  }

  /** False when the library refused. */
  public boolean restore(SlotMemory memory, int slot) {
    return memory.writeState(slot, bytes()) == bytes().byteSize();
  }

  @Override
  public int length() {
    return length;
  }

  /** A new reference to the whole; any other range is refused. */
  @Override
  public KvRows slice(int from, int to) {
    requireOpen();
    if (from != 0 || to != length) {
      throw new UnsupportedOperationException(
          "a whole-sequence snapshot of " + length + " tokens cannot be cut to " + from + ".."
              + to);
    }
    state.retain();
    return new LlamaSnapshot(state, length);
  }

  /** @throws IllegalStateException when it was released */
  public void requireOpen() {
    if (references == 0) {
      throw new IllegalStateException("this snapshot was released");
    }
  }

  private MemorySegment bytes() {
    requireOpen();
    return state.memory;
  }

  @Override
  public long release() {
    requireOpen();
    references = 0;
    return state.release();
  }
}
