package dev.warmpath.explain.text;

import java.util.Arrays;

/** How much of two texts is the same, whatever its order: overlap of word triples. */
public final class Shingles {
  private static final int WORDS = 3;

  private final long[] sorted;

  private Shingles(long[] sorted) {
    this.sorted = sorted;
  }

  public static Shingles of(String text) {
    long[] hashes = new long[64];
    int count = 0;
    long[] last = new long[WORDS];
    int seen = 0;
    int at = 0;
    while (at < text.length()) {
      while (at < text.length() && !Character.isLetterOrDigit(text.charAt(at))) {
        at++;
      }
      long word = 1125899906842597L;
      int start = at;
      while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
        word = 31 * word + Character.toLowerCase(text.charAt(at));
        at++;
      }
      if (at > start) {
        last[seen % WORDS] = word;
        seen++;
        long triple = 0;
        for (int back = Math.min(seen, WORDS); back > 0; back--) {
          triple = triple * 1_000_003 + last[(seen - back) % WORDS];
        }
        if (count == hashes.length) {
          hashes = Arrays.copyOf(hashes, count * 2);
        }
        hashes[count++] = triple;
      }
    }
    return new Shingles(Arrays.stream(hashes, 0, count).sorted().distinct().toArray());
  }

  /** Shared share of both together, 0 to 1 (Dice); 1 for two empty texts. */
  public double likeness(Shingles other) {
    int all = sorted.length + other.sorted.length;
    return all == 0 ? 1 : 2.0 * shared(other) / all;
  }

  private int shared(Shingles other) {
    int i = 0;
    int j = 0;
    int shared = 0;
    while (i < sorted.length && j < other.sorted.length) {
      if (sorted[i] == other.sorted[j]) {
        shared++;
        i++;
        j++;
      } else if (sorted[i] < other.sorted[j]) {
        i++;
      } else {
        j++;
      }
    }
    return shared;
  }
}
