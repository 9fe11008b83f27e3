package dev.warmpath.llama.rows;

import java.lang.foreign.MemorySegment;

/** The device memory of a context's slots, as whole states in the library's form. One thread. */
public interface SlotMemory {

  /** Size of the slot's state now. */
  long stateBytes(int slot);

  /** Copies the slot's state; the bytes written, 0 when the library refused. */
  long readState(int slot, MemorySegment target);

  /** Replaces what the slot holds; the bytes read, 0 when the library refused and left it empty. */
  long writeState(int slot, MemorySegment source);
}
