package dev.warmpath.ui.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How two token sequences differ: runs that are the same and runs that are not, alternating and
 * covering both. A pure function: common prefix and suffix, and between them the shortest edit
 * script (Myers 1986), or one difference when that would be too long.
 *
 * @param runs in order; adjacent ones have different {@code same}
 */
public record TokenDiff(List<Run> runs) {
  /** With more edits nobody reads single tokens, and time and memory grow with their square. */
  static final int MAX_EDITS = 1_500;

  /**
   * A stretch of both sequences.
   *
   * @param same whether the tokens are equal; then both stretches are equally long
   * @param aFrom first token of the first sequence
   * @param aTo after its last
   * @param bFrom first token of the second sequence
   * @param bTo after its last
   */
  public record Run(boolean same, int aFrom, int aTo, int bFrom, int bTo) {
    /** Tokens of the longer stretch. */
    public int size() {
      return Math.max(aTo - aFrom, bTo - bFrom);
    }
  }

  public TokenDiff {
    runs = List.copyOf(runs);
  }

  public static TokenDiff of(int[] a, int[] b) {
    int mismatch = Arrays.mismatch(a, b);
    int prefix = mismatch < 0 ? a.length : mismatch;
    int aEnd = a.length;
    int bEnd = b.length;
    while (aEnd > prefix && bEnd > prefix && a[aEnd - 1] == b[bEnd - 1]) {
      aEnd--;
      bEnd--;
    }
    Builder builder = new Builder();
    builder.add(true, prefix, prefix);
    middle(Arrays.copyOfRange(a, prefix, aEnd), Arrays.copyOfRange(b, prefix, bEnd), builder);
    builder.add(true, a.length - aEnd, b.length - bEnd);
    return new TokenDiff(builder.runs);
  }

  private static void middle(int[] a, int[] b, Builder builder) {
    List<int[]> frontiers = new ArrayList<>();
    int limit = Math.min(MAX_EDITS, a.length + b.length);
    int[] reach = new int[2 * limit + 3];
    int centre = limit + 1;
    for (int edits = 0; edits <= limit; edits++) {
      for (int k = -edits; k <= edits; k += 2) {
        boolean down = k == -edits || (k != edits && reach[centre + k - 1] < reach[centre + k + 1]);
        int x = down ? reach[centre + k + 1] : reach[centre + k - 1] + 1;
        while (x < a.length && x - k < b.length && x >= 0 && x - k >= 0 && a[x] == b[x - k]) {
          x++;
        }
        reach[centre + k] = x;
        if (x >= a.length && x - k >= b.length) {
          frontiers.add(Arrays.copyOfRange(reach, centre - edits - 1, centre + edits + 2));
          backtrack(a.length, b.length, frontiers, builder);
          return;
        }
      }
      frontiers.add(Arrays.copyOfRange(reach, centre - edits - 1, centre + edits + 2));
    }
    builder.add(false, a.length, b.length);
  }

  private static void backtrack(int aSize, int bSize, List<int[]> frontiers, Builder builder) {
    List<int[]> steps = new ArrayList<>();
    int x = aSize;
    int y = bSize;
    for (int edits = frontiers.size() - 1; edits > 0; edits--) {
      int[] before = frontiers.get(edits - 1);
      int centre = edits;
      int k = x - y;
      boolean down =
          k == -edits || (k != edits && before[centre + k - 1] < before[centre + k + 1]);
      int previousK = down ? k + 1 : k - 1;
      int previousX = before[centre + previousK];
      int previousY = previousX - previousK;
      int startX = down ? previousX : previousX + 1;
      steps.add(new int[] {down ? 0 : 1, down ? 1 : 0, x - startX});
      x = previousX;
      y = previousY;
    }
    builder.add(true, x, x);
    for (int i = steps.size() - 1; i >= 0; i--) {
      int[] step = steps.get(i);
      builder.add(false, step[0], step[1]);
      builder.add(true, step[2], step[2]);
    }
  }

  /** Joins stretches of the same kind. */
  private static final class Builder {
    final List<Run> runs = new ArrayList<>();
    private int a;
    private int b;

    void add(boolean same, int aSize, int bSize) {
      if (aSize == 0 && bSize == 0) {
        return;
      }
      Run last = runs.isEmpty() ? null : runs.getLast();
      if (last != null && last.same() == same) {
        runs.set(
            runs.size() - 1,
            new Run(same, last.aFrom(), last.aTo() + aSize, last.bFrom(), last.bTo() + bSize));
      } else {
        runs.add(new Run(same, a, a + aSize, b, b + bSize));
      }
      a += aSize;
      b += bSize;
    }
  }

  /** The same with equal stretches shorter than {@code tokens} between differences joined in. */
  public TokenDiff joined(int tokens) {
    Builder builder = new Builder();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      boolean inside = i > 0 && i < runs.size() - 1;
      boolean same = run.same() && !(inside && run.size() < tokens);
      builder.add(same, run.aTo() - run.aFrom(), run.bTo() - run.bFrom());
    }
    return new TokenDiff(builder.runs);
  }

  /** Leading tokens both share. */
  public int commonPrefix() {
    return runs.isEmpty() || !runs.getFirst().same() ? 0 : runs.getFirst().aTo();
  }

  /** The stretches that differ, in order. */
  public List<Run> differences() {
    return runs.stream().filter(run -> !run.same()).toList();
  }

  /** Equal tokens after the first difference. */
  public int sameAgain() {
    return runs.stream().filter(Run::same).mapToInt(Run::size).sum() - commonPrefix();
  }
}
