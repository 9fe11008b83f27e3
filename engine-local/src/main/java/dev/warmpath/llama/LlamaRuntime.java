package dev.warmpath.llama;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.KvStore;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.Sampling;
import dev.warmpath.llama.rows.LlamaKvStore;
import dev.warmpath.llama.rows.LlamaRows;
import dev.warmpath.llama.rows.LlamaSnapshot;
import dev.warmpath.llama.rows.LlamaState;
import dev.warmpath.llama.sampling.LlamaSampler;
import dev.warmpath.llama.tokens.LlamaTokenizer;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A model, its context and its KV store as the engine's port. Owns all three. One thread, except
 * {@link #tokenizer}, {@link #info} and {@link #abort}. Every argument is checked here, before
 * native code: there a wrong one would end the process.
 */
public final class LlamaRuntime implements ModelRuntime {
  private static final int DECODE_OK = 0;
  private static final int DECODE_NO_ROOM = 1;
  private static final int DECODE_ABORTED = 2;

  private final LlamaModel model;
  private final LlamaContext context;
  private final RuntimeOptions options;
  private LlamaKvStore store;
  private final @Nullable LlamaState state;
  private final EngineInfo info;

  /** Most tokens of a slot. */
  private int capacity;

  private final long evaluatedAtStart;

  private final SlotLengths lengths;

  /** Batch index of each output of the last batch. */
  private int[] outputs = {};

  /** @param usable most tokens of a slot, at most what the context has cells for */
  LlamaRuntime(LlamaModel model, LlamaContext context, RuntimeOptions options, int usable) {
    this.model = model;
    this.context = context;
    this.options = options;
    capacity = context.contextPerSlot(); // the check may need more than a very short context
    lengths = new SlotLengths(context, model.facts(), options.slots());
    RuntimeStart start = RuntimeStart.run(this, model, context, options);
    store = start.store();
    state = start.state();
    capacity = usable;
    info = RuntimeStart.info(model, options, capacity, start);
    evaluatedAtStart = context.evaluated();
  }

  /**
   * Loads a model and makes it ready to run.
   *
   * @param progress told the loaded part, 0 to 1; false cancels
   * @throws EngineException BAD_MODEL, OUT_OF_MEMORY, CANCELLED or NO_NATIVE
   */
  public static LlamaRuntime open(
      LlamaLibrary library, ModelOptions modelOptions, RuntimeOptions options,
      DoublePredicate progress) {
    return RuntimeStart.open(library, modelOptions, options, progress);
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public LlamaTokenizer tokenizer() {
    return model.tokenizer();
  }

  /** The loaded model: its facts, notes and device. */
  public LlamaModel model() {
    return model;
  }

  @Override
  public KvStore store() {
    return store;
  }

  @Override
  public int batchLimit() {
    return options.batch();
  }

  @Override
  public int chunk() {
    return options.ubatch();
  }

  int slots() {
    return options.slots();
  }

  @Override
  public Decoded decode(Batch batch) {
    context.requireOpen();
    int[] ends = lengths.all();
    BatchCheck check =
        new BatchCheck(
            options.batch(), context.outputLimit(), tokenizer().vocabularySize());
    int outputCount = check.run(batch, ends);
    for (int end : ends) {
      if (end > capacity) {
        return Decoded.NO_ROOM;
      }
    }
    outputs = new int[0];
    int code = context.decode(batch);
    switch (code) {
      case DECODE_OK -> {
        lengths.are(ends);
        outputs = BatchCheck.outputIndices(batch, outputCount);
        return Decoded.OK;
      }
      case DECODE_NO_ROOM -> {
        return Decoded.NO_ROOM;
      }
      case DECODE_ABORTED -> {
        forSlots(batch, lengths::found);
        return Decoded.ABORTED;
      }
      default -> {
        forSlots(batch, lengths::empty);
        return Decoded.FAILED;
      }
    }
  }

  private void forSlots(Batch batch, IntConsumer action) {
    boolean[] seen = new boolean[lengths.slots()];
    for (int i = 0; i < batch.size(); i++) {
      if (!seen[batch.slot(i)]) {
        seen[batch.slot(i)] = true;
        action.accept(batch.slot(i));
      }
    }
  }

  @Override
  public void abort() {
    context.abort();
  }

  @Override
  public int length(int slot) {
    context.requireOpen();
    return lengths.length(checkSlot(slot));
  }

  @Override
  public boolean truncate(int slot, int length) {
    context.requireOpen();
    return lengths.truncate(checkSlot(slot), length);
  }

  void emptyAll() {
    lengths.emptyAll();
  }

  /** The store that the start-up check may use before there is any other. */
  void checkWith(LlamaKvStore checkStore) {
    store = checkStore;
  }

  @Override
  public @Nullable KvRows save(int slot, int from, int to) {
    context.requireOpen();
    if (state == null) {
      throw new UnsupportedOperationException(
          "KV rows cannot be saved: " + String.join("; ", info.notes()));
    }
    int now = length(slot);
    if (from < 0 || from > to || to > now) {
      throw new IllegalArgumentException(
          "rows " + from + ".." + to + " of slot " + slot + ", which holds " + now + " tokens");
    }
    return state.save(store, slot, from, to);
  }

  @Override
  public @Nullable KvRows saveWhole(int slot) {
    context.requireOpen();
    if (info.rewind() == Rewind.NONE) {
      throw new UnsupportedOperationException(
          "this model's state cannot be saved: " + String.join("; ", info.notes()));
    }
    if (length(slot) < 1) {
      throw new IllegalArgumentException("slot " + slot + " holds nothing to save");
    }
    return snapshot(slot);
  }

  @Nullable KvRows snapshot(int slot) {
    return LlamaSnapshot.of(store, context, slot, lengths.expected(slot));
  }

  @Override
  public boolean restore(int slot, List<KvRows> rows) {
    context.requireOpen();
    checkSlot(slot);
    int tokens = checkRows(rows);
    lengths.empty(slot);
    if (tokens == 0) {
      return true;
    }
    boolean done =
        rows.getFirst() instanceof LlamaSnapshot snapshot
            ? restoreSnapshot(slot, snapshot)
            : state != null && restoreRows(slot, state, rows);
    if (done && length(slot) == tokens) {
      return true;
    }
    lengths.empty(slot);
    return false;
  }

  boolean restoreRows(int slot, LlamaState transfer, List<KvRows> rows) {
    boolean done = transfer.restore(slot, rows);
    lengths.restored(slot, rows.stream().mapToInt(KvRows::length).sum(), false);
    return done;
  }

  boolean restoreSnapshot(int slot, LlamaSnapshot snapshot) {
    boolean done = snapshot.restore(context, slot);
    lengths.restored(slot, snapshot.length(), true);
    return done;
  }

  private int checkRows(List<KvRows> rows) {
    long tokens = 0;
    for (KvRows part : rows) {
      tokens += part.length();
      switch (part) {
        case LlamaRows own -> {
          own.requireOpen();
          if (state == null || !state.accepts(own)) {
            throw new IllegalArgumentException("these KV rows are another model's");
          }
        }
        case LlamaSnapshot whole -> {
          whole.requireOpen();
          if (rows.size() != 1) {
            throw new IllegalArgumentException("a whole snapshot cannot be joined with rows");
          }
        }
        default ->
            throw new IllegalArgumentException("these KV rows are not from llama.cpp: " + part);
      }
    }
    if (tokens > capacity) {
      throw new IllegalArgumentException(
          tokens + " tokens do not fit a context of " + capacity);
    }
    return (int) tokens;
  }

  private int checkSlot(int slot) {
    return BatchCheck.slot(slot, lengths.slots());
  }

  @Override
  public Sampler sampler(Sampling sampling) {
    context.requireOpen();
    LlamaSampler.Model source =
        new LlamaSampler.Model(
            model.library().api(), model.library().nativeLog(), model.handle(),
            tokenizer().vocabularySize());
    return new LlamaSampler(source, this::copyLogits, sampling);
  }

  @Override
  public float[] logits(int index) {
    float[] copy = new float[tokenizer().vocabularySize()];
    copyLogits(index, copy);
    return copy;
  }

  void copyLogits(int index, float[] target) {
    context.requireOpen();
    if (index < 0 || index >= outputs.length) {
      throw new IllegalArgumentException(
          "output " + index + " of the last batch, which has " + outputs.length);
    }
    context.copyLogits(outputs[index], target);
  }

  @Override
  public long evaluatedTokens() {
    return context.evaluated() - evaluatedAtStart;
  }

  @Override
  public void close() {
    if (state != null) {
      state.close();
    }
    context.close();
    model.close();
  }
}
