package dev.warmpath.app.wiring;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * OpenAI's published vocabularies, offline. The chat markers around messages are not published:
 * they are counted as the text they are written in, so counts are estimates. Thread-safe.
 */
final class OpenAiTokenizer implements Tokenizer {
  private static final Map<String, EncodingType> NAMES =
      Map.of("o200k", EncodingType.O200K_BASE, "cl100k", EncodingType.CL100K_BASE);

  /** Ids of o200k end below this; only a bound for checks. */
  private static final int VOCABULARY = 200_019;

  private final Encoding encoding;

  private OpenAiTokenizer(EncodingType type) {
    encoding = Encodings.newLazyEncodingRegistry().getEncoding(type);
  }

  /** {@code o200k} or {@code cl100k}, with or without {@code _base}; empty for other names. */
  public static Optional<Tokenizer> find(String name) {
    return Optional.ofNullable(NAMES.get(name.replace("_base", ""))).map(OpenAiTokenizer::new);
  }

  @Override
  public Tokens tokenize(Prompt prompt) {
    return tokenize(prompt.text());
  }

  @Override
  public Tokens tokenize(String text) {
    int[] ids = encoding.encodeOrdinary(text).toArray();
    int[] byteEnds = new int[ids.length];
    int[] charEnds = new int[ids.length];
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int at = 0;
    int chars = 0;
    for (int index = 0; index < ids.length; index++) {
      int end = at + piece(ids[index]).length;
      for (; at < end && at < bytes.length; at++) {
        chars += unitsEndingAt(bytes, at);
      }
      byteEnds[index] = end;
      charEnds[index] = chars;
    }
    return new Tokens(ids, byteEnds, charEnds);
  }

  /** UTF-16 units of the character whose last byte is at {@code index}; 0 inside one. */
  private static int unitsEndingAt(byte[] bytes, int index) {
    boolean last = index + 1 == bytes.length || (bytes[index + 1] & 0xC0) != 0x80;
    if (!last) {
      return 0;
    }
    int start = index;
    while (start > 0 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    return (bytes[start] & 0xF8) == 0xF0 ? 2 : 1;
  }

  @Override
  public byte[] piece(int id) {
    IntArrayList one = new IntArrayList(1);
    one.add(id);
    return encoding.decodeBytes(one);
  }

  @Override
  public String name(int id) {
    return new String(piece(id), StandardCharsets.UTF_8);
  }

  @Override
  public boolean isSpecial(int id) {
    return false;
  }

  @Override
  public boolean endsGeneration(int id) {
    return false;
  }

  @Override
  public int vocabularySize() {
    return VOCABULARY;
  }
}
