package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.serving.Prompts;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The {@code prompt} of a completion: a text, token ids, or several of either. */
final class RawPrompts {
  /** Prompts of one request; each takes a place in the queue of 64. */
  private static final int MAX_PROMPTS = 32;

  private RawPrompts() {}

  /** A prompt as it is. */
  record Raw(Prompt prompt, Tokens tokens) {}

  /** The prompts, in order; at least one. */
  static List<Raw> read(Fields body, Tokenizer tokenizer, int context) {
    Object given = body.get("prompt");
    if (given == null) {
      throw new ApiException(
          400, ApiException.INVALID_REQUEST, "prompt", "missing_required_parameter",
          "'prompt' is missing.");
    }
    if (given instanceof String text) {
      return List.of(text(text, tokenizer));
    }
    if (!(given instanceof List<?> list)) {
      throw ApiException.wrongType("prompt", "a string, token ids, or an array of them", given);
    }
    if (!list.isEmpty() && list.getFirst() instanceof Number) {
      return List.of(ids(list, "prompt", tokenizer, context));
    }
    if (list.isEmpty() || list.size() > MAX_PROMPTS) {
      throw ApiException.bad(
          "prompt",
          "'prompt' has " + list.size() + " entries; 1 to " + MAX_PROMPTS + " are allowed.");
    }
    List<Raw> prompts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String path = "prompt[" + i + "]";
      prompts.add(
          switch (list.get(i)) {
            case String text -> text(text, tokenizer);
            case List<?> tokens -> ids(tokens, path, tokenizer, context);
            case null, default ->
                throw ApiException.wrongType(path, "a string or token ids", list.get(i));
          });
    }
    return prompts;
  }

  private static Raw text(String text, Tokenizer tokenizer) {
    Prompt prompt = Prompt.plain(text);
    return new Raw(prompt, tokenizer.tokenize(prompt));
  }

  private static Raw ids(List<?> given, String path, Tokenizer tokenizer, int context) {
    if (given.size() > context) {
      throw new ApiException(
          400, ApiException.INVALID_REQUEST, path, "context_length_exceeded",
          "'" + path + "' has " + given.size() + " tokens; the context is " + context + ".");
    }
    int[] ids = new int[given.size()];
    for (int i = 0; i < ids.length; i++) {
      Object id = given.get(i);
      if (!(id instanceof Integer token) || token < 0 || token >= tokenizer.vocabularySize()) {
        throw ApiException.bad(
            path + "[" + i + "]",
            "'" + path + "[" + i + "]' is no token id; 0 to "
                + (tokenizer.vocabularySize() - 1) + " are.");
      }
      ids[i] = token;
    }
    return spelled(ids, tokenizer);
  }

  /** Text and offsets of token ids; bytes that are not UTF-8 become U+FFFD. */
  private static Raw spelled(int[] ids, Tokenizer tokenizer) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    StringBuilder text = new StringBuilder();
    int[] charEnds = new int[ids.length];
    byte[] left = {};
    for (int i = 0; i < ids.length; i++) {
      byte[] piece = tokenizer.piece(ids[i]);
      ByteBuffer input =
          ByteBuffer.allocate(left.length + piece.length).put(left).put(piece).flip();
      CharBuffer out = CharBuffer.allocate(input.remaining() + 2);
      boolean last = i == ids.length - 1;
      decoder.decode(input, out, last);
      if (last) {
        decoder.flush(out);
      }
      text.append(out.flip());
      left = new byte[input.remaining()];
      input.get(left);
      charEnds[i] = text.length();
    }
    return new Raw(
        Prompt.plain(text.toString()), new Tokens(ids, byteEnds(text, charEnds), charEnds));
  }

  private static int[] byteEnds(CharSequence text, int[] charEnds) {
    int[] ends = new int[charEnds.length];
    int bytes = 0;
    int from = 0;
    for (int i = 0; i < ends.length; i++) {
      bytes +=
          text.subSequence(from, charEnds[i]).toString()
              .getBytes(StandardCharsets.UTF_8).length;
      from = charEnds[i];
      ends[i] = bytes;
    }
    return ends;
  }
}
