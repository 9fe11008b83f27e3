package dev.warmpath.cache;

import java.util.ArrayList;
import java.util.List;

/**
 * The rows of an edge's leading tokens: consecutive pieces, each from one write-back. Owns one
 * reference to each piece. Engine thread.
 */
final class HostRows {
  /**
   * @param rows the reference
   * @param offset place of its first token inside that token's block; write-backs start a block
   */
  private record Piece(KvRows rows, int offset) {}

  private final List<Piece> pieces = new ArrayList<>(1);
  private int length;

  /** Tokens with rows. */
  int length() {
    return length;
  }

  /** Takes over {@code rows}, for the tokens right after those here. */
  void append(KvRows rows, int offset) {
    pieces.add(new Piece(rows, offset));
    length += rows.length();
  }

  /** Moves the rows from token {@code at} on to a new object; both may share a block. */
  HostRows split(int at) {
    HostRows lower = new HostRows();
    List<Piece> all = List.copyOf(pieces);
    pieces.clear();
    length = 0;
    int from = 0;
    for (Piece piece : all) {
      int size = piece.rows.length();
      int kept = Math.clamp(at - from, 0, size);
      if (kept == size) {
        append(piece.rows, piece.offset);
      } else if (kept == 0) {
        lower.append(piece.rows, piece.offset);
      } else {
        append(piece.rows.slice(0, kept), piece.offset);
        int offset = (piece.offset + kept) % KvStore.BLOCK_TOKENS;
        lower.append(piece.rows.slice(kept, size), offset);
        piece.rows.release();
      }
      from += size;
    }
    return lower;
  }

  /**
   * Gives up the last tokens down to a block boundary, so that a block can become free.
   *
   * @return tokens that lost their rows, at least 1
   */
  int dropLastBlock() {
    Piece last = pieces.removeLast();
    int size = last.rows.length();
    int inLastBlock = (last.offset + size - 1) % KvStore.BLOCK_TOKENS + 1;
    int dropped = Math.min(size, inLastBlock);
    if (dropped < size) {
      pieces.add(new Piece(last.rows.slice(0, size - dropped), last.offset));
    }
    last.rows.release();
    length -= dropped;
    return dropped;
  }

  void releaseAll() {
    for (Piece piece : pieces) {
      piece.rows.release();
    }
    pieces.clear();
    length = 0;
  }

  /** Adds the references, still owned here, to {@code target}. */
  void lend(List<KvRows> target) {
    for (Piece piece : pieces) {
      target.add(piece.rows);
    }
  }
}
