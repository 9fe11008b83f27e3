package dev.warmpath.token;

import java.util.List;

/**
 * The exact text a model reads, and where every part of it came from.
 *
 * @param text the text after the chat template
 * @param spans consecutive, non-empty, covering {@code text} from 0 to its length
 */
public record Prompt(String text, List<Span> spans) {

  /** Who wrote a span. Only {@link #TEMPLATE} and {@link #ADDED} text may hold special tokens. */
  public enum Origin {
    /** Literal text of the chat template. */
    TEMPLATE,
    /** A value of the request: never parsed for special tokens. */
    FIELD,
    /** Text Warmpath itself added (the documented tool block). */
    ADDED
  }

  /**
   * A run of prompt text with one origin.
   *
   * @param start first UTF-16 unit, inclusive
   * @param end last UTF-16 unit, exclusive
   * @param origin who wrote it
   * @param path the request's field, like {@code messages[2].content}; empty for template text
   * @param pathStart UTF-16 offset of {@code start} inside the field's own text, or -1 where the
   *     text was transformed (trimmed in the middle, JSON-escaped) and offsets have no meaning
   */
  public record Span(int start, int end, Origin origin, String path, int pathStart) {
    public Span {
      if (start < 0 || end <= start) {
        throw new IllegalArgumentException("span " + start + ".." + end + " is empty or negative");
      }
    }
  }

  public Prompt {
    spans = List.copyOf(spans);
    int at = 0;
    for (Span span : spans) {
      if (span.start() != at) {
        throw new IllegalArgumentException("span starts at " + span.start() + ", expected " + at);
      }
      at = span.end();
    }
    if (at != text.length()) {
      throw new IllegalArgumentException("spans end at " + at + " of " + text.length());
    }
  }

  /** Text without a template: special tokens in it are never parsed. */
  public static Prompt plain(String text) {
    return text.isEmpty()
        ? new Prompt("", List.of())
        : new Prompt(text, List.of(new Span(0, text.length(), Origin.FIELD, "prompt", 0)));
  }

  /** The span that holds the UTF-16 unit at {@code offset}, 0 ≤ offset &lt; length. */
  public Span spanAt(int offset) {
    int low = 0;
    int high = spans.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Span span = spans.get(middle);
      if (offset < span.start()) {
        high = middle - 1;
      } else if (offset >= span.end()) {
        low = middle + 1;
      } else {
        return span;
      }
    }
    throw new IndexOutOfBoundsException("offset " + offset + " of " + text.length());
  }
}
