package dev.warmpath.app.grammar.regex;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of code points.
 *
 * @param bounds ascending; from an even index (inclusive) to the next (exclusive) is inside
 */
public record CharSet(List<Integer> bounds) {
  static final CharSet NONE = new CharSet(List.of());

  private static final int END = Character.MAX_CODE_POINT + 1;

  /** Every character that text can hold: no halves of surrogate pairs. */
  static final CharSet ALL =
      new CharSet(
          List.of(0, (int) Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1, END));

  public CharSet {
    bounds = List.copyOf(bounds);
  }

  /** From {@code first} to {@code last}, both inside. */
  public static CharSet range(int first, int last) {
    return new CharSet(List.of(first, last + 1));
  }

  static CharSet of(int codePoint) {
    return range(codePoint, codePoint);
  }

  static CharSet of(String characters) {
    return characters.codePoints().mapToObj(CharSet::of).reduce(NONE, CharSet::or);
  }

  public CharSet or(CharSet other) {
    List<Integer> out = new ArrayList<>();
    int[] at = new int[2];
    boolean inside = false;
    while (at[0] < bounds.size() || at[1] < other.bounds.size()) {
      int mine = at[0] < bounds.size() ? bounds.get(at[0]) : END + 1;
      int theirs = at[1] < other.bounds.size() ? other.bounds.get(at[1]) : END + 1;
      int next = Math.min(mine, theirs);
      at[0] += mine == next ? 1 : 0;
      at[1] += theirs == next ? 1 : 0;
      boolean now = at[0] % 2 == 1 || at[1] % 2 == 1;
      if (now != inside) {
        out.add(next);
        inside = now;
      }
    }
    return new CharSet(out);
  }

  /** All characters that are not inside. */
  public CharSet not() {
    List<Integer> out = new ArrayList<>(bounds);
    if (!out.remove((Integer) 0)) {
      out.addFirst(0);
    }
    if (!out.remove((Integer) END)) {
      out.addLast(END);
    }
    return new CharSet(out).withoutSurrogates();
  }

  private CharSet withoutSurrogates() {
    List<Integer> gap = List.of((int) Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
    CharSet filled = or(new CharSet(gap));
    // Cutting a range out: its bounds are added where it was inside.
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i < filled.bounds.size(); i += 2) {
      int from = filled.bounds.get(i);
      int to = filled.bounds.get(i + 1);
      if (from <= gap.getFirst() && gap.getLast() <= to) {
        if (from < gap.getFirst()) {
          out.addAll(List.of(from, gap.getFirst()));
        }
        if (gap.getLast() < to) {
          out.addAll(List.of(gap.getLast(), to));
        }
      } else {
        out.addAll(List.of(from, to));
      }
    }
    return new CharSet(out);
  }

  public CharSet and(CharSet other) {
    return not().or(other.not()).not();
  }

  boolean contains(int codePoint) {
    int inside = 0;
    for (int bound : bounds) {
      inside += bound <= codePoint ? 1 : 0;
    }
    return inside % 2 == 1;
  }

  public boolean isEmpty() {
    return bounds.isEmpty();
  }
}
