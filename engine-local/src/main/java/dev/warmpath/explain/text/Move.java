package dev.warmpath.explain.text;

import dev.warmpath.explain.text.Chunks.Chunk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A block of two conversations that changed its place.
 *
 * @param moved the block, as it was in the earlier one
 * @param documents true when like pieces of one container changed their order
 */
public record Move(Chunk moved, boolean documents) {
  /** Pieces of one block that moves as a whole. */
  private static final int BLOCK = 64;

  /** The block that moved at the first difference, or null when nothing did. */
  public static @Nullable Move find(List<Chunk> before, List<Chunk> after) {
    int first = 0;
    int limit = Math.min(before.size(), after.size());
    while (first < limit
        && before.get(first).text().equals(after.get(first).text())
        && before.get(first).role().equals(after.get(first).role())) {
      first++;
    }
    if (first == limit) {
      return null;
    }
    Chunk other = after.get(first);
    if (before.get(first).text().equals(other.text())) {
      return other.text().length() < Chunks.SHORTEST
          ? null : new Move(before.get(first), false);
    }
    Map<String, Integer> places = unique(after, first);
    Map<String, Integer> own = unique(before, first);
    List<Integer> beforeAt = new ArrayList<>();
    List<Integer> afterAt = new ArrayList<>();
    for (int i = first; i < before.size(); i++) {
      Integer place = places.get(before.get(i).key());
      Integer here = own.get(before.get(i).key());
      if (place != null && here != null && before.get(i).text().length() >= Chunks.SHORTEST) {
        beforeAt.add(i);
        afterAt.add(place);
      }
    }
    boolean[] kept = longestIncreasing(afterAt);
    int move = -1;
    for (int i = 0; i < kept.length && move < 0; i++) {
      move = kept[i] ? -1 : i;
    }
    if (move < 0) {
      Chunk lifted = lifted(before, after, first, own, places);
      return lifted == null ? null : new Move(lifted, false);
    }
    // The order must break where the texts part: a later move is not the first cause.
    boolean here = has(after, first, before.get(first)) || has(before, first, after.get(first));
    if (!here) {
      return null;
    }
    Chunk block = before.get(beforeAt.get(move));
    return new Move(block, documents(before, after, beforeAt, afterAt, kept));
  }

  /** A block that left its place, which closed behind it: repeated neighbours do not hide that. */
  private static @Nullable Chunk lifted(
      List<Chunk> before, List<Chunk> after, int first, Map<String, Integer> own,
      Map<String, Integer> places) {
    Chunk longest = before.get(first);
    int limit = Math.min(before.size() - 1, first + BLOCK);
    for (int i = first; i < limit; i++) {
      Chunk piece = before.get(i);
      if (!own.containsKey(piece.key()) || !places.containsKey(piece.key())) {
        return null;
      }
      longest = piece.text().length() > longest.text().length() ? piece : longest;
      if (before.get(i + 1).text().equals(after.get(first).text())) {
        return longest.text().length() >= Chunks.SHORTEST ? longest : null;
      }
    }
    return null;
  }

  /** The piece itself, or one that differs in its number only. */
  private static boolean has(List<Chunk> chunks, int from, Chunk wanted) {
    return chunks.subList(from, chunks.size()).stream()
        .anyMatch(chunk -> chunk.text().equals(wanted.text()) || chunk.key().equals(wanted.key()));
  }

