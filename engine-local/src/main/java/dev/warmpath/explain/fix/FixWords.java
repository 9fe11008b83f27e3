package dev.warmpath.explain.fix;

import java.util.List;

/** Pieces of the prompt in the one-line descriptions of fixes. */
final class FixWords {
  /** A description is one line of a bar 460 pixels wide: two quotes of this length fit. */
  static final int QUOTE = 48;

  private static final int QUOTES = 2;
  private static final int NAMES = 4;

  private FixWords() {}

  /** A text's first line in quotation marks, shortened at a word. */
  static String quoted(String text) {
    String line = text.strip().lines().findFirst().orElse("");
    if (line.length() <= QUOTE) {
      return "“" + line + "”";
    }
    int space = line.lastIndexOf(' ', QUOTE);
    int end = space > QUOTE / 2 ? space : QUOTE;
    end -= Character.isHighSurrogate(line.charAt(end - 1)) ? 1 : 0;
    return "“" + line.substring(0, end).strip() + "…”";
  }

  /** The first quotes and how many more there are. */
  static String list(List<String> texts, String noun) {
    List<String> shown = texts.stream().limit(QUOTES).map(FixWords::quoted).toList();
    int more = texts.size() - shown.size();
    return more > 0
        ? String.join(", ", shown) + " and " + more + " more " + noun + (more > 1 ? "s" : "")
        : String.join(" and ", shown);
  }

  static String names(List<String> names) {
    String shown = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
    return names.size() > NAMES ? shown + " …" : shown;
  }
}
