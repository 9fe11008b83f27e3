package dev.warmpath.llama.tokens;

import dev.warmpath.token.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Cuts a prompt at the special tokens in its template text, as llama.cpp cuts a text it parses for
 * special tokens: the longest token first, each over everything still uncut. Immutable.
 */
final class SpecialTokens {

  /**
   * A part of the text.
   *
   * @param start first UTF-16 unit
   * @param end last UTF-16 unit, exclusive
   * @param token the special token it is, or −1 for text
   */
  record Part(int start, int end, int token) {}

  private record Special(int id, String text, boolean stripsLeft, boolean stripsRight) {}

  private final List<Special> specials;

  SpecialTokens(Vocabulary vocabulary) {
    List<Special> found = new ArrayList<>();
    for (int id = 0; id < vocabulary.size; id++) {
      byte[] text = vocabulary.specialText(id);
      if (text != null && text.length > 0) {
        found.add(
            new Special(
                id, new String(text, StandardCharsets.UTF_8), vocabulary.stripsLeft(id),
                vocabulary.stripsRight(id)));
      }
    }
    Comparator<Special> longest =
        Comparator.comparingInt(
            special -> -special.text().getBytes(StandardCharsets.UTF_8).length);
    found.sort(longest.thenComparingInt(Special::id));
    specials = List.copyOf(found);
  }

  /** The parts of {@code text}, consecutive and covering it. */
  List<Part> cut(String text, List<Prompt.Span> spans) {
    List<Part> parts = new ArrayList<>();
    if (text.isEmpty()) {
      return parts;
    }
    parts.add(new Part(0, text.length(), -1));
    int[][] regions = templateRegions(text, spans);
    String templateText = join(text, regions);
    for (Special special : specials) {
      if (templateText.contains(special.text())) {
        parts = cutAt(special, text, regions, parts);
      }
    }
    return parts;
  }

  /**
   * Ranges whose text the template (or Warmpath) wrote; neighbours are one range. A role belongs to
   * them when it is a plain word: templates build {@code <|user|>} from it.
   */
  private static int[][] templateRegions(String text, List<Prompt.Span> spans) {
    List<int[]> regions = new ArrayList<>();
    for (Prompt.Span span : spans) {
      if (span.origin() == Prompt.Origin.FIELD && !isRoleWord(text, span)) {
        continue;
      }
      int[] last = regions.isEmpty() ? null : regions.getLast();
      if (last != null && last[1] == span.start()) {
        last[1] = span.end();
      } else {
        regions.add(new int[] {span.start(), span.end()});
      }
    }
    return regions.toArray(int[][]::new);
  }

  private static boolean isRoleWord(String text, Prompt.Span span) {
    return span.path().endsWith("].role")
        && text.substring(span.start(), span.end()).chars().allMatch(Character::isLetter);
  }

  private static String join(String text, int[][] regions) {
    StringBuilder all = new StringBuilder();
    for (int[] region : regions) {
      all.append(text, region[0], region[1]).append('\uFFFF');
    }
    return all.toString();
  }

  private static List<Part> cutAt(
      Special special, String text, int[][] regions, List<Part> parts) {
    List<Part> result = new ArrayList<>(parts.size() + 2);
    for (Part part : parts) {
      if (part.token() >= 0) {
        result.add(part);
        continue;
      }
      int from = part.start();
      int match = find(special.text(), text, regions, from, part.end());
      while (match >= 0) {
        int left = match;
        int right = match + special.text().length();
        while (special.stripsLeft() && left > from && isSpace(text.charAt(left - 1))) {
          left--;
        }
        while (special.stripsRight() && right < part.end() && isSpace(text.charAt(right))) {
          right++;
        }
        if (left > from) {
          result.add(new Part(from, left, -1));
        }
        result.add(new Part(left, right, special.id()));
        from = right;
        match = find(special.text(), text, regions, from, part.end());
      }
      if (from < part.end()) {
        result.add(new Part(from, part.end(), -1));
      }
    }
    return result;
  }

  private static int find(String special, String text, int[][] regions, int from, int to) {
    int first = Arrays.binarySearch(
        regions, new int[] {from, from}, Comparator.comparingInt(range -> range[1]));
    for (int i = first < 0 ? -first - 1 : first; i < regions.length; i++) {
      int begin = Math.max(from, regions[i][0]);
      int end = Math.min(to, regions[i][1]);
      if (regions[i][0] >= to) {
        return -1;
      }
      int at = end - begin < special.length() ? -1 : text.indexOf(special, begin, end);
      if (at >= 0) {
        return at;
      }
    }
    return -1;
  }

  /** C's isspace in the C locale, which llama.cpp strips by. */
  private static boolean isSpace(char unit) {
    return unit == ' ' || unit >= '\t' && unit <= '\r';
  }
}
