package dev.warmpath.template.value;

import dev.warmpath.token.Prompt;

/**
 * Who wrote a piece of text.
 *
 * @param path the request's field, like {@code messages[2].content}; empty unless FIELD or ADDED
 */
public record Source(Prompt.Origin origin, String path) {
  public static final Source TEMPLATE = new Source(Prompt.Origin.TEMPLATE, "");
  public static final Source ADDED = new Source(Prompt.Origin.ADDED, "");

  public static Source field(String path) {
    return new Source(Prompt.Origin.FIELD, path);
  }

  /** True for a value of the request: never parsed for special tokens. */
  public boolean isField() {
    return origin == Prompt.Origin.FIELD;
  }
}
