package dev.warmpath.engine.local;

import dev.warmpath.cache.CountingKvStore;
import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.KvStore;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.Sampling;
import dev.warmpath.token.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A model whose every row is a hash of the row before it and its token, so that any wrong reuse
 * changes the answer; and whose last bits depend on how a prefill was cut, like real ones.
 */
final class FakeRuntime implements ModelRuntime {
  static final long BYTES_PER_TOKEN = 100;

  /** Cost of a batch, of a token, of a pair of tokens, and of a restored token. */
  static final long FIXED_NANOS = 2_000_000;

  static final long TOKEN_NANOS = 100_000;
  static final long PAIR_NANOS = 20;
  static final long RESTORE_NANOS = 200;

  /** One token's state: what it means, and its rounding error. */
  record Row(long hash, long error) {
    static final Row NONE = new Row(0, 0);

    Row next(int token, int batchFrom, int batchSequences) {
      return new Row(
          mix(hash * 31 + token + 1), mix(error * 31 + token * 7919L + batchFrom * 257L
              + batchSequences));
    }
  }

  private final EngineInfo info;
  private final int chunk;
  private final CountingKvStore store = new CountingKvStore(BYTES_PER_TOKEN);
  private final FakeTokenizer tokenizer = new FakeTokenizer();
  private final List<List<Row>> slots = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();
  private final Thread owner = Thread.currentThread();
  private final AtomicLong workNanos;
  private volatile boolean aborted;
  private volatile long evaluated;
  private volatile int samplers;
  private volatile boolean closed;

  /** What a batch becomes; null = what the device would do. Runs on the engine thread. */
  volatile Function<Batch, @Nullable Decoded> script = batch -> null;

  volatile Predicate<List<KvRows>> acceptsRestore = rows -> true;
  volatile boolean hostMemory = true;

  /** Runs before rows or states are copied out; may throw. */
  volatile Runnable beforeSave = () -> {};

  /** Whether a slot can be truncated to something. */
  volatile boolean shortens;

  volatile int answerLength = Integer.MAX_VALUE;

  /** @param workNanos grows by what the work would take on a device */
  FakeRuntime(
      int slots, int context, int chunk, EngineInfo.Rewind rewind, AtomicLong workNanos) {
    this.chunk = chunk;
    this.workNanos = workNanos;
    this.shortens = rewind == EngineInfo.Rewind.ROWS;
    info =
        new EngineInfo(
            "fake", "fake-1", 1, "F16", "CPU", "CPU", context, slots, BYTES_PER_TOKEN, rewind,
            List.of());
    for (int slot = 0; slot < slots; slot++) {
      this.slots.add(new ArrayList<>());
    }
  }

  static FakeRuntime plain(int slots, AtomicLong workNanos) {
    return new FakeRuntime(slots, 4096, 512, EngineInfo.Rewind.ROWS, workNanos);
  }

  static long mix(long value) {
    long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    return mixed ^ mixed >>> 29;
  }

  /** The token after {@code tokens}: a pure function of all of them. */
  int nextToken(int[] tokens, int length) {
    Row row = Row.NONE;
    for (int i = 0; i < length; i++) {
      row = row.next(tokens[i], 0, 1);
    }
    return nextToken(row);
  }

  private static int nextToken(Row row) {
    return (row.hash() >>> 8) % 61 == 0 ? FakeTokenizer.END : 'a' + (int) (row.hash() >>> 40) % 26;
  }

  /** The greedy answer of a cold run. */
  int[] answer(int[] prompt, int maxTokens) {
    int[] all = Arrays.copyOf(prompt, prompt.length + maxTokens);
    int length = prompt.length;
    while (length < all.length) {
      int next = nextToken(all, length);
      if (next == FakeTokenizer.END) {
        break;
      }
      all[length++] = next;
    }
    return Arrays.copyOfRange(all, prompt.length, length);
  }

  long references() {
    return store.references();
  }

