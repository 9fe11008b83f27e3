package dev.warmpath.engine;

import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.KvStore;
import dev.warmpath.token.Tokenizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model with its device memory (port; {@code llama} implements it). One thread owns it:
 * every method except {@link #tokenizer}, {@link #info} and {@link #abort} is called on it.
 * Arguments are validated: a wrong one is an IllegalArgumentException, never a native abort.
 */
public interface ModelRuntime extends AutoCloseable {

  EngineInfo info();

  Tokenizer tokenizer();

  /** Host memory for KV rows. */
  KvStore store();

  /** Most tokens of one {@link #decode} call. */
  int batchLimit();

  /** Tokens the device computes at once; the natural prefill chunk. */
  int chunk();

  /** What became of a batch. */
  enum Decoded {
    /** Everything was computed. */
    OK,
    /** No room; memory is untouched. */
    NO_ROOM,
    /** Aborted: some leading tokens may have been computed; ask {@link #length}. */
    ABORTED,
    /** The computation failed: the slots of the batch hold nothing usable. */
    FAILED
  }

  /**
   * Computes tokens. Positions of a slot continue at its {@link #length}.
   */
  Decoded decode(Batch batch);

  /** Makes a running {@link #decode} return ABORTED soon, where the backend can. Any thread. */
  void abort();

  /** Tokens the slot holds on the device, from position 0 on; -1 when the range is not whole. */
  int length(int slot);

  /**
   * Drops the slot's tokens from {@code length} on.
   *
   * @return false when the memory cannot do that; the slot is then emptied
   */
  boolean truncate(int slot, int length);

  /**
   * Copies the rows of tokens {@code from}..{@code to} of a slot to new host blocks (exports the
   * whole sequence, as llama.cpp has no range export).
   *
   * @return the rows, or null when host memory could not be allocated
   * @throws UnsupportedOperationException when {@link EngineInfo#rewind} is not ROWS
   */
  @Nullable KvRows save(int slot, int from, int to);

  /**
   * Copies the slot's whole state to host memory: for models whose {@link EngineInfo#rewind} is
   * SNAPSHOT, where single rows have no meaning. The result counts the slot's tokens, only slices
   * as a whole, and is continued exactly from its end.
   *
   * @return the state, or null when host memory could not be allocated
   * @throws UnsupportedOperationException when {@link EngineInfo#rewind} is NONE
   */
  @Nullable KvRows saveWhole(int slot);

  /**
   * Replaces the slot's content by rows, in order, from position 0; or by exactly one result of
   * {@link #saveWhole}.
   *
   * @return false when the device refused; the slot is then empty
   */
  boolean restore(int slot, List<KvRows> rows);

  /** A sampler for one request; validates a grammar before native code sees it. */
  Sampler sampler(Sampling sampling);

  /** Logits of output {@code index} of the last batch: a copy, vocabulary-sized. */
  float[] logits(int index);

  /** Total prompt and answer tokens the native library says it evaluated: the counter-check. */
  long evaluatedTokens();

  @Override
  void close();

  /** Chooses tokens for one request. Same thread as the runtime. */
  interface Sampler extends AutoCloseable {

    /**
     * Samples from output {@code index} of the last batch and accepts the token.
     *
     * @return the token with its log-probability and alternatives when asked for
     * @throws EngineException BAD_GRAMMAR when a grammar leaves no token possible
     */
    Completion.Chunk sample(int index);

    @Override
    void close();
  }

  /** Tokens of several slots for one decode call; reusable, one thread. */
  final class Batch {
    private final int[] tokens;
    private final int[] positions;
    private final int[] slots;
    private final boolean[] outputs;
    private int size;
    private int outputCount;

    public Batch(int limit) {
      tokens = new int[limit];
      positions = new int[limit];
      slots = new int[limit];
      outputs = new boolean[limit];
    }

    /**
     * Adds one token.
     *
     * @return the output index when {@code output} is true, else -1
     */
    public int add(int token, int position, int slot, boolean output) {
      if (size == tokens.length) {
        throw new IllegalStateException("batch is full: " + size + " tokens");
      }
      tokens[size] = token;
      positions[size] = position;
      slots[size] = slot;
      outputs[size] = output;
      size++;
      return output ? outputCount++ : -1;
    }

    public void clear() {
      size = 0;
      outputCount = 0;
    }

    public int size() {
      return size;
    }

    public int token(int index) {
      return tokens[index];
    }

    public int position(int index) {
      return positions[index];
    }

    public int slot(int index) {
      return slots[index];
    }

    public boolean output(int index) {
      return outputs[index];
    }

    /** The token ids; valid up to {@link #size}; read only. */
    public int[] tokens() {
      return tokens;
    }

    /** The positions; valid up to {@link #size}; read only. */
    public int[] positions() {
      return positions;
    }
  }
}
