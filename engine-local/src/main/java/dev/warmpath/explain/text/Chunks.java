package dev.warmpath.explain.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The texts of a conversation cut into pieces: paragraphs, lines or tagged documents of one
 * container (a message).
 */
public final class Chunks {
  /** A shorter text is no block, in UTF-16 units: it repeats by chance. */
  public static final int SHORTEST = 12;

  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int LABEL = 24;

  /** How a container's text is cut. */
  public enum Cut {
    TAGS(
        "(?<=</(?:document|doc|context|passage|result|item|file|chunk)>)"
            + "|(?=<(?:document|doc|context|passage|result|item|file|chunk)[\\s>])"),
    PARAGRAPHS("\\R\\s*\\R"),
    LINES("\\R");

    private final Pattern pattern;

    Cut(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /**
   * A piece of a container.
   *
   * @param container index of the message
   * @param role the message's role; empty for text without messages
   * @param text the piece, stripped
   * @param key what makes two pieces the same: the text without a leading number
   * @param whole true when it is the container's only piece
   */
  public record Chunk(
      int container, String role, String text, String key, boolean whole) {}

  private Chunks() {}

  /**
   * @param containers texts of the messages
   * @param roles their roles
   */
  public static List<Chunk> of(List<String> containers, List<String> roles, Cut cut) {
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      String[] pieces = cut.pattern.split(containers.get(i));
      for (String piece : pieces) {
        String text = piece.strip();
        if (!text.isEmpty()) {
          chunks.add(new Chunk(i, roles.get(i), text, key(text), pieces.length == 1));
        }
      }
    }
    return chunks;
  }

  private static String key(String text) {
    int label = Math.min(LABEL, text.length());
    return NUMBER.matcher(text.substring(0, label)).replaceAll("#") + text.substring(label);
  }
}
