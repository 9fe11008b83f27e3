package dev.warmpath.llama;

import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.engine.ModelRuntime.Decoded;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** The demo model and small steps with it that many tests take. */
public final class Demo {
  public static final Path MODEL =
      Path.of(System.getProperty("warmpath.samples", "../samples"))
          .resolve("model/warmpath-demo-Q8_0.gguf");

  /** Two slots are enough to show that they do not disturb each other. */
  public static final RuntimeOptions OPTIONS =
      RuntimeOptions.defaults().withContext(1024).withSlots(3).withThreads(1);

  private Demo() {}

  public static LlamaLibrary library() {
    return LlamaLibrary.load();
  }

  public static LlamaModel vocabulary() {
    return LlamaModel.open(library(), ModelOptions.vocabulary(MODEL));
  }

  public static LlamaRuntime runtime(RuntimeOptions options) {
    return LlamaRuntime.open(
        library(), ModelOptions.of(MODEL).withDevice(ModelOptions.CPU), options, part -> true);
  }

  /** Random ordinary tokens, the same for a seed. */
  public static int[] tokens(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.ints(count, 300, 4000).toArray();
  }

  /** Decodes tokens {@code from}..{@code to} into the slot; logits of the last. */
  public static float[] feed(LlamaRuntime runtime, int slot, int[] tokens, int from, int to) {
    for (int at = from; at < to; ) {
      int end = Math.min(to, at + runtime.batchLimit());
      Batch batch = new Batch(runtime.batchLimit());
      for (int i = at; i < end; i++) {
        batch.add(tokens[i], i, slot, i == to - 1);
      }
      Decoded decoded = runtime.decode(batch);
      if (decoded != Decoded.OK) {
        throw new AssertionError("decode: " + decoded);
      }
      at = end;
    }
    return runtime.logits(0);
  }

  /** The id with the largest logit. */
  static int likeliest(float[] logits) {
    int best = 0;
    for (int id = 1; id < logits.length; id++) {
      best = logits[id] > logits[best] ? id : best;
    }
    return best;
  }
}
