package dev.warmpath.llama.rows;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.KvStore;
import dev.warmpath.llama.binding.LlamaApi;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves KV between slots and host rows, through the library's state blobs. One thread.
 */
public final class LlamaState implements AutoCloseable {
  /**
   * Export memory touched at start-up, in bytes: the kernel maps fresh pages at under 2 GB/s, and
   * the first export may stand before somebody's first warm answer. It is what 2,700 tokens of the
   * demo model take; larger models take longer to compute than to map.
   */
  private static final long TOUCHED_BYTES = 8 << 20;

  private final SlotMemory context;
  private final LlamaApi api;
  private final MemorySegment model;
  private final StateBlob shape;
  private final KvLayout layout;
  private MemorySegment scratch = MemorySegment.NULL;

  private LlamaState(SlotMemory context, LlamaApi api, MemorySegment sample, StateBlob shape) {
    this.context = context;
    this.api = api;
    this.shape = shape;
    layout = shape.layout();
    // Everything before the first row, to be written in front of every restored sequence.
    model = sample;
  }

  /**
   * @param sample a slot's whole state: gives the shape of all; kept
   * @return null when its format is not known
   */
  public static @Nullable LlamaState of(
      SlotMemory context, LlamaApi api, MemorySegment sample) {
    StateBlob shape = StateBlob.parse(sample);
    if (shape == null) {
      return null;
    }
    LlamaState state = new LlamaState(context, api, sample, shape);
    MemorySegment touched = state.scratch(TOUCHED_BYTES);
    if (touched != null) {
      touched.fill((byte) 0);
    }
    return state;
  }

  /** Host memory of one token's rows. */
  public long bytesPerToken() {
    return layout.bytesPerToken();
  }

  /** True when {@code rows} can be restored here. */
  public boolean accepts(LlamaRows rows) {
    return Arrays.equals(rows.layout().rowBytes(), layout.rowBytes());
  }

  /** Null when there is no memory for the rows or for the export. */
  public @Nullable KvRows save(LlamaKvStore store, int slot, int from, int to) {
    int count = to - from;
    LlamaKvStore.Block[] blocks = allocate(store, count);
    if (blocks == null) {
      return null;
    }
    boolean saved = false;
    try {
      MemorySegment blob = count == 0 ? MemorySegment.NULL : export(slot);
      if (blob == null) {
        return null;
      }
      if (count > 0) {
        copyOut(blob, blocks, from, to);
      }
      saved = true;
      return new LlamaRows(layout, blocks, 0, count);
    } finally {
      if (!saved) {
        for (LlamaKvStore.Block block : blocks) {
          block.release();
        }
      }
    }
  }

  private LlamaKvStore.Block @Nullable [] allocate(LlamaKvStore store, int tokens) {
    int count = (tokens + KvStore.BLOCK_TOKENS - 1) / KvStore.BLOCK_TOKENS;
    LlamaKvStore.Block[] blocks = new LlamaKvStore.Block[count];
    for (int i = 0; i < count; i++) {
      LlamaKvStore.Block block = store.allocate(layout.blockBytes());
      if (block == null) {
        for (int done = 0; done < i; done++) {
          blocks[done].release();
        }
        return null;
      }
      blocks[i] = block;
    }
    return blocks;
  }

  private @Nullable MemorySegment export(int slot) {
    MemorySegment target = scratch(context.stateBytes(slot));
    if (target == null) {
      return null;
    }
    long written = context.readState(slot, target);
    return target.asSlice(0, written);
  }

  private void copyOut(MemorySegment blob, LlamaKvStore.Block[] blocks, int from, int to) {
    StateBlob found = StateBlob.parse(blob);
    if (found == null || !found.sameShape(shape) || found.cells() < to) {
      throw new IllegalStateException(
          "the library's state of " + blob.byteSize() + " bytes has not the shape that the"
              + " start-up check saw");
    }
    for (int at = from; at < to; ) {
      int row = (at - from) % KvStore.BLOCK_TOKENS;
      int count = found.run(Math.min(KvStore.BLOCK_TOKENS - row, to - at));
      copyRunOut(
          blob, found, found.cell(at), blocks[(at - from) / KvStore.BLOCK_TOKENS].memory, row,
          count);
      at += count;
    }
  }

  private void copyRunOut(
      MemorySegment blob, StateBlob found, int cell, MemorySegment block, int row, int count) {
    int extended = found.extendedBytes();
    int first = extended == 0 ? 0 : 1;
    for (int i = 0; i < count && extended > 0; i++) {
      long source = found.cellsAt() + (long) (cell + i) * (StateBlob.CELL_BYTES + extended);
      MemorySegment.copy(
          blob, source + 2 * Integer.BYTES, block, (long) (row + i) * extended, extended);
    }
    for (int plane = 0; plane < found.rowBytes().length; plane++) {
      long rowBytes = found.rowBytes()[plane];
      long start = layout.planeStarts()[plane + first] + rowBytes * row;
      if (found.transposed() && plane >= found.layers()) {
        Transposed.toRows(
            blob, found.rowsAt()[plane], found.cells(), cell, block, start, count, rowBytes,
            found.elementBytes());
      } else {
        MemorySegment.copy(
            blob, found.rowsAt()[plane] + rowBytes * cell, block, start, rowBytes * count);
      }
    }
  }

