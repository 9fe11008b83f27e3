package dev.warmpath.gguf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Models of a few hundred kilobytes with random weights that llama.cpp loads: grouped-query
 * attention, a sliding window, a recurrent state, and an adapter. The vocabulary is GPT-2's 256
 * bytes, a few merges and ChatML's special tokens.
 */
public final class TinyModels {
  public static final int EMBEDDING = 64;
  public static final int LAYERS = 4;
  public static final int HEADS = 4;
  public static final int KV_HEADS = 2;
  public static final int HEAD_WIDTH = 16;
  public static final int FEED_FORWARD = 96;
  public static final int CONTEXT = 2048;
  public static final int WINDOW = 32;
  private static final float SCALE = 0.2f;
  private static final String CHAT_TEMPLATE =
      "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}"
          + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

  private final GgufWriter writer = new GgufWriter();
  private final Random random;
  private final String architecture;
  private int vocabulary;

  private TinyModels(String architecture, long seed) {
    this.architecture = architecture;
    this.random = new Random(seed);
    writer.put("general.architecture", architecture);
    writer.put("general.name", "Tiny " + architecture);
    writer.put("general.license", "cc0-1.0");
    writer.put("general.file_type", 0);
    writer.put(architecture + ".context_length", CONTEXT);
    writer.put(architecture + ".embedding_length", EMBEDDING);
    writer.put(architecture + ".block_count", LAYERS);
    writer.put(architecture + ".attention.layer_norm_rms_epsilon", 1e-5f);
    vocabulary();
  }

  /** The llama architecture with 4 heads over 2 KV heads. */
  public static GgufWriter groupedQuery(long seed) {
    TinyModels model = new TinyModels("llama", seed);
    model.attentionSettings();
    model.writer.put("llama.rope.dimension_count", HEAD_WIDTH);
    model.random("token_embd.weight", EMBEDDING, model.vocabulary);
    model.ones("output_norm.weight", EMBEDDING);
    model.random("output.weight", EMBEDDING, model.vocabulary);
    for (int layer = 0; layer < LAYERS; layer++) {
      model.attentionBlock("blk." + layer + ".");
    }
    return model.writer;
  }

