package dev.warmpath.llama;

import dev.warmpath.gguf.ByteNames;
import dev.warmpath.gguf.GgufWriter;
import dev.warmpath.gguf.TinyModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Files that only have a vocabulary, with the peculiarities that a tokenizer must get right. */
final class TinyVocabularies {
  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int BYTE = 6;

  private TinyVocabularies() {}

  /** A file that only has a SentencePiece vocabulary. */
  static Path vocabulary(Path folder, boolean addsBos, boolean addsEos) {
    GgufWriter gguf = new GgufWriter().put("general.architecture", "llama");
    sentencePiece(gguf, addsBos, addsEos);
    return TinyModels.save(gguf, folder.resolve("vocabulary-" + addsBos + "-" + addsEos + ".gguf"));
  }

  /** A file that only has a byte-level BPE vocabulary with that pre-tokenizer. */
  static Path bytePairs(Path folder, String preTokenizer) {
    List<String> tokens = new ArrayList<>(ByteNames.all());
    List<String> merges = new ArrayList<>();
    for (String merge :
        List.of("t h", "th e", "Ġ the", "Ġ a", "Ċ Ċ", "Ġ Ġ", "l l", "h e", "he ll", "Ã ©",
            "ĊĊ ĊĊ", ". Ċ", "a Ċ", "1 2", "12 3", "Ġ 1", "' s", "a a", "aa aa")) {
      merges.add(merge);
      tokens.add(merge.replace(" ", ""));
    }
    List<Integer> types = new ArrayList<>(Collections.nCopies(tokens.size(), NORMAL));
    tokens.add("<|im_end|>");
    types.add(CONTROL);
    tokens.add("<think>");
    types.add(USER_DEFINED);
    GgufWriter gguf = new GgufWriter();
    gguf.put("general.architecture", "llama")
        .put("tokenizer.ggml.model", "gpt2")
        .put("tokenizer.ggml.pre", preTokenizer)
        .put("tokenizer.ggml.tokens", tokens)
        .put("tokenizer.ggml.token_type", numbers(types))
        .put("tokenizer.ggml.merges", merges)
        .put("tokenizer.ggml.eos_token_id", tokens.size() - 2);
    return TinyModels.save(gguf, folder.resolve("bpe-" + preTokenizer + ".gguf"));
  }

  /** Merges that spell the control token {@code <s>} exist on purpose. */
  private static int sentencePiece(GgufWriter gguf, boolean addsBos, boolean addsEos) {
    List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    List<Integer> types = new ArrayList<>(List.of(UNKNOWN, CONTROL, CONTROL));
    for (int i = 0; i < 256; i++) {
      tokens.add(String.format("<0x%02X>", i));
      types.add(BYTE);
    }
    String[] words = {
      "▁", "e", "t", "a", "o", "h", "l", "r", "s", "<", ">", "<s", "s>", "/", "▁t", "he", "▁the",
      "ll", "▁h", "hell", "▁hello", "lo", "é", "ü", "日", "本", "日本", "▁▁", "▁a"
    };
    for (String word : words) {
      tokens.add(word);
      types.add(NORMAL);
    }
    for (String marker : new String[] {"<|user|>", "<|assistant|>", "<|end|>"}) {
      tokens.add(marker);
      types.add(CONTROL);
    }
    tokens.add("<think>");
    types.add(USER_DEFINED);
    tokens.add("<|steer|>");
    types.add(USER_DEFINED);
    float[] scores = new float[tokens.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = -i;
    }
    gguf.put("tokenizer.ggml.model", "llama")
        .put("tokenizer.ggml.tokens", tokens)
        .put("tokenizer.ggml.scores", scores)
        .put("tokenizer.ggml.token_type", numbers(types))
        .put("tokenizer.ggml.unknown_token_id", 0)
        .put("tokenizer.ggml.bos_token_id", 1)
        .put("tokenizer.ggml.eos_token_id", 2)
        .put("tokenizer.ggml.add_bos_token", addsBos)
        .put("tokenizer.ggml.add_eos_token", addsEos)
        .put("tokenizer.ggml.add_space_prefix", true);
    return tokens.size();
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
