package dev.warmpath.explain;

import java.util.OptionalInt;

/**
 * What is known about the cached tokens of a request.
 *
 * @param kind who says so
 * @param tokens the count where one was measured
 * @param prompt tokens of the prompt as the same server counted them, which may have another
 *     vocabulary; empty when {@code tokens} counts ours
 */
public record CachedCount(Kind kind, OptionalInt tokens, OptionalInt prompt) {

  /** Who says so. */
  public enum Kind { MEASURED, NOT_REPORTED, NOT_RUN }

  /** The server answered without a count: unknown, never 0. */
  public static final CachedCount NOT_REPORTED =
      new CachedCount(Kind.NOT_REPORTED, OptionalInt.empty(), OptionalInt.empty());

  /** It was not run; only estimates are possible. */
  public static final CachedCount NOT_RUN =
      new CachedCount(Kind.NOT_RUN, OptionalInt.empty(), OptionalInt.empty());

  public static CachedCount measured(int tokens) {
    return new CachedCount(Kind.MEASURED, OptionalInt.of(tokens), OptionalInt.empty());
  }

  /**
   * A server's own numbers.
   *
   * @param prompt at least {@code tokens} and 1
   */
  public static CachedCount measured(int tokens, int prompt) {
    return new CachedCount(Kind.MEASURED, OptionalInt.of(tokens), OptionalInt.of(prompt));
  }

  /** The same share of a prompt that has {@code own} tokens in our vocabulary. */
  CachedCount scaledTo(int own) {
    return tokens.isPresent() && prompt.isPresent()
        ? measured(scaled(tokens.getAsInt(), prompt.getAsInt(), own), own)
        : this;
  }

  static int scaled(int value, int from, int to) {
    return (int) Math.round((double) value * to / from);
  }
}
