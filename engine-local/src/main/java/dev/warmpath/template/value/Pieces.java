package dev.warmpath.template.value;

import java.util.Arrays;

/** The sources of a flat text, run by run. Immutable. */
public final class Pieces {
  private final int[] ends;
  private final Source[] sources;
  private final int[] offsets;

  /**
   * @param ends end of each run in UTF-16 units, ascending
   * @param offsets where each run starts inside its field, -1 when that has no meaning
   */
  Pieces(int[] ends, Source[] sources, int[] offsets) {
    this.ends = ends;
    this.sources = sources;
    this.offsets = offsets;
  }

  static Pieces of(int length, Source source, int offset) {
    return new Pieces(new int[] {length}, new Source[] {source}, new int[] {offset});
  }

  public int count() {
    return ends.length;
  }

  public int start(int index) {
    return index == 0 ? 0 : ends[index - 1];
  }

  public int end(int index) {
    return ends[index];
  }

  public Source source(int index) {
    return sources[index];
  }

  public int offset(int index) {
    return offsets[index];
  }

  /** The index of the run that holds UTF-16 unit {@code unit}. */
  public int indexAt(int unit) {
    int found = Arrays.binarySearch(ends, unit);
    return found >= 0 ? found + 1 : -found - 1;
  }

  Pieces sub(int start, int end) {
    int first = indexAt(start);
    int last = indexAt(end - 1);
    int count = last - first + 1;
    int[] newEnds = new int[count];
    int[] newOffsets = new int[count];
    for (int i = 0; i < count; i++) {
      int at = first + i;
      newEnds[i] = Math.min(ends[at], end) - start;
      int skipped = Math.max(0, start - start(at));
      newOffsets[i] = offsets[at] < 0 ? -1 : offsets[at] + skipped;
    }
    return new Pieces(newEnds, Arrays.copyOfRange(sources, first, last + 1), newOffsets);
  }

  Pieces withoutOffsets() {
    int[] none = new int[offsets.length];
    Arrays.fill(none, -1);
    return new Pieces(ends, sources, none);
  }

  /**
   * One source to stand for all: a field when any run is a field, so that text a user may have
   * written is never taken for the template's.
   */
  public Source main() {
    for (Source source : sources) {
      if (source.isField()) {
        return source;
      }
    }
    return sources[0];
  }
}
