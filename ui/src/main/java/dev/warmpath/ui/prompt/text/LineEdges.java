package dev.warmpath.ui.prompt.text;

import java.util.Arrays;

/**
 * Where the units of one line are drawn, and the pieces in which reading order and drawing order
 * agree: a line of left-to-right text is one piece. Distances are from the line's left edge, in
 * pixels; all units of a cluster have the cluster's edges. Reused from line to line. One thread.
 */
public final class LineEdges {
  /** Two edges closer than this are the same place. */
  private static final double SAME = 0.01;

  private double[] left = new double[256];
  private double[] right = new double[256];
  private int[] pieceEnds = new int[8];
  private boolean[] pieceBackward = new boolean[8];
  private int from;
  private int to;
  private int pieces;
  private double markX;

  /** Empties it for units {@code newFrom} to {@code newTo}. */
  void start(int newFrom, int newTo) {
    from = newFrom;
    to = newTo;
    pieces = 0;
    markX = -1;
    int needed = newTo - newFrom + 1;
    if (left.length < needed) {
      left = new double[Math.max(needed, left.length * 2)];
      right = new double[left.length];
    }
  }

  /** Pieces come in reading order. */
  void piece(int end, boolean backward) {
    if (pieces == pieceEnds.length) {
      pieceEnds = Arrays.copyOf(pieceEnds, pieces * 2);
      pieceBackward = Arrays.copyOf(pieceBackward, pieces * 2);
    }
    pieceEnds[pieces] = end;
    pieceBackward[pieces++] = backward;
  }

  void cluster(int at, int next, double newLeft, double newRight) {
    int last = Math.min(next, to);
    for (int unit = at; unit < last; unit++) {
      left[unit - from] = newLeft;
      right[unit - from] = newRight;
    }
  }

  /** Where the line's end is: the edges of a line end, or of nothing. */
  void end(int contentEnd, double x) {
    for (int unit = contentEnd; unit <= to; unit++) {
      left[unit - from] = x;
      right[unit - from] = x;
    }
  }

  void mark(double x) {
    markX = x;
  }

  /** Left edge of the marker's room; negative when it is not on this line. */
  public double mark() {
    return markX;
  }

  /** End of what is drawn in one go from {@code at} on; at most {@code limit}. */
  public int pieceEnd(int at, int limit) {
    for (int piece = 0; piece < pieces; piece++) {
      if (pieceEnds[piece] > at) {
        return Math.min(limit, pieceEnds[piece]);
      }
    }
    return limit;
  }

  /** True when the unit is read from right to left. */
  public boolean backward(int at) {
    for (int piece = 0; piece < pieces; piece++) {
      if (pieceEnds[piece] > at) {
        return pieceBackward[piece];
      }
    }
    return false;
  }

  /** Left edge of a range within one piece; of an empty one where it would be drawn. */
  public double left(int start, int end) {
    return left[(end > start && backward(start) ? end - 1 : start) - from];
  }

  /** Right edge of a range within one piece; of an empty one its left edge. */
  public double right(int start, int end) {
    return end <= start
        ? left[start - from]
        : right[(backward(start) ? start : end - 1) - from];
  }

  /**
   * Where a caret stands: at the near edge of the cluster behind {@code offset}, or with {@code
   * upstream} at the far edge of the one before.
   */
  double caret(CharSequence text, int offset, boolean upstream, int contentEnd) {
    if (from == contentEnd || offset < contentEnd && !(upstream && offset > from)) {
      return backward(offset) ? right[offset - from] : left[offset - from];
    }
    int before = Math.max(from, Graphemes.previous(text, Math.min(offset, contentEnd)));
    return backward(before) ? left[before - from] : right[before - from];
  }

  /** First unit of the cluster whose left edge is next to the right of {@code x}; −1 for none. */
  int rightOf(double x, int contentEnd) {
    int found = -1;
    for (int unit = from; unit < contentEnd; unit++) {
      if (left[unit - from] >= x - SAME
          && (found < 0 || left[unit - from] < left[found - from])) {
        found = unit;
      }
    }
    return found;
  }

  /** First unit of the cluster whose right edge is next to the left of {@code x}; −1 for none. */
  int leftOf(double x, int contentEnd) {
    int found = -1;
    for (int unit = from; unit < contentEnd; unit++) {
      if (right[unit - from] <= x + SAME
          && (found < 0 || right[unit - from] > right[found - from])) {
        found = unit;
      }
    }
    return found;
  }

  /** First unit of the cluster drawn at {@code x}; −1 beside all of them. */
  int at(double x, int contentEnd) {
    for (int unit = from; unit < contentEnd; unit++) {
      if (left[unit - from] <= x && x < right[unit - from]) {
        return unit;
      }
    }
    return -1;
  }

  /** First unit of the cluster nearest to {@code x}; −1 in an empty line. */
  int nearest(double x, int contentEnd) {
    int found = -1;
    double nearest = Double.POSITIVE_INFINITY;
    for (int unit = from; unit < contentEnd; unit++) {
      double away = Math.max(left[unit - from] - x, x - right[unit - from]);
      if (away < nearest) {
        nearest = away;
        found = unit;
      }
    }
    return found;
  }

  /** True when {@code x} lies in the right half of a unit's cluster, or beyond it. */
  boolean inRightHalf(int unit, double x) {
    return x >= (left[unit - from] + right[unit - from]) / 2;
  }
}
