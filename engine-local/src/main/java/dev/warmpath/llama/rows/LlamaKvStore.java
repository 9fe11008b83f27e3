package dev.warmpath.llama.rows;

import dev.warmpath.cache.KvStore;
import dev.warmpath.llama.binding.LlamaApi;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Off-heap blocks of KV rows, from the C library's heap. Engine thread only, except
 * {@link #usedBytes}. Rows may outlive the context they came from.
 */
public final class LlamaKvStore implements KvStore {
  private final LlamaApi api;
  private final long bytesPerToken;
  private final long limitBytes;
  private final AtomicLong used = new AtomicLong();

  /** Off-heap memory that row references share. One thread. */
  final class Block {
    final MemorySegment memory;
    private int references = 1;

    private Block(MemorySegment memory) {
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
      return references == 0 ? free(memory) : 0;
    }
  }

  /** @param limitBytes most bytes all blocks may have together */
  public LlamaKvStore(LlamaApi api, long bytesPerToken, long limitBytes) {
    this.api = api;
    this.bytesPerToken = bytesPerToken;
    this.limitBytes = limitBytes;
  }

  @Override
  public long bytesPerToken() {
    return bytesPerToken;
  }

  @Override
  public long usedBytes() {
    return used.get();
  }

  /** Null when there is no memory, or the limit is reached. */
  @Nullable Block allocate(long bytes) {
    if (bytes > limitBytes - used.get()) {
      return null;
    }
    MemorySegment memory = api.malloc(bytes);
    if (memory.address() == 0) {
      return null;
    }
    used.addAndGet(bytes);
    return new Block(memory);
  }

  private long free(MemorySegment memory) {
    api.free(memory);
    used.addAndGet(-memory.byteSize());
    return memory.byteSize();
  }
}
