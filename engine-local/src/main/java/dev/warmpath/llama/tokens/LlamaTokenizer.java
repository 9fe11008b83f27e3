package dev.warmpath.llama.tokens;

import dev.warmpath.llama.binding.LlamaApi;
import dev.warmpath.llama.binding.NativeHandle;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * The tokenizer of a model. Thread-safe.
 *
 * <p>A prompt is cut at the special tokens of its template text; the text between is tokenized
 * fragment by fragment, as llama.cpp would after parsing special tokens, so the result equals its
 * own wherever no field holds the text of a special token. A field's {@code <|im_end|>} becomes
 * ordinary tokens. Tokens a file lists as user-defined (like {@code <think>}) are ordinary
 * vocabulary and are found in any text, as the model's own tokenizer does.
 *
 * <p>Encoded fragments are kept, and fragments are cut at line ends and between words where
 * that is exact: after an edit only the pieces that changed are tokenized again.
 */
public final class LlamaTokenizer implements Tokenizer {
  private static final char REPLACEMENT = '\uFFFD';

  private final Vocabulary vocabulary;
  private final SpecialTokens specials;
  private final TextEncoder encoder;
  private final boolean cutsText;
  private final EncodedCache cache = new EncodedCache();

  /**
   * @param preTokenizer the file's {@code tokenizer.ggml.pre}; empty when there is none
   * @param model whose vocabulary it is, and which must stay open
   */
  public LlamaTokenizer(LlamaApi api, NativeHandle model, String preTokenizer) {
    vocabulary = model.use(address -> new Vocabulary(api, api.modelVocab(address)));
    specials = new SpecialTokens(vocabulary);
    encoder = new TextEncoder(api, model, vocabulary, preTokenizer);
    cutsText = TextCuts.safe(vocabulary, preTokenizer);
  }

  /** Names of the pre-tokenizers whose texts may be cut without changing a token. */
  public static Set<String> cutPreTokenizers() {
    return TextCuts.KNOWN;
  }

  @Override
  public Tokens tokenize(Prompt prompt) {
    return tokenize(prompt, cutsText, true);
  }

  @Override
  public Tokens tokenize(String text) {
    Encoded.Builder tokens = new Encoded.Builder();
    String wellFormed = wellFormed(text);
    addText(tokens, wellFormed, 0, wellFormed.length(), cutsText, true);
    return tokens(tokens);
  }

  /** Everything tokenized anew and uncut: what the incremental result must equal. */
  public Tokens tokenizeAfresh(Prompt prompt) {
    return tokenize(prompt, false, false);
  }

  private Tokens tokenize(Prompt prompt, boolean cuts, boolean cached) {
    String text = wellFormed(prompt.text());
    List<SpecialTokens.Part> parts = specials.cut(text, prompt.spans());
    Encoded.Builder tokens = new Encoded.Builder();
    boolean startsWithBos = !parts.isEmpty() && parts.getFirst().token() == vocabulary.bos;
    if (vocabulary.addsBos && !startsWithBos) {
      tokens.add(vocabulary.bos, 0, 0);
    }
    for (SpecialTokens.Part part : parts) {
      if (part.token() < 0) {
        addText(tokens, text, part.start(), part.end(), cuts, cached);
      } else {
        int bytes =
            text.substring(part.start(), part.end()).getBytes(StandardCharsets.UTF_8).length;
        tokens.add(part.token(), bytes, part.end() - part.start());
      }
    }
    if (vocabulary.addsEos && tokens.lastId() != vocabulary.eos) {
      tokens.add(vocabulary.eos, 0, 0);
    }
    return tokens(tokens);
  }

  private void addText(
      Encoded.Builder tokens, String text, int from, int to, boolean cuts, boolean cached) {
    for (int start = from; start < to; ) {
      int end = cuts ? TextCuts.next(text, start, to) : to;
      String piece = text.substring(start, end);
      Encoded encoded = cached ? cache.get(piece) : null;
      if (encoded == null) {
        encoded = encoder.encode(piece);
        if (cached) {
          cache.put(piece, encoded);
        }
      }
      tokens.add(encoded, end - start);
      start = end;
    }
  }

  private static Tokens tokens(Encoded.Builder builder) {
    Encoded all = builder.build();
    return new Tokens(all.ids(), all.byteEnds(), all.charEnds());
  }

  /** Lone surrogates have no UTF-8: each becomes U+FFFD, which is as long in UTF-16. */
  private static String wellFormed(String text) {
    StringBuilder fixed = null;
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else {
        fixed = fixed == null ? new StringBuilder(text) : fixed;
        fixed.setCharAt(i, REPLACEMENT);
      }
    }
    return fixed == null ? text : fixed.toString();
  }

  @Override
  public byte[] piece(int id) {
    return vocabulary.piece(checked(id)).clone();
  }

  @Override
  public String name(int id) {
    return new String(vocabulary.spelling(checked(id)), StandardCharsets.UTF_8);
  }

  @Override
  public boolean isSpecial(int id) {
    return vocabulary.isControl(checked(id));
  }

  @Override
  public boolean endsGeneration(int id) {
    return vocabulary.endsGeneration(checked(id));
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size;
  }

  /** The token that starts every text, or −1 when the model wants none. */
  public int startToken() {
    return vocabulary.addsBos ? vocabulary.bos : -1;
  }

  /** The start token's text, what templates know as {@code bos_token}; empty when there is none. */
  public String startName() {
    return vocabulary.bos < 0 ? "" : name(vocabulary.bos);
  }

  /** The end token's text, what templates know as {@code eos_token}; empty when there is none. */
  public String endName() {
    return vocabulary.eos < 0 ? "" : name(vocabulary.eos);
  }

  private int checked(int id) {
    if (id < 0 || id >= vocabulary.size) {
      throw new IllegalArgumentException(
          "token " + id + " is not in the vocabulary of " + vocabulary.size);
    }
    return id;
  }
}
