package dev.warmpath.explain.body;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import java.util.List;

/**
 * A request as the model reads it.
 *
 * @param body the request
 * @param prompt its text with origins
 * @param tokens its tokens
 * @param identity what must be equal for KV to be shared: the token ids, but a number made from
 *     the bytes where an image or file stands; shared, read only
 */
public record Rendered(RequestBody body, Prompt prompt, Tokens tokens, int[] identity) {

  /** A prompt without images or files. */
  public static Rendered of(RequestBody body, Prompt prompt, Tokens tokens) {
    return new Rendered(body, prompt, tokens, Blocks.identity(body, prompt, tokens));
  }

  public String text() {
    return prompt.text();
  }

  /** Token positions after each content block, ascending. */
  public int[] blockEnds() {
    return Blocks.ends(this);
  }

  /** Content blocks in prompt order. */
  public List<ContentBlock> blocks() {
    return Blocks.of(this);
  }

  /** Token position after a cache marker's block, or -1 when the prompt does not show it. */
  public int markEnd(RequestBody.Mark mark) {
    return Blocks.markEnd(this, mark);
  }
}
