package dev.warmpath.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text to tokens and back, for one vocabulary (port; {@code llama} implements it).
 * Thread-safe: HTTP threads, workers and the engine share one.
 */
public interface Tokenizer {

  /**
   * Tokens of a rendered prompt, as the model wants them: BOS added when the model asks for it and
   * the text does not start with it; special tokens parsed in template text only.
   */
  Tokens tokenize(Prompt prompt);

  /** Tokens of plain text: nothing added, nothing parsed as special. */
  Tokens tokenize(String text);

  /** The exact bytes token {@code id} adds to a text; empty for an unprintable control token. */
  byte[] piece(int id);

  /** How the token is shown to a person: its text, or its name for a special token. */
  String name(int id);

  /** True for a control token such as {@code <|im_end|>}. */
  boolean isSpecial(int id);

  /** True when generating this token ends the answer. */
  boolean endsGeneration(int id);

  /** Number of token ids; valid ids are 0 to this, exclusive. */
  int vocabularySize();

  /** Text of the tokens; bytes that are not UTF-8 become U+FFFD. */
  default String text(int... ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int id : ids) {
      bytes.writeBytes(piece(id));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
