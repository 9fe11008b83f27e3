package dev.warmpath.app.bench;

import dev.warmpath.gguf.ByteNames;
import dev.warmpath.gguf.GgufWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A byte-level vocabulary that knows syllables: enough merges that a word is a few tokens, as in
 * a trained one.
 */
final class BenchVocabulary {
  private static final String CONSONANTS = "bcdfghjklmnprstvwyz";
  private static final String VOWELS = "aeiou";
  private static final int BYTES = 256;
  private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();
  private static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

  /** Bytes, syllables, pairs of syllables, special tokens. */
  static final int LEAST = BYTES + SYLLABLES + SYLLABLES * SYLLABLES + 3;

  private static final int NORMAL = 1;
  private static final int CONTROL = 3;
  private static final String CHAT_TEMPLATE =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}"
          + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

  private BenchVocabulary() {}

  static void describe(GgufWriter writer, int size) {
    if (size < LEAST) {
      throw new IllegalArgumentException(
          "a vocabulary of " + size + "; at least " + LEAST + " is needed");
    }
    List<String> tokens = new ArrayList<>(ByteNames.all());
    List<String> merges = new ArrayList<>();
    List<String> syllables = new ArrayList<>();
    for (char consonant : CONSONANTS.toCharArray()) {
      for (char vowel : VOWELS.toCharArray()) {
        syllables.add("" + consonant + vowel);
        merges.add(consonant + " " + vowel);
      }
    }
    tokens.addAll(syllables);
    for (String first : syllables) {
      for (String second : syllables) {
        tokens.add(first + second);
        merges.add(first + " " + second);
      }
    }
    int special = tokens.size();
    tokens.addAll(SPECIAL);
    while (tokens.size() < size) {
      tokens.add("filler" + tokens.size());
    }
    int[] types = new int[size];
    Arrays.fill(types, NORMAL);
    Arrays.fill(types, special, special + SPECIAL.size(), CONTROL);
    writer.put("tokenizer.ggml.model", "gpt2");
    writer.put("tokenizer.ggml.pre", "gpt-2");
    writer.put("tokenizer.ggml.tokens", tokens);
    writer.put("tokenizer.ggml.token_type", types);
    writer.put("tokenizer.ggml.merges", merges);
    writer.put("tokenizer.ggml.bos_token_id", special);
    writer.put("tokenizer.ggml.eos_token_id", special + 2);
    writer.put("tokenizer.ggml.add_bos_token", false);
    writer.put("tokenizer.chat_template", CHAT_TEMPLATE);
  }
}
