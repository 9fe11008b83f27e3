package dev.warmpath.llama;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Random-weight models of the kinds that matter to the cache, a few hundred kilobytes each. */
final class TinyModels {
  private static final int WIDTH = 64;
  private static final int LAYERS = 4;
  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int USER_DEFINED = 4;
  private static final int BYTE = 6;

  private TinyModels() {}

  /** Eight heads share two key-value heads. */
  static Path groupedQuery(Path folder) {
    GgufWriter gguf = attention("llama", 11);
    common(gguf, "llama");
    layers(gguf, false);
    return gguf.write(folder.resolve("grouped.gguf"));
  }

  /** Every second layer sees the last 16 tokens only. */
  static Path slidingWindow(Path folder) {
    GgufWriter gguf = attention("gemma2", 12);
    gguf.number("gemma2.attention.sliding_window", 16)
        .number("gemma2.attention.key_length", 8)
        .number("gemma2.attention.value_length", 8)
        .real("gemma2.attn_logit_softcapping", 50)
        .real("gemma2.final_logit_softcapping", 30);
    common(gguf, "gemma2");
    layers(gguf, true);
    return gguf.write(folder.resolve("window.gguf"));
  }

  /** A Mamba: its memory is one running state. */
  static Path recurrent(Path folder) {
    int inner = 2 * WIDTH;
    int state = 16;
    int rank = 4;
    GgufWriter gguf = new GgufWriter(13);
    gguf.text("general.architecture", "mamba")
        .number("mamba.context_length", 2048)
        .number("mamba.embedding_length", WIDTH)
        .number("mamba.feed_forward_length", 0)
        .number("mamba.attention.head_count", 0)
        .number("mamba.block_count", LAYERS)
        .number("mamba.ssm.conv_kernel", 4)
        .number("mamba.ssm.inner_size", inner)
        .number("mamba.ssm.state_size", state)
        .number("mamba.ssm.time_step_rank", rank)
        .real("mamba.attention.layer_norm_rms_epsilon", 1e-5f);
    common(gguf, "mamba");
    for (int i = 0; i < LAYERS; i++) {
      String block = "blk." + i + ".";
      gguf.tensor(block + "attn_norm.weight", 1, 0.1f, WIDTH)
          .tensor(block + "ssm_in.weight", 0, 0.2f, WIDTH, 2 * inner)
          .tensor(block + "ssm_conv1d.weight", 0, 0.4f, 4, inner)
          .tensor(block + "ssm_conv1d.bias", 0, 0.1f, inner)
          .tensor(block + "ssm_x.weight", 0, 0.2f, inner, rank + 2 * state)
          .tensor(block + "ssm_dt.weight", 0, 0.2f, rank, inner)
          .tensor(block + "ssm_dt.bias", 0, 0.1f, inner)
          .tensor(block + "ssm_a", -1, 0.5f, state, inner)
          .tensor(block + "ssm_d", 1, 0.1f, inner)
          .tensor(block + "ssm_out.weight", 0, 0.2f, inner, WIDTH);
    }
    return gguf.write(folder.resolve("recurrent.gguf"));
  }

  /** Adds to the query projection of {@link #groupedQuery}. */
  static Path adapter(Path folder) {
    GgufWriter gguf = new GgufWriter(14);
    gguf.text("general.type", "adapter")
        .text("general.architecture", "llama")
        .text("adapter.type", "lora")
        .real("adapter.lora.alpha", 8);
    for (int i = 0; i < LAYERS; i++) {
      gguf.tensor("blk." + i + ".attn_q.weight.lora_a", 0, 0.5f, WIDTH, 4)
          .tensor("blk." + i + ".attn_q.weight.lora_b", 0, 0.5f, 4, WIDTH);
    }
    return gguf.write(folder.resolve("adapter.gguf"));
  }

  private static GgufWriter attention(String kind, long seed) {
    return new GgufWriter(seed)
        .text("general.architecture", kind)
        .number(kind + ".context_length", 2048)
        .number(kind + ".embedding_length", WIDTH)
        .number(kind + ".feed_forward_length", 2 * WIDTH)
        .number(kind + ".block_count", LAYERS)
        .number(kind + ".attention.head_count", 8)
        .number(kind + ".attention.head_count_kv", 2)
        .real(kind + ".attention.layer_norm_rms_epsilon", 1e-5f)
        .number(kind + ".rope.dimension_count", WIDTH / 8);
  }

