package dev.warmpath.app.bench;

import dev.warmpath.engine.EngineException;
import dev.warmpath.gguf.GgufWriter;
import dev.warmpath.gguf.TensorType;
import dev.warmpath.workspace.FileFailure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A llama model of random numbers, for measuring speed: its answers mean nothing. Made once; the
 * same bytes everywhere.
 *
 * @param name part of the file's name; another shape or vocabulary needs another one
 * @param layers transformer blocks
 * @param width of the residual stream, a multiple of 64
 * @param feedForward width inside a block
 * @param vocabulary token ids, at least {@link BenchVocabulary#LEAST}
 */
public record BenchModel(String name, int layers, int width, int feedForward, int vocabulary) {
  /** 57.7 million parameters, 6,144 bytes of KV a token at F16. */
  public static final BenchModel STANDARD =
      new BenchModel("bench-60m-v1", 12, 512, 1_792, 16_384);

  /** For tests of the benchmarks themselves. */
  public static final BenchModel TINY = new BenchModel("bench-tiny-v1", 2, 64, 128, 12_288);

  private static final int HEAD_WIDTH = 64;
  private static final int KV_HEADS = 2;
  private static final int CONTEXT = 65_536;
  private static final int Q8_0_FILE = 7;

  /** Keeps activations finite through all layers. */
  private static final float SPREAD = 0.05f;

  private static final long SEED = 60_000_000;

  /**
   * The model's file; makes it when it is not there, which takes some seconds.
   *
   * @param folder made when it is missing
   * @throws EngineException BAD_REQUEST when it cannot be written
   */
  public Path in(Path folder) {
    Path file = folder.resolve("warmpath-" + name + "-Q8_0.gguf");
    if (Files.exists(file)) {
      return file;
    }
    try {
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, name, ".part");
      try {
        writer().write(part);
        move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
      return file;
    } catch (IOException e) {
      throw new EngineException(
          EngineException.Kind.BAD_REQUEST,
          "The benchmark model cannot be written to " + folder + ": " + FileFailure.reason(e)
              + ". Make room there, or choose a model with --model FILE.",
          e);
    }
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Everything the file will hold. */
  GgufWriter writer() {
    GgufWriter writer = new GgufWriter();
    writer.put("general.architecture", "llama");
    writer.put("general.name", "Warmpath " + name);
    writer.put("general.file_type", Q8_0_FILE);
    writer.put("llama.context_length", CONTEXT);
    writer.put("llama.embedding_length", width);
    writer.put("llama.block_count", layers);
    writer.put("llama.feed_forward_length", feedForward);
    writer.put("llama.attention.head_count", width / HEAD_WIDTH);
    writer.put("llama.attention.head_count_kv", kvHeads());
    writer.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
    writer.put("llama.rope.dimension_count", HEAD_WIDTH);
    writer.put("llama.rope.freq_base", 500_000f);
    writer.put("llama.vocab_size", vocabulary);
    BenchVocabulary.describe(writer, vocabulary);
    random(writer, "token_embd.weight", width, vocabulary);
    ones(writer, "output_norm.weight");
    random(writer, "output.weight", width, vocabulary);
    int kvWidth = kvHeads() * HEAD_WIDTH;
    for (int layer = 0; layer < layers; layer++) {
      String block = "blk." + layer + ".";
      ones(writer, block + "attn_norm.weight");
      random(writer, block + "attn_q.weight", width, width);
      random(writer, block + "attn_k.weight", width, kvWidth);
      random(writer, block + "attn_v.weight", width, kvWidth);
      random(writer, block + "attn_output.weight", width, width);
      ones(writer, block + "ffn_norm.weight");
      random(writer, block + "ffn_gate.weight", width, feedForward);
      random(writer, block + "ffn_up.weight", width, feedForward);
      random(writer, block + "ffn_down.weight", feedForward, width);
    }
    return writer;
  }

  private int kvHeads() {
    return Math.min(KV_HEADS, width / HEAD_WIDTH);
  }

  private static void random(GgufWriter writer, String name, long... shape) {
    SplittableRandom random = new SplittableRandom(SEED + name.hashCode());
    writer.tensor(
        name,
        TensorType.Q8_0,
        row -> {
          for (int i = 0; i < row.length; i++) {
            row[i] = SPREAD * (2 * random.nextFloat() - 1);
          }
        },
        shape);
  }

  private void ones(GgufWriter writer, String name) {
    writer.tensor(name, TensorType.F32, row -> Arrays.fill(row, 1), width);
  }
}
