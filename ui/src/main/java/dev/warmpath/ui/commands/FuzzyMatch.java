package dev.warmpath.ui.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Letters of a query found in order in a text. Letters at the start of words and runs of letters
 * count more, so {@code os} finds “Open sample” before “Close”.
 *
 * @param nearness how near the text is to what was typed
 * @param score higher is better; comparable for one query and nearness only
 * @param positions where each letter was found, ascending
 */
record FuzzyMatch(Nearness nearness, int score, List<Integer> positions) {
  /** Farthest first. */
  enum Nearness {
    LETTERS,
    START_OF_A_WORD,
    WHOLE_TEXT
  }

  private static final int LETTER = 1;
  private static final int RUN = 6;
  private static final int WORD_START = 10;
  private static final int TEXT_START = 6;

  /** Blanks in the query are ignored; an empty query matches everything alike. */
  static Optional<FuzzyMatch> of(String query, String text) {
    String wanted = query.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    String within = text.toLowerCase(Locale.ROOT);
    if (wanted.isEmpty()) {
      return Optional.of(new FuzzyMatch(Nearness.LETTERS, 0, List.of()));
    }
    return wanted.length() > within.length() ? Optional.empty() : best(wanted, within);
  }

  /** Positions in the title when the text was {@code prefix + title}. */
  List<Integer> inTitle(String prefix) {
    return positions.stream()
        .map(position -> position - prefix.length())
        .filter(position -> position >= 0)
        .toList();
  }

  /** score[i][j]: best with letter i at position j; titles are short, so the table is small. */
  private static Optional<FuzzyMatch> best(String wanted, String within) {
    int rows = wanted.length();
    int columns = within.length();
    int[][] score = new int[rows][columns];
    int[][] before = new int[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        score[i][j] = Integer.MIN_VALUE;
        if (wanted.charAt(i) == within.charAt(j)) {
          place(score, before, i, j, bonus(within, j));
        }
      }
    }
    int end = -1;
    for (int j = 0; j < columns; j++) {
      if (score[rows - 1][j] != Integer.MIN_VALUE
          && (end < 0 || score[rows - 1][j] > score[rows - 1][end])) {
        end = j;
      }
    }
    return end < 0
        ? Optional.empty()
        : Optional.of(
            new FuzzyMatch(
                nearness(wanted, within), score[rows - 1][end], path(before, rows - 1, end)));
  }

  private static Nearness nearness(String wanted, String within) {
    String text = within.replace(" ", "");
    if (text.equals(wanted)) {
      return Nearness.WHOLE_TEXT;
    }
    return text.startsWith(wanted) || (" " + within).contains(" " + wanted)
        ? Nearness.START_OF_A_WORD
        : Nearness.LETTERS;
  }

  private static void place(int[][] score, int[][] before, int i, int j, int bonus) {
    if (i == 0) {
      score[0][j] = bonus;
      before[0][j] = -1;
      return;
    }
    for (int k = i - 1; k < j; k++) {
      if (score[i - 1][k] != Integer.MIN_VALUE) {
        int here = score[i - 1][k] + bonus + (k == j - 1 ? RUN : 0);
        if (here > score[i][j]) {
          score[i][j] = here;
          before[i][j] = k;
        }
      }
    }
  }

  private static int bonus(String within, int j) {
    boolean start = j == 0 || !Character.isLetterOrDigit(within.charAt(j - 1));
    return LETTER + (start ? WORD_START : 0) + (j == 0 ? TEXT_START : 0);
  }

  private static List<Integer> path(int[][] before, int row, int end) {
    List<Integer> positions = new ArrayList<>();
    int at = end;
    for (int i = row; i >= 0; i--) {
      positions.addFirst(at);
      at = before[i][at];
    }
    return positions;
  }
}
