package dev.warmpath.ui.lookup;

import dev.warmpath.cache.CachedEdge;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The words an edge begins with. Pure; any thread. */
public final class EdgeText {
  private static final Pattern BLANK = Pattern.compile("[\\p{Cntrl}\\s]+");

  private EdgeText() {}

  /**
   * The text of the first tokens on one line.
   *
   * @param tokens decoded at most
   * @param text decodes tokens
   */
  public static String start(CachedEdge edge, int tokens, Function<int[], String> text) {
    int[] first = new int[Math.min(tokens, edge.length())];
    for (int i = 0; i < first.length; i++) {
      first[i] = edge.token(i);
    }
    return BLANK.matcher(text.apply(first)).replaceAll(" ").strip();
  }
}
