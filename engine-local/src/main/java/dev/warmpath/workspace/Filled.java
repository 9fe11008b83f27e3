package dev.warmpath.workspace;

import java.util.List;

/**
 * A segment's text with its variables filled, and where each part came from.
 *
 * @param text what is sent
 * @param pieces consecutive, covering {@code text}
 */
public record Filled(String text, List<Piece> pieces) {

  /**
   * A run of filled text.
   *
   * @param start first UTF-16 unit in the filled text
   * @param end after the last one
   * @param sourceStart first UTF-16 unit in the segment's own text
   * @param sourceEnd after the last one; the run's length differs only for a variable
   * @param variable the variable's name; empty for text taken as it is
   */
  public record Piece(int start, int end, int sourceStart, int sourceEnd, String variable) {}

  public Filled {
    pieces = List.copyOf(pieces);
  }

  static Filled verbatim(String text) {
    return new Filled(
        text,
        text.isEmpty()
            ? List.of()
            : List.of(new Piece(0, text.length(), 0, text.length(), "")));
  }
}
