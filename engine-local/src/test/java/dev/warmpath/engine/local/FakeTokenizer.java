package dev.warmpath.engine.local;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.charset.StandardCharsets;

/** One token per UTF-8 byte, and one that ends the answer. */
final class FakeTokenizer implements Tokenizer {
  static final int END = 256;
  static final int VOCABULARY = 257;

  @Override
  public Tokens tokenize(Prompt prompt) {
    return tokenize(prompt.text());
  }

  @Override
  public Tokens tokenize(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] ids = new int[bytes.length];
    int[] byteEnds = new int[bytes.length];
    int[] charEnds = new int[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      ids[i] = bytes[i] & 0xff;
      byteEnds[i] = i + 1;
      charEnds[i] = Math.min(text.length(), i + 1);
    }
    return new Tokens(ids, byteEnds, charEnds);
  }

  @Override
  public byte[] piece(int id) {
    return id == END ? new byte[0] : new byte[] {(byte) id};
  }

  @Override
  public String name(int id) {
    return id == END ? "<end>" : text(id);
  }

  @Override
  public boolean isSpecial(int id) {
    return id == END;
  }

  @Override
  public boolean endsGeneration(int id) {
    return id == END;
  }

  @Override
  public int vocabularySize() {
    return VOCABULARY;
  }
}
