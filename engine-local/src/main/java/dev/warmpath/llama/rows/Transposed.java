package dev.warmpath.llama.rows;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * V without flash attention is stored channel by channel: all tokens' first element, then all
 * tokens' second. Rows want all elements of one token together.
 */
final class Transposed {
  private Transposed() {}

  /** {@code rows} tokens from {@code token} on, out of {@code cells}, to rows. */
  static void toRows(
      MemorySegment blob, long blobAt, int cells, int token, MemorySegment block, long blockAt,
      int rows, long rowBytes, int element) {
    long channels = rowBytes / element;
    for (long channel = 0; channel < channels; channel++) {
      long source = blobAt + (channel * cells + token) * element;
      long target = blockAt + channel * element;
      for (int i = 0; i < rows; i++) {
        move(blob, source + (long) i * element, block, target + i * rowBytes, element);
      }
    }
  }

  /** {@code rows} rows to the channels of {@code cells} tokens, from {@code token} on. */
  static void fromRows(
      MemorySegment block, long blockAt, int rows, MemorySegment blob, long blobAt, int cells,
      int token, long rowBytes, int element) {
    long channels = rowBytes / element;
    for (long channel = 0; channel < channels; channel++) {
      long source = blockAt + channel * element;
      long target = blobAt + (channel * cells + token) * element;
      for (int i = 0; i < rows; i++) {
        move(block, source + i * rowBytes, blob, target + (long) i * element, element);
      }
    }
  }

  private static void move(
      MemorySegment from, long fromAt, MemorySegment to, long toAt, int element) {
    if (element == Short.BYTES) {
      to.set(JAVA_SHORT_UNALIGNED, toAt, from.get(JAVA_SHORT_UNALIGNED, fromAt));
      return;
    }
    for (int i = 0; i < element; i++) {
      to.set(JAVA_BYTE, toAt + i, from.get(JAVA_BYTE, fromAt + i));
    }
  }
}
