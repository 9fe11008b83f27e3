package dev.warmpath.llama.sampling;

import dev.warmpath.engine.EngineException;
import java.util.ArrayDeque;

/**
 * Refuses GBNF grammars that the native parser would expand without bound or recurse on too
 * deeply: there a hostile grammar could end the process. Everything else is the parser's to judge.
 */
final class GrammarCheck {
  /** A JSON schema of hundreds of fields stays well below. */
  private static final int MAX_CHARS = 512 << 10;

  /** The native parser recurses once per bracket. */
  private static final int MAX_DEPTH = 64;

  /** The native left-recursion check recurses along chains of rules. */
  private static final int MAX_RULES = 4_000;

  /** Elements after repetitions are written out. */
  private static final long MAX_ELEMENTS = 200_000;

  private final String grammar;
  private final ArrayDeque<long[]> open = new ArrayDeque<>();
  private int at;

  private GrammarCheck(String grammar) {
    this.grammar = grammar;
  }

  /**
   * @throws EngineException BAD_GRAMMAR
   */
  static void run(String grammar) {
    if (grammar.isBlank()) {
      // The native side takes it for "no grammar".
      throw refused("is empty");
    }
    if (grammar.length() > MAX_CHARS) {
      throw refused("has " + grammar.length() + " characters; " + MAX_CHARS + " are allowed");
    }
    if (grammar.indexOf('\0') >= 0) {
      throw refused("contains a NUL character");
    }
    new GrammarCheck(grammar).scan();
  }

  private void scan() {
    long rules = grammar.split("::=", -1).length - 1L;
    if (rules > MAX_RULES) {
      throw refused("has " + rules + " rules; " + MAX_RULES + " are allowed");
    }
    // Each level: elements so far, elements of the last item.
    open.push(new long[2]);
    for (at = 0; at < grammar.length(); at++) {
      switch (grammar.charAt(at)) {
        case '"' -> item(literal('"'));
        case '[' -> item(Math.min(1, literal(']')));
        case '#' -> skipComment();
        case '(' -> openBracket();
        case ')' -> closeBracket();
        case '{' -> repeat(bound());
        case '*', '+', '?' -> repeat(2);
        case ' ', '\t', '\r', '\n', '|' -> {}
        default -> item(1);
      }
      if (total() > MAX_ELEMENTS) {
        throw refused("grows to more than " + MAX_ELEMENTS + " elements with its repetitions");
      }
    }
  }

  private long total() {
    return open.stream().mapToLong(level -> level[0]).sum();
  }

  private void item(long size) {
    open.element()[0] += size;
    open.element()[1] = size;
  }

  private void repeat(long times) {
    long[] level = open.element();
    long more = level[1] * Math.max(0, times - 1);
    level[0] += more;
    level[1] += more;
  }

  private void openBracket() {
    if (open.size() > MAX_DEPTH) {
      throw refused("nests brackets deeper than " + MAX_DEPTH);
    }
    open.push(new long[2]);
  }

  private void closeBracket() {
    if (open.size() == 1) {
      throw refused("closes a bracket at character " + at + " that was never opened");
    }
    item(open.pop()[0]);
  }

  private long literal(char end) {
    int start = at;
    for (at++; at < grammar.length() && grammar.charAt(at) != end; at++) {
      if (grammar.charAt(at) == '\\') {
        at++;
      }
    }
    return (long) at - start;
  }

  private void skipComment() {
    while (at < grammar.length() && grammar.charAt(at) != '\n') {
      at++;
    }
  }

  /** The largest number in the braces. */
  private long bound() {
    int end = grammar.indexOf('}', at);
    if (end < 0) {
      throw refused("opens a brace at character " + at + " that is never closed");
    }
    long largest = 1;
    for (String number : grammar.substring(at + 1, end).split("[^0-9]+")) {
      if (number.length() > 6) {
        throw refused("repeats something " + number + " times");
      }
      largest = number.isEmpty() ? largest : Math.max(largest, Long.parseLong(number));
    }
    at = end;
    return largest;
  }

  private static EngineException refused(String why) {
    return new EngineException(EngineException.Kind.BAD_GRAMMAR, "The grammar " + why + ".");
  }
}
