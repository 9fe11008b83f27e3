package dev.warmpath.llama.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a text may be cut so that the parts' tokens are exactly the whole's: between an ASCII
 * letter and a line feed. In every pre-tokenizer of the GPT-2 family a run of letters ends there
 * and the line feed starts a new match; none looks back. Other tokenizers are not cut.
 */
final class LineCuts {
  /** {@code tokenizer.ggml.pre} names whose regular expressions were checked for that. */
  static final Set<String> KNOWN =
      Set.of(
          "gpt-2", "llama3", "llama-v3", "llama-bpe", "falcon3", "qwen2", "qwen35",
          "deepseek-r1-qwen", "deepseek-llm", "deepseek-coder", "deepseek-v3", "falcon",
          "starcoder", "refact", "command-r", "mpt", "olmo", "dbrx", "smollm", "smaug-bpe",
          "gpt-4o", "llama4", "tekken", "stablelm2", "phi-2", "codeshell", "exaone");

  private static final Pattern LETTER_THEN_LINE =
      Pattern.compile(".*[A-Za-z]\n.*", Pattern.DOTALL);

  private LineCuts() {}

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
              || LETTER_THEN_LINE.matcher(new String(text, StandardCharsets.UTF_8)).matches())) {
        return false;
      }
    }
    return true;
  }

  /** The next cut after {@code from}, or {@code to} when there is none. */
  static int next(String text, int from, int to) {
    for (int at = text.indexOf('\n', from + 1); at >= 0 && at < to;
        at = text.indexOf('\n', at + 1)) {
      char before = text.charAt(at - 1);
      if (before >= 'a' && before <= 'z' || before >= 'A' && before <= 'Z') {
        return at;
      }
    }
    return to;
  }
}
