package dev.warmpath.app.grammar;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules of any text without a marker, then perhaps something that begins with it: the automaton
 * that looks for the marker, without its last state. Rule i is "the last i characters are the
 * marker's first i".
 */
final class FreeText {
  private final Rules rules;
  private final String marker;
  private final String then;

  /** @param then name of the rule that may follow the text */
  FreeText(Rules rules, String marker, String then) {
    this.rules = rules;
    this.marker = marker;
    this.then = then;
  }

  /** The name of the rule. */
  String rule() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < marker.length(); i++) {
      names.add(rules.reserve("text"));
    }
    for (int state = 0; state < marker.length(); state++) {
      rules.define(names.get(state), body(names, state));
    }
    return names.getFirst();
  }

  private String body(List<String> names, int state) {
    Set<Character> seen = new LinkedHashSet<>();
    marker.chars().forEach(c -> seen.add((char) c));
    StringBuilder body = new StringBuilder("\"\" | ").append(then);
    StringBuilder others = new StringBuilder("[^");
    for (char c : seen) {
      int next = next(state, c);
      if (next == 0) {
        continue;
      }
      others.append(escaped(c));
      if (next < marker.length()) {
        body.append(" | ").append(Rules.literal(String.valueOf(c))).append(' ')
            .append(names.get(next));
      }
    }
    return body.append(" | ").append(others).append("] ").append(names.getFirst()).toString();
  }

  private int next(int state, char c) {
    String text = marker.substring(0, state) + c;
    int length = text.length();
    while (!marker.startsWith(text.substring(text.length() - length))) {
      length--;
    }
    return length;
  }

  private static String escaped(char c) {
    return "]\\^-".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c);
  }
}