  private static Map<String, Integer> unique(List<Chunk> chunks, int from) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = from; i < chunks.size(); i++) {
      String key = chunks.get(i).key();
      places.merge(key, i, (old, now) -> -1);
    }
    places.values().removeIf(place -> place < 0);
    return places;
  }

  /** Pieces of one build that only changed places among each other. */
  private static boolean documents(
      List<Chunk> before, List<Chunk> after, List<Integer> beforeAt, List<Integer> afterAt,
      boolean[] kept) {
    int[] range = disordered(afterAt, kept);
    int first = range[0];
    int last = range[1];
    if (last - first < 1) {
      return false;
    }
    Chunk block = before.get(beforeAt.get(first));
    boolean messages = block.whole();
    if (messages && !closed(before, after, afterAt, first, last)) {
      return false;
    }
    List<String> shapes = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      Chunk older = before.get(beforeAt.get(i));
      Chunk newer = after.get(afterAt.get(i));
      boolean home =
          messages
              ? older.whole() && newer.whole() && older.role().equals(block.role())
              : older.container() == block.container() && newer.container() == block.container();
      if (!home) {
        return false;
      }
      shapes.add(shape(older.text()));
    }
    return periodic(shapes);
  }

  /** First and last piece that changed places with one that moved; {@code n, -1} for none. */
  private static int[] disordered(List<Integer> afterAt, boolean[] kept) {
    int n = kept.length;
    int[] highest = new int[n]; // of all up to here
    int[] lowest = new int[n]; // of all from here on
    for (int i = 0; i < n; i++) {
      highest[i] = Math.max(i == 0 ? -1 : highest[i - 1], afterAt.get(i));
      int back = n - 1 - i;
      lowest[back] = Math.min(i == 0 ? Integer.MAX_VALUE : lowest[back + 1], afterAt.get(back));
    }
    int first = n;
    int last = -1;
    for (int i = 0; i < n; i++) {
      int place = afterAt.get(i);
      if (kept[i] || (highest[i] == place && lowest[i] == place)) {
        continue;
      }
      // Both arrays only rise, so the outermost piece on the wrong side is found by halving.
      int above = Math.min(i, firstAbove(highest, place));
      int below = Math.max(i, firstAbove(lowest, place - 1) - 1);
      first = Math.min(first, above);
      last = Math.max(last, below);
    }
    return new int[] {first, last};
  }

  /** Index of the first entry greater than {@code value}. */
  private static int firstAbove(int[] rising, int value) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] > value) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Nothing new stands among the pieces: a list changed its order, no message moved on. */
  private static boolean closed(
      List<Chunk> before, List<Chunk> after, List<Integer> afterAt, int first, int last) {
    List<Integer> places = afterAt.subList(first, last + 1);
    Set<String> known = new HashSet<>();
    before.forEach(chunk -> known.add(chunk.key()));
    return after.subList(Collections.min(places), Collections.max(places) + 1).stream()
        .allMatch(chunk -> known.contains(chunk.key()));
  }

  /** A list of documents repeats its build: heading, text, heading, text. */
  private static boolean periodic(List<String> shapes) {
    for (int period = 1; 2 * period <= shapes.size(); period++) {
      boolean repeats = true;
      for (int i = period; i < shapes.size() && repeats; i++) {
        repeats = shapes.get(i).equals(shapes.get(i - period));
      }
      if (repeats) {
        return true;
      }
    }
    return false;
  }

  /** How a piece begins: documents of one list begin alike. */
  private static String shape(String text) {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < Math.min(3, text.length()); i++) {
      char c = text.charAt(i);
      shape.append(
          Character.isLetter(c) ? 'a' : Character.isDigit(c) ? '0'
              : Character.isWhitespace(c) ? ' ' : c);
    }
    if (text.startsWith("<")) {
      int end = 1;
      while (end < text.length() && (Character.isLetter(text.charAt(end)))) {
        end++;
      }
      return text.substring(0, end);
    }
    return shape.charAt(0) == 'a' ? "a" : shape.toString();
  }

  private static boolean[] longestIncreasing(List<Integer> values) {
    int n = values.size();
    int[] tail = new int[n];
    int[] previous = new int[n];
    int length = 0;
    for (int i = 0; i < n; i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (values.get(tail[middle]) < values.get(i)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      previous[i] = low == 0 ? -1 : tail[low - 1];
      tail[low] = i;
      length = Math.max(length, low + 1);
    }
    boolean[] kept = new boolean[n];
    for (int at = length == 0 ? -1 : tail[length - 1]; at >= 0; at = previous[at]) {
      kept[at] = true;
    }
    return kept;
  }
}
