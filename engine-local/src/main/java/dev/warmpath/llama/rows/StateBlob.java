package dev.warmpath.llama.rows;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where everything stands in the state that llama.cpp v0.4.0 writes for one sequence (little
 * endian, unaligned; not a stable format, so every byte is accounted for or the blob is refused):
 *
 * <pre>
 * u32 magic, i32 sequence, u32 streams
 * per stream: u32 cells; when not 0:
 *   per cell: i32 position, u32 sequences (1), [12 bytes extended cell], i32 sequence
 *   u32 v_transposed, u32 layers
 *   per layer: i32 K type, u64 row bytes, cells × row
 *   per layer with V: i32 V type, u64 row bytes, cells × row
 *     or transposed: i32 V type, u32 element bytes, u32 channels, channels × cells × element
 * </pre>
 *
 * @param streams number of streams
 * @param stream the one stream that holds cells
 * @param cells number of cells: tokens
 * @param cellsAt offset of the first cell
 * @param extendedBytes bytes of a cell's extension, 0 or 12
 * @param transposed V is stored per channel
 * @param dataAt offset of v_transposed
 * @param types ggml type of each layer's K, then of each layer's V
 * @param rowBytes bytes of one token in each of them
 * @param elementBytes bytes of one V element when transposed, else 0
 * @param rowsAt offset of the first row of each
 * @param layers number of layers
 * @param cellOf the cell of each position; empty when cell i holds position i
 */