  /** The gemma2 architecture: every other layer sees {@link #WINDOW} tokens only. */
  public static GgufWriter slidingWindow(long seed) {
    TinyModels model = new TinyModels("gemma2", seed);
    model.attentionSettings();
    model.writer.put("gemma2.attention.sliding_window", WINDOW);
    model.writer.put("gemma2.attn_logit_softcapping", 50f);
    model.writer.put("gemma2.final_logit_softcapping", 30f);
    model.random("token_embd.weight", EMBEDDING, model.vocabulary);
    model.ones("output_norm.weight", EMBEDDING);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "blk." + layer + ".";
      model.attentionBlock(prefix);
      model.ones(prefix + "post_attention_norm.weight", EMBEDDING);
      model.ones(prefix + "post_ffw_norm.weight", EMBEDDING);
    }
    return model.writer;
  }

  /** The mamba architecture: a running state and no KV. */
  public static GgufWriter recurrent(long seed) {
    int inner = 2 * EMBEDDING;
    int state = 8;
    int kernel = 4;
    int rank = 8;
    TinyModels model = new TinyModels("mamba", seed);
    model.writer.put("mamba.feed_forward_length", 0);
    model.writer.put("mamba.attention.head_count", 0);
    model.writer.put("mamba.ssm.conv_kernel", kernel);
    model.writer.put("mamba.ssm.inner_size", inner);
    model.writer.put("mamba.ssm.state_size", state);
    model.writer.put("mamba.ssm.time_step_rank", rank);
    model.random("token_embd.weight", EMBEDDING, model.vocabulary);
    model.ones("output_norm.weight", EMBEDDING);
    for (int layer = 0; layer < LAYERS; layer++) {
      String prefix = "blk." + layer + ".";
      model.ones(prefix + "attn_norm.weight", EMBEDDING);
      model.random(prefix + "ssm_in.weight", EMBEDDING, 2 * inner);
      model.random(prefix + "ssm_conv1d.weight", kernel, inner);
      model.random(prefix + "ssm_conv1d.bias", inner);
      model.random(prefix + "ssm_x.weight", inner, rank + 2 * state);
      model.random(prefix + "ssm_dt.weight", rank, inner);
      model.random(prefix + "ssm_dt.bias", inner);
      float[] decay = new float[state * inner];
      Arrays.fill(decay, -1f);
      model.writer.tensor(prefix + "ssm_a", decay, state, inner);
      model.ones(prefix + "ssm_d", inner);
      model.random(prefix + "ssm_out.weight", inner, EMBEDDING);
    }
    return model.writer;
  }

  /** A LoRA that adds to the query projection of {@link #groupedQuery}. */
  public static GgufWriter adapter(long seed) {
    int rank = 4;
    GgufWriter writer = new GgufWriter();
    writer.put("general.type", "adapter");
    writer.put("general.architecture", "llama");
    writer.put("adapter.type", "lora");
    writer.put("adapter.lora.alpha", 8f);
    Random random = new Random(seed);
    for (int layer = 0; layer < LAYERS; layer++) {
      String weight = "blk." + layer + ".attn_q.weight.lora_";
      writer.tensor(weight + "a", gaussian(random, EMBEDDING * rank), EMBEDDING, rank);
      writer.tensor(
          weight + "b", gaussian(random, rank * HEADS * HEAD_WIDTH), rank, HEADS * HEAD_WIDTH);
    }
    return writer;
  }

  /** {@link #groupedQuery(long)} in a file. */
  public static Path groupedQuery(Path folder) {
    return save(groupedQuery(11), folder.resolve("grouped.gguf"));
  }

  /** {@link #slidingWindow(long)} in a file. */
  public static Path slidingWindow(Path folder) {
    return save(slidingWindow(12), folder.resolve("window.gguf"));
  }

  /** {@link #recurrent(long)} in a file. */
  public static Path recurrent(Path folder) {
    return save(recurrent(13), folder.resolve("recurrent.gguf"));
  }

  /** {@link #adapter(long)} in a file. */
  public static Path adapter(Path folder) {
    return save(adapter(14), folder.resolve("adapter.gguf"));
  }

  /** Writes where nothing should go wrong. */
  public static Path save(GgufWriter writer, Path file) {
    try {
      return writer.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void attentionSettings() {
    writer.put(architecture + ".feed_forward_length", FEED_FORWARD);
    writer.put(architecture + ".attention.head_count", HEADS);
    writer.put(architecture + ".attention.head_count_kv", KV_HEADS);
    writer.put(architecture + ".attention.key_length", HEAD_WIDTH);
    writer.put(architecture + ".attention.value_length", HEAD_WIDTH);
    writer.put(architecture + ".rope.freq_base", 10_000f);
  }

  private void attentionBlock(String prefix) {
    ones(prefix + "attn_norm.weight", EMBEDDING);
    random(prefix + "attn_q.weight", EMBEDDING, HEADS * HEAD_WIDTH);
    random(prefix + "attn_k.weight", EMBEDDING, KV_HEADS * HEAD_WIDTH);
    random(prefix + "attn_v.weight", EMBEDDING, KV_HEADS * HEAD_WIDTH);
    random(prefix + "attn_output.weight", HEADS * HEAD_WIDTH, EMBEDDING);
    ones(prefix + "ffn_norm.weight", EMBEDDING);
    random(prefix + "ffn_gate.weight", EMBEDDING, FEED_FORWARD);
    random(prefix + "ffn_up.weight", EMBEDDING, FEED_FORWARD);
    random(prefix + "ffn_down.weight", FEED_FORWARD, EMBEDDING);
  }

  private void random(String name, long... shape) {
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    writer.tensor(name, gaussian(random, size), shape);
  }

  private static float[] gaussian(Random random, int size) {
    float[] data = new float[size];
    for (int i = 0; i < size; i++) {
      data[i] = (float) random.nextGaussian() * SCALE;
    }
    return data;
  }

  private void ones(String name, int size) {
    float[] data = new float[size];
    Arrays.fill(data, 1f);
    writer.tensor(name, data, size);
  }

  private void vocabulary() {
    List<String> tokens = new ArrayList<>(ByteNames.all());
    List<String> merges = List.of("t h", "th e", "i n", "a n", "Ġ t", "Ġ a", "e r", "o n");
    merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
    int special = tokens.size();
    tokens.addAll(List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>"));
    int[] types = new int[tokens.size()];
    Arrays.fill(types, 1);
    Arrays.fill(types, special, types.length, 3);
    vocabulary = tokens.size();
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
