package dev.warmpath.explain;

import java.util.OptionalInt;

/**
 * What is known about the cached tokens of a request.
 *
 * @param kind who says so
 * @param tokens the count where one was measured
 */
public record CachedCount(Kind kind, OptionalInt tokens) {

  /** Who says so. */
  public enum Kind { MEASURED, NOT_REPORTED, NOT_RUN }

  /** The server answered without a count: unknown, never 0. */
  public static final CachedCount NOT_REPORTED =
      new CachedCount(Kind.NOT_REPORTED, OptionalInt.empty());

  /** It was not run; only estimates are possible. */
  public static final CachedCount NOT_RUN = new CachedCount(Kind.NOT_RUN, OptionalInt.empty());

  public static CachedCount measured(int tokens) {
    return new CachedCount(Kind.MEASURED, OptionalInt.of(tokens));
  }
}
