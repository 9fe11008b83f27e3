package dev.warmpath.app.grammar.regex;

/** A pattern that is malformed or uses what has no automaton; the message completes "because". */
public final class PatternException extends RuntimeException {
  public PatternException(String message) {
    super(message);
  }
}