  /** False when the library refused or there is no memory to assemble the blob. */
  public boolean restore(int slot, List<KvRows> parts) {
    int tokens = 0;
    for (KvRows part : parts) {
      tokens += part.length();
    }
    long size = shape.bytesFor(tokens);
    MemorySegment blob = scratch(size);
    if (blob == null) {
      return false;
    }
    assemble(blob, parts, tokens, slot);
    return context.writeState(slot, blob.asSlice(0, size)) == size;
  }

  private void assemble(MemorySegment blob, List<KvRows> parts, int tokens, int slot) {
    MemorySegment.copy(model, 0, blob, 0, StateBlob.HEADER_BYTES);
    int cellBytes = StateBlob.CELL_BYTES + shape.extendedBytes();
    long cells = StateBlob.HEADER_BYTES + Integer.BYTES;
    blob.set(JAVA_INT_UNALIGNED, StateBlob.HEADER_BYTES, tokens);
    int[] fields = new int[Math.multiplyExact(tokens, cellBytes / Integer.BYTES)];
    for (int i = 0; i < tokens; i++) {
      int cell = i * (cellBytes / Integer.BYTES);
      fields[cell] = i;
      fields[cell + 1] = 1;
      fields[cell + cellBytes / Integer.BYTES - 1] = slot;
    }
    MemorySegment.copy(fields, 0, blob, JAVA_INT_UNALIGNED, cells, fields.length);
    long at = cells + (long) tokens * cellBytes;
    MemorySegment.copy(model, shape.dataAt(), blob, at, StateBlob.DATA_HEADER_BYTES);
    at += StateBlob.DATA_HEADER_BYTES;
    long[] planeAt = new long[layout.planes()];
    int first = shape.extendedBytes() == 0 ? 0 : 1;
    for (int plane = 0; plane < shape.rowBytes().length; plane++) {
      long header = shape.rowsAt()[plane] - StateBlob.LAYER_HEADER_BYTES;
      MemorySegment.copy(model, header, blob, at, StateBlob.LAYER_HEADER_BYTES);
      at += StateBlob.LAYER_HEADER_BYTES;
      planeAt[plane + first] = at;
      at += shape.rowBytes()[plane] * tokens;
    }
    blob.asSlice(at, (long) (shape.streams() - 1) * Integer.BYTES).fill((byte) 0);
    copyIn(blob, parts, tokens, planeAt);
  }

  private void copyIn(MemorySegment blob, List<KvRows> parts, int tokens, long[] planeAt) {
    int token = 0;
    for (KvRows part : parts) {
      LlamaRows rows = (LlamaRows) part;
      for (int i = 0; i < rows.length(); ) {
        int row = rows.row(i);
        int count = Math.min(KvStore.BLOCK_TOKENS - row, rows.length() - i);
        copyRun(blob, rows.block(i).memory, row, count, token + i, tokens, planeAt);
        i += count;
      }
      token += rows.length();
    }
  }

  private void copyRun(
      MemorySegment blob, MemorySegment block, int row, int count, int token, int tokens,
      long[] planeAt) {
    int extended = shape.extendedBytes();
    int cellBytes = StateBlob.CELL_BYTES + extended;
    for (int i = 0; i < count && extended > 0; i++) {
      long cell =
          StateBlob.HEADER_BYTES + Integer.BYTES + (long) (token + i) * cellBytes
              + 2 * Integer.BYTES;
      MemorySegment.copy(block, (long) (row + i) * extended, blob, cell, extended);
    }
    for (int plane = extended == 0 ? 0 : 1; plane < layout.planes(); plane++) {
      long rowBytes = layout.rowBytes()[plane];
      long start = layout.planeStarts()[plane] + rowBytes * row;
      boolean value = plane - (extended == 0 ? 0 : 1) >= shape.layers();
      if (shape.transposed() && value) {
        Transposed.fromRows(
            block, start, count, blob, planeAt[plane], tokens, token, rowBytes,
            shape.elementBytes());
      } else {
        MemorySegment.copy(block, start, blob, planeAt[plane] + rowBytes * token,
            rowBytes * count);
      }
    }
  }

  /** Memory for one blob, kept between calls; null when there is none. */
  private @Nullable MemorySegment scratch(long bytes) {
    if (scratch.byteSize() < bytes) {
      close();
      MemorySegment larger = api.malloc(bytes + bytes / 4);
      if (larger.address() == 0) {
        return null;
      }
      scratch = larger;
    }
    return scratch;
  }

  @Override
  public void close() {
    if (scratch.address() != 0) {
      api.free(scratch);
      scratch = MemorySegment.NULL;
    }
  }
}
