package dev.warmpath.template.python;

import dev.warmpath.template.value.Budget;
import dev.warmpath.template.value.PyException;
import dev.warmpath.template.value.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line cut into lines, as Python's textwrap does with tabs and white space kept. Widths count
 * characters.
 *
 * @param width most characters of a line, at least 1
 * @param breakWords whether a word longer than a line is cut
 * @param breakHyphens whether a word may end after a hyphen
 */
public record TextWrap(long width, boolean breakWords, boolean breakHyphens, Budget budget) {
  private static final String SPACE = "[\\t\\n\\x0b\\x0c\\r ]";
  private static final String WORD = "[^\\t\\n\\x0b\\x0c\\r ]";
  private static final String LETTER = "[^\\d\\W]";
  private static final String IN_WORD = "[\\w!\"'&.,?]";
  private static final Pattern SPACES = Pattern.compile(SPACE + "+");

  /** White space, a dash between words, or a word up to a hyphen, a dash or its end. */
  private static final Pattern CHUNK =
      Pattern.compile(
          SPACE + "+|(?<=" + IN_WORD + ")-{2,}(?=\\w)|" + WORD + "+?(?:-(?:(?<=" + LETTER
              + "{2}-)|(?<=" + LETTER + "-" + LETTER + "-))(?=" + LETTER + "-?" + LETTER + ")|(?="
              + SPACE + "|\\z)|(?<=" + IN_WORD + ")(?=-{2,}\\w))",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** The lines, without the white space at which they were cut. */
  public List<Text> lines(Text text) {
    if (width <= 0) {
      throw PyException.value("invalid width " + width + " (must be > 0)");
    }
    Deque<Text> chunks = chunks(text);
    List<Text> lines = new ArrayList<>();
    while (!chunks.isEmpty()) {
      if (!lines.isEmpty() && isBlank(chunks.getFirst())) {
        chunks.removeFirst();
      }
      List<Text> line = line(chunks);
      if (!line.isEmpty() && isBlank(line.getLast())) {
        line.removeLast();
      }
      if (!line.isEmpty()) {
        lines.add(Text.concat(line, budget));
      }
    }
    return lines;
  }

  private Deque<Text> chunks(Text text) {
    Deque<Text> chunks = new ArrayDeque<>();
    Matcher matcher = (breakHyphens ? CHUNK : SPACES).matcher(text.string());
    int at = 0;
    while (matcher.find()) {
      budget.step(1 + (matcher.end() - at) / 16);
      if (matcher.start() > at) {
        chunks.add(text.sub(at, matcher.start()));
      }
      if (matcher.end() > matcher.start()) {
        chunks.add(text.sub(matcher.start(), matcher.end()));
      }
      at = matcher.end();
    }
    if (at < text.length()) {
      chunks.add(text.sub(at, text.length()));
    }
    return chunks;
  }

  private List<Text> line(Deque<Text> chunks) {
    List<Text> line = new ArrayList<>();
    long used = 0;
    while (!chunks.isEmpty() && used + chunks.getFirst().points() <= width) {
      used += chunks.getFirst().points();
      line.add(chunks.removeFirst());
    }
    if (!chunks.isEmpty() && chunks.getFirst().points() > width) {
      longWord(chunks, line, (int) (width - used));
    }
    return line;
  }

  private void longWord(Deque<Text> chunks, List<Text> line, int room) {
    if (!breakWords) {
      if (line.isEmpty()) {
        line.add(chunks.removeFirst());
      }
      return;
    }
    Text word = chunks.removeFirst();
    int end = word.unit(room);
    if (breakHyphens) {
      int hyphen = word.string().substring(0, end).lastIndexOf('-');
      if (hyphen > 0 && word.string().substring(0, hyphen).chars().anyMatch(c -> c != '-')) {
        end = hyphen + 1;
      }
    }
    line.add(word.sub(0, end));
    chunks.addFirst(word.sub(end, word.length()));
  }

  private static boolean isBlank(Text text) {
    return Texts.strip(text, null, true, true).isEmpty();
  }
}
