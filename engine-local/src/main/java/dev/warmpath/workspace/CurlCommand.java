package dev.warmpath.workspace;

import java.util.ArrayList;
import java.util.List;

/** The body of a pasted curl command, in the quoting of POSIX shells. */
final class CurlCommand {
  private static final List<String> DATA =
      List.of("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json");

  private CurlCommand() {}

  /**
   * The text after {@code -d} or one of its relatives.
   *
   * @throws WorkspaceException when the command has none, or reads it from a file
   */
  static String body(String command) {
    List<String> words = words(command);
    for (int index = 0; index < words.size(); index++) {
      String word = words.get(index);
      String data = null;
      for (String option : DATA) {
        if (word.equals(option) && index + 1 < words.size()) {
          data = words.get(index + 1);
        } else if (option.startsWith("--") && word.startsWith(option + "=")) {
          data = word.substring(option.length() + 1);
        } else if (option.equals("-d") && word.startsWith("-d") && word.length() > 2) {
          data = word.substring(2);
        }
      }
      if (data != null && data.startsWith("@")) {
        throw new WorkspaceException(
            "The curl command reads its body from the file " + data.substring(1)
                + "; open that file instead.");
      }
      if (data != null) {
        return data;
      }
    }
    throw new WorkspaceException("The curl command has no -d, --data or --json with a body.");
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int at = 0; at < command.length(); at++) {
      char c = command.charAt(at);
      char next = at + 1 < command.length() ? command.charAt(at + 1) : 0;
      if (quote == '\'') {
        if (c == '\'') {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\\' && (next == '\n' || next == '\r')) {
        at += command.startsWith("\\\r\n", at) ? 2 : 1;
      } else if (c == '\\' && (quote == 0 || "\"\\$`".indexOf(next) >= 0)) {
        word.append(next);
        inWord = true;
        at++;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }
}