record StateBlob(
    int streams, int stream, int cells, long cellsAt, int extendedBytes, boolean transposed,
    long dataAt, int[] types, long[] rowBytes, int elementBytes, long[] rowsAt, int layers,
    int[] cellOf) {

  static final long HEADER_BYTES = 12;

  /** position, number of sequences, sequence. */
  static final int CELL_BYTES = 12;

  /** v_transposed and layers. */
  static final int DATA_HEADER_BYTES = 8;

  /** type and row bytes; transposed V: type, element bytes, channels. */
  static final int LAYER_HEADER_BYTES = 12;

  /** x, y and token of models with several rope axes. */
  private static final int[] EXTENSIONS = {0, 12};

  /** More layers than any model; a larger number means that the format is another. */
  private static final int MAX_LAYERS = 4096;

  /** Null when the blob is not exactly of this format, with all positions 0 to cells − 1. */
  static @Nullable StateBlob parse(MemorySegment blob) {
    for (int extension : EXTENSIONS) {
      try {
        StateBlob found = parse(blob, extension);
        if (found != null) {
          return found;
        }
      } catch (IndexOutOfBoundsException e) {
        continue; // It ends before this reading of it does: not this format.
      }
    }
    return null;
  }

  private static @Nullable StateBlob parse(MemorySegment blob, int extension) {
    int streams = integer(blob, 8);
    int stream = 0;
    long at = HEADER_BYTES;
    while (stream < streams && integer(blob, at) == 0) {
      stream++;
      at += Integer.BYTES;
    }
    if (stream >= streams) {
      return null;
    }
    int cells = integer(blob, at);
    long cellsAt = at + Integer.BYTES;
    int[] cellOf = cells < 0 ? null : cellOf(blob, cellsAt, cells, extension);
    if (cellOf == null) {
      return null;
    }
    long dataAt = cellsAt + (long) cells * (CELL_BYTES + extension);
    StateBlob result =
        parseData(blob, new StateBlob(
            streams, stream, cells, cellsAt, extension, integer(blob, dataAt) == 1, dataAt,
            new int[0], new long[0], 0, new long[0], integer(blob, dataAt + 4), cellOf));
    return result != null && onlyEmptyStreamsFollow(blob, result) ? result : null;
  }

  /** Null when the positions are not 0 to cells − 1, each once; empty when they are in order. */
  private static int @Nullable [] cellOf(
      MemorySegment blob, long at, int cells, int extension) {
    int width = (CELL_BYTES + extension) / Integer.BYTES;
    Objects.checkFromIndexSize(at, (long) cells * width * Integer.BYTES, blob.byteSize());
    // Read at once: a get per field costs 4 us a token until the JVM has compiled it, and the first
    // write-back stands before somebody's first warm answer.
    int[] fields = new int[Math.multiplyExact(cells, width)];
    MemorySegment.copy(blob, JAVA_INT_UNALIGNED, at, fields, 0, fields.length);
    int[] cellOf = new int[cells];
    Arrays.fill(cellOf, -1);
    boolean ordered = true;
    for (int i = 0; i < cells; i++) {
      int position = fields[i * width];
      if (position < 0 || position >= cells || cellOf[position] >= 0
          || fields[i * width + 1] != 1) {
        return null;
      }
      cellOf[position] = i;
      ordered &= position == i;
    }
    return ordered ? new int[0] : cellOf;
  }

  private static @Nullable StateBlob parseData(MemorySegment blob, StateBlob head) {
    int layers = head.layers;
    if (layers <= 0 || layers > MAX_LAYERS || integer(blob, head.dataAt) >>> 1 != 0) {
      return null;
    }
    int[] types = new int[2 * layers];
    long[] rowBytes = new long[2 * layers];
    long[] rowsAt = new long[2 * layers];
    int elementBytes = 0;
    long at = head.dataAt + DATA_HEADER_BYTES;
    for (int plane = 0; plane < 2 * layers; plane++) {
      types[plane] = integer(blob, at);
      if (head.transposed && plane >= layers) {
        elementBytes = integer(blob, at + 4);
        rowBytes[plane] = (long) elementBytes * integer(blob, at + 8);
      } else {
        rowBytes[plane] = blob.get(JAVA_LONG_UNALIGNED, at + 4);
      }
      rowsAt[plane] = at + LAYER_HEADER_BYTES;
      if (rowBytes[plane] <= 0 || rowBytes[plane] > blob.byteSize()) {
        return null;
      }
      at = rowsAt[plane] + rowBytes[plane] * head.cells;
    }
    return new StateBlob(
        head.streams, head.stream, head.cells, head.cellsAt, head.extendedBytes,
        head.transposed, head.dataAt, types, rowBytes, elementBytes, rowsAt, layers, head.cellOf);
  }

  private static boolean onlyEmptyStreamsFollow(MemorySegment blob, StateBlob found) {
    int last = found.rowsAt.length - 1;
    long at = found.rowsAt[last] + found.rowBytes[last] * found.cells;
    for (int i = found.stream + 1; i < found.streams; i++) {
      if (integer(blob, at) != 0) {
        return false;
      }
      at += Integer.BYTES;
    }
    return at == blob.byteSize();
  }

  private static int integer(MemorySegment blob, long at) {
    return blob.get(JAVA_INT_UNALIGNED, at);
  }

  /** The cell of a position. */
  int cell(int position) {
    return cellOf.length == 0 ? position : cellOf[position];
  }

  /** Consecutive positions from {@code position} on, at most {@code limit}, in as many cells. */
  int run(int limit) {
    return cellOf.length == 0 ? limit : 1;
  }

  /** True when rows of both can be put together. */
  boolean sameShape(StateBlob other) {
    return streams == other.streams
        && extendedBytes == other.extendedBytes
        && transposed == other.transposed
        && elementBytes == other.elementBytes
        && Arrays.equals(types, other.types)
        && Arrays.equals(rowBytes, other.rowBytes);
  }

  /** The planes rows are kept in. */
  KvLayout layout() {
    if (extendedBytes == 0) {
      return KvLayout.of(rowBytes.clone());
    }
    long[] planes = new long[rowBytes.length + 1];
    planes[0] = extendedBytes;
    System.arraycopy(rowBytes, 0, planes, 1, rowBytes.length);
    return KvLayout.of(planes);
  }

  /** Bytes of a blob of this shape with {@code tokens} cells. */
  long bytesFor(int tokens) {
    long rows = 0;
    for (long row : rowBytes) {
      rows += row;
    }
    return HEADER_BYTES
        + (long) streams * Integer.BYTES
        + (long) tokens * (CELL_BYTES + extendedBytes + rows)
        + DATA_HEADER_BYTES
        + (long) rowBytes.length * LAYER_HEADER_BYTES;
  }
}