  private static void layers(GgufWriter gguf, boolean postNorms) {
    for (int i = 0; i < LAYERS; i++) {
      String block = "blk." + i + ".";
      gguf.tensor(block + "attn_norm.weight", 1, 0.1f, WIDTH)
          .tensor(block + "attn_q.weight", 0, 0.3f, WIDTH, WIDTH)
          .tensor(block + "attn_k.weight", 0, 0.3f, WIDTH, WIDTH / 4)
          .tensor(block + "attn_v.weight", 0, 0.3f, WIDTH, WIDTH / 4)
          .tensor(block + "attn_output.weight", 0, 0.3f, WIDTH, WIDTH)
          .tensor(block + "ffn_norm.weight", 1, 0.1f, WIDTH)
          .tensor(block + "ffn_gate.weight", 0, 0.3f, WIDTH, 2 * WIDTH)
          .tensor(block + "ffn_up.weight", 0, 0.3f, WIDTH, 2 * WIDTH)
          .tensor(block + "ffn_down.weight", 0, 0.3f, 2 * WIDTH, WIDTH);
      if (postNorms) {
        gguf.tensor(block + "post_attention_norm.weight", 1, 0.1f, WIDTH)
            .tensor(block + "post_ffw_norm.weight", 1, 0.1f, WIDTH);
      }
    }
  }

  /** A SentencePiece vocabulary with byte fall-back, and the embeddings for it. */
  private static void common(GgufWriter gguf, String kind) {
    int size = sentencePiece(gguf, true, false);
    gguf.number(kind + ".vocab_size", size);
    gguf.tensor("token_embd.weight", 0, 1, WIDTH, size)
        .tensor("output_norm.weight", 1, 0.1f, WIDTH);
    if (!kind.equals("gemma2")) {
      gguf.tensor("output.weight", 0, 0.3f, WIDTH, size);
    }
  }

  /** A file that only has a SentencePiece vocabulary. */
  static Path vocabulary(Path folder, boolean addsBos, boolean addsEos) {
    GgufWriter gguf = new GgufWriter(15).text("general.architecture", "llama");
    sentencePiece(gguf, addsBos, addsEos);
    return gguf.write(folder.resolve("vocabulary-" + addsBos + "-" + addsEos + ".gguf"));
  }

  /** A file that only has a byte-level BPE vocabulary with that pre-tokenizer. */
  static Path bytePairs(Path folder, String preTokenizer) {
    List<String> tokens = new ArrayList<>();
    for (int unit = 0; unit < 256; unit++) {
      tokens.add(byteCharacter(unit));
    }
    List<String> merges = new ArrayList<>();
    for (String merge :
        List.of("t h", "th e", "Ġ the", "Ġ a", "Ċ Ċ", "Ġ Ġ", "l l", "h e", "he ll", "Ã ©",
            "ĊĊ ĊĊ", ". Ċ", "a Ċ", "1 2", "12 3", "Ġ 1", "' s", "a a", "aa aa")) {
      merges.add(merge);
      tokens.add(merge.replace(" ", ""));
    }
    List<Integer> types = new ArrayList<>(java.util.Collections.nCopies(tokens.size(), NORMAL));
    tokens.add("<|im_end|>");
    types.add(CONTROL);
    tokens.add("<think>");
    types.add(USER_DEFINED);
    return new GgufWriter(16)
        .text("general.architecture", "llama")
        .text("tokenizer.ggml.model", "gpt2")
        .text("tokenizer.ggml.pre", preTokenizer)
        .texts("tokenizer.ggml.tokens", tokens)
        .numbers("tokenizer.ggml.token_type", types)
        .texts("tokenizer.ggml.merges", merges)
        .number("tokenizer.ggml.eos_token_id", tokens.size() - 2)
        .write(folder.resolve("bpe-" + preTokenizer + ".gguf"));
  }

  /** GPT-2's printable stand-in for a byte. */
  private static String byteCharacter(int unit) {
    boolean printable =
        unit >= '!' && unit <= '~' || unit >= 0xA1 && unit <= 0xAC || unit >= 0xAE;
    if (printable) {
      return Character.toString(unit);
    }
    int before = unit <= ' ' ? unit : unit <= 0xA0 ? unit - 0x7F + 33 : 67;
    return Character.toString(256 + before);
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
    List<Float> scores = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      scores.add(-(float) i);
    }
    gguf.text("tokenizer.ggml.model", "llama")
        .texts("tokenizer.ggml.tokens", tokens)
        .reals("tokenizer.ggml.scores", scores)
        .numbers("tokenizer.ggml.token_type", types)
        .number("tokenizer.ggml.unknown_token_id", 0)
        .number("tokenizer.ggml.bos_token_id", 1)
        .number("tokenizer.ggml.eos_token_id", 2)
        .flag("tokenizer.ggml.add_bos_token", addsBos)
        .flag("tokenizer.ggml.add_eos_token", addsEos)
        .flag("tokenizer.ggml.add_space_prefix", true);
    return tokens.size();
  }
}
