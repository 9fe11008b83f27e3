package dev.warmpath.explain.body;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;

/**
 * A request as the model reads it.
 *
 * @param body the request
 * @param prompt its text with origins
 * @param tokens its tokens
 */
public record Rendered(RequestBody body, Prompt prompt, Tokens tokens) {

  public String text() {
    return prompt.text();
  }
}
