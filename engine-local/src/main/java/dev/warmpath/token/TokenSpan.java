package dev.warmpath.token;

/**
 * One token's place in a text.
 *
 * @param index position among the tokens
 * @param start first UTF-16 unit, inclusive
 * @param end last UTF-16 unit, exclusive; equals {@code start} inside a multi-token character
 */
public record TokenSpan(int index, int start, int end) {}
