package dev.warmpath.token;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Token ids of one text with exact offsets into it. Immutable; arrays are shared, not copied, so
 * callers must not write to them.
 */
public final class Tokens {
  private final int[] ids;
  private final int[] byteEnds;
  private final int[] charEnds;

  /**
   * @param ids token ids
   * @param byteEnds end of each token in the UTF-8 bytes of the text, ascending; a token that adds
   *     no text (BOS) ends where it starts
   * @param charEnds end of each token in UTF-16 units, rounded down to a whole character where a
   *     token ends inside one
   */
  public Tokens(int[] ids, int[] byteEnds, int[] charEnds) {
    if (ids.length != byteEnds.length || ids.length != charEnds.length) {
      throw new IllegalArgumentException(
          ids.length + " ids, " + byteEnds.length + " byte ends, " + charEnds.length
              + " char ends");
    }
    this.ids = ids;
    this.byteEnds = byteEnds;
    this.charEnds = charEnds;
  }

  public int size() {
    return ids.length;
  }

  public int id(int index) {
    return ids[index];
  }

  /** The ids themselves: shared, read only. */
  public int[] ids() {
    return ids;
  }

  /** After the token's last UTF-8 byte. */
  public int byteEnd(int index) {
    return byteEnds[index];
  }

  /** First UTF-16 unit of the token; equals {@link #charEnd} inside a multi-token character. */
  public int charStart(int index) {
    return index == 0 ? 0 : charEnds[index - 1];
  }

  /** After the token's last UTF-16 unit, rounded down to a whole character. */
  public int charEnd(int index) {
    return charEnds[index];
  }

  /**
   * The first token that ends after the UTF-16 unit at {@code offset}, or {@link #size()} when none
   * does: the token a caret or a hover at that unit belongs to.
   */
  public int indexAtChar(int offset) {
    int low = 0;
    int high = charEnds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (charEnds[middle] > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Tokens that
        && Arrays.equals(ids, that.ids)
        && Arrays.equals(byteEnds, that.byteEnds)
        && Arrays.equals(charEnds, that.charEnds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return "Tokens" + Arrays.toString(ids);
  }
}
