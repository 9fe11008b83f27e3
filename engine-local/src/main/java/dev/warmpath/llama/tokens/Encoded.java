package dev.warmpath.llama.tokens;

import java.util.Arrays;

/**
 * Tokens of a piece of text, with ends relative to it. Immutable; arrays are shared.
 *
 * @param ids token ids
 * @param byteEnds end of each in the UTF-8 bytes
 * @param charEnds end of each in UTF-16 units, rounded down to whole characters
 * @param bytes UTF-8 length of the text
 */
record Encoded(int[] ids, int[] byteEnds, int[] charEnds, int bytes) {

  /** Collects tokens of consecutive pieces of one text. */
  static final class Builder {
    private int[] ids = new int[256];
    private int[] byteEnds = new int[256];
    private int[] charEnds = new int[256];
    private int size;
    private int bytes;
    private int chars;

    int size() {
      return size;
    }

    int lastId() {
      return size == 0 ? -1 : ids[size - 1];
    }

    void add(Encoded part, int partChars) {
      int count = part.ids.length;
      grow(size + count);
      System.arraycopy(part.ids, 0, ids, size, count);
      for (int i = 0; i < count; i++) {
        byteEnds[size + i] = bytes + part.byteEnds[i];
        charEnds[size + i] = chars + part.charEnds[i];
      }
      size += count;
      bytes += part.bytes;
      chars += partChars;
    }

    /** One token that covers a stretch of text, maybe none. */
    void add(int id, int tokenBytes, int tokenChars) {
      grow(size + 1);
      bytes += tokenBytes;
      chars += tokenChars;
      ids[size] = id;
      byteEnds[size] = bytes;
      charEnds[size] = chars;
      size++;
    }

    private void grow(int needed) {
      if (needed > ids.length) {
        int capacity = Math.max(needed, ids.length * 2);
        ids = Arrays.copyOf(ids, capacity);
        byteEnds = Arrays.copyOf(byteEnds, capacity);
        charEnds = Arrays.copyOf(charEnds, capacity);
      }
    }

    Encoded build() {
      return new Encoded(
          Arrays.copyOf(ids, size), Arrays.copyOf(byteEnds, size), Arrays.copyOf(charEnds, size),
          bytes);
    }
  }
}