  int samplers() {
    return samplers;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public EngineInfo info() {
    return info;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public KvStore store() {
    return store;
  }

  @Override
  public int batchLimit() {
    return 2048;
  }

  @Override
  public int chunk() {
    return chunk;
  }

  @Override
  public Decoded decode(Batch batch) {
    requireOwner();
    aborted = false;
    Decoded scripted = script.apply(batch);
    if (scripted == Decoded.NO_ROOM) {
      return scripted;
    }
    outputs.clear();
    int count = scripted == Decoded.ABORTED || aborted ? batch.size() / 2 : batch.size();
    int sequences = (int) Arrays.stream(slotsOf(batch)).distinct().count();
    for (int i = 0; i < count; i++) {
      List<Row> slot = slots.get(batch.slot(i));
      if (slot.size() != batch.position(i)) {
        throw new IllegalArgumentException(
            "position " + batch.position(i) + " in a slot of " + slot.size());
      }
      Row before = slot.isEmpty() ? Row.NONE : slot.getLast();
      slot.add(before.next(batch.token(i), batch.position(0), sequences));
      if (batch.output(i)) {
        outputs.add(logits(slot.getLast()));
      }
    }
    evaluated += count;
    long past = batch.size() == 0 ? 0 : batch.position(0) + count / 2;
    workNanos.addAndGet(FIXED_NANOS + count * (TOKEN_NANOS + PAIR_NANOS * past));
    if (scripted == Decoded.FAILED) {
      for (int slot : slotsOf(batch)) {
        slots.get(slot).clear();
      }
    }
    return scripted != null ? scripted : aborted ? Decoded.ABORTED : Decoded.OK;
  }

  private static int[] slotsOf(Batch batch) {
    int[] found = new int[batch.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = batch.slot(i);
    }
    return found;
  }

  private static float[] logits(Row row) {
    float[] logits = new float[FakeTokenizer.VOCABULARY];
    logits[nextToken(row)] = 10;
    logits[0] = (row.error() >>> 44) * 1e-7f;
    return logits;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  @Override
  public int length(int slot) {
    requireOwner();
    return slots.get(slot).size();
  }

  @Override
  public boolean truncate(int slot, int length) {
    requireOwner();
    List<Row> rows = slots.get(slot);
    if (length > rows.size()) {
      throw new IllegalArgumentException(length + " of " + rows.size());
    }
    if (length < rows.size() && !shortens) {
      rows.clear();
      return length == 0;
    }
    rows.subList(length, rows.size()).clear();
    return true;
  }

  @Override
  public @Nullable KvRows save(int slot, int from, int to) {
    requireOwner();
    beforeSave.run();
    if (!hostMemory) {
      return null;
    }
    return new Rows(store.allocate(to - from), List.copyOf(slots.get(slot).subList(from, to)));
  }

  @Override
  public @Nullable KvRows saveWhole(int slot) {
    requireOwner();
    beforeSave.run();
    int length = slots.get(slot).size();
    return hostMemory
        ? new Rows(store.allocate(length), List.copyOf(slots.get(slot)))
        : null;
  }

  @Override
  public boolean restore(int slot, List<KvRows> rows) {
    requireOwner();
    List<Row> content = slots.get(slot);
    content.clear();
    if (!acceptsRestore.test(rows)) {
      return false;
    }
    for (KvRows piece : rows) {
      workNanos.addAndGet(RESTORE_NANOS * piece.length());
      content.addAll(((Rows) piece).rows);
    }
    return true;
  }

  @Override
  public Sampler sampler(Sampling sampling) {
    requireOwner();
    if ("broken".equals(sampling.grammar())) {
      throw new EngineException(EngineException.Kind.BAD_GRAMMAR, "The grammar is broken.");
    }
    samplers++;
    return new Greedy();
  }

  @Override
  public float[] logits(int index) {
    return outputs.get(index).clone();
  }

  @Override
  public long evaluatedTokens() {
    return evaluated;
  }

  @Override
  public void close() {
    requireOwner();
    closed = true;
  }

  private void requireOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException("called on " + Thread.currentThread());
    }
  }

  private final class Greedy implements Sampler {
    private int taken;

    @Override
    public Completion.Chunk sample(int index) {
      float[] logits = outputs.get(index);
      int best = 0;
      for (int i = 1; i < logits.length; i++) {
        best = logits[i] > logits[best] ? i : best;
      }
      int token = taken++ < answerLength ? best : FakeTokenizer.END;
      return new Completion.Chunk(token, "", -0.5, List.of());
    }

    @Override
    public void close() {
      samplers--;
    }
  }

  private record Rows(KvRows counted, List<Row> rows) implements KvRows {
    @Override
    public int length() {
      return counted.length();
    }

    @Override
    public KvRows slice(int from, int to) {
      return new Rows(counted.slice(from, to), rows.subList(from, to));
    }

    @Override
    public long release() {
      return counted.release();
    }
  }
}
