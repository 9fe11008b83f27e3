package dev.warmpath.ui.requests;

/**
 * A few words on why a request reused what it did.
 *
 * @param text at most about 20 characters: {@code timestamp}, {@code full reuse}
 * @param tone how it is coloured; the words say it too
 */
public record VerdictLabel(String text, Tone tone) {
  /** How a verdict is coloured. */
  public enum Tone { GOOD, NEUTRAL, COLD, LOST, DANGER }
}
