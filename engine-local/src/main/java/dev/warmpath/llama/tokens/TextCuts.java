package dev.warmpath.llama.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a text may be cut so that the parts' tokens are exactly the whole's: between an ASCII
 * letter and a line feed, and between an ASCII letter and a blank before another one. In every
 * pre-tokenizer of the GPT-2 family a run of letters ends there and a new match starts; none looks
 * back. Other tokenizers are not cut.
 *
 * <p>Of the blanks only those are cuts whose neighbouring letters say so: an edit then moves no cut
 * but those beside it, however long the line is.
 */
final class TextCuts {
  /** One blank in 16 is a cut: pieces of about a hundred characters. */
  private static final int BLANK_SHIFT = 28;

  /** Spreads the letters' codes over the topmost bits: 2³² divided by the golden ratio. */
  private static final int SPREAD = 0x9E3779B9;

  /** {@code tokenizer.ggml.pre} names whose regular expressions were checked for that. */
  static final Set<String> KNOWN =
      Set.of(
          "gpt-2", "llama3", "llama-v3", "llama-bpe", "falcon3", "qwen2", "qwen35",
          "deepseek-r1-qwen", "deepseek-llm", "deepseek-coder", "deepseek-v3", "falcon",
          "starcoder", "refact", "command-r", "mpt", "olmo", "dbrx", "smollm", "smaug-bpe",
          "gpt-4o", "llama4", "tekken", "stablelm2", "phi-2", "codeshell", "exaone");

  private static final Pattern HOLDS_CUT =
      Pattern.compile(".*[A-Za-z](\n| [A-Za-z]).*", Pattern.DOTALL);

  private TextCuts() {}

  /** True when texts of this vocabulary may be cut. */
  static boolean safe(Vocabulary vocabulary, String preTokenizer) {
    if (vocabulary.type != Vocabulary.TYPE_BPE || !KNOWN.contains(preTokenizer)) {
      return false;
    }
    for (int id = 0; id < vocabulary.size; id++) {
      byte[] text = vocabulary.isUserDefined(id) ? vocabulary.specialText(id) : null;
      // Such a token is matched across a cut, or eats the white space behind it.
      if (text != null
          && (vocabulary.stripsLeft(id)
              || vocabulary.stripsRight(id)
              || HOLDS_CUT.matcher(new String(text, StandardCharsets.UTF_8)).matches())) {
        return false;
      }
    }
    return true;
  }

  /** The next cut after {@code from}, or {@code to} when there is none. */
  static int next(String text, int from, int to) {
    for (int at = from + 1; at < to; at++) {
      char c = text.charAt(at);
      if (c == '\n' && letter(text.charAt(at - 1)) || c == ' ' && cutsBlank(text, from, at, to)) {
        return at;
      }
    }
    return to;
  }

  private static boolean cutsBlank(String text, int from, int at, int to) {
    if (at - 2 < from || at + 2 >= to) {
      return false;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    if (!letter(before) || !letter(after)) {
      return false;
    }
    int letters = text.charAt(at - 2);
    letters = letters * 31 + before;
    letters = letters * 31 + after;
    letters = letters * 31 + text.charAt(at + 2);
    return letters * SPREAD >>> BLANK_SHIFT == 0;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
