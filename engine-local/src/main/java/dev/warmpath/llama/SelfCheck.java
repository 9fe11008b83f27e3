package dev.warmpath.llama;

import dev.warmpath.cache.KvRows;
import dev.warmpath.engine.EngineInfo.Rewind;
import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.llama.rows.LlamaKvStore;
import dev.warmpath.llama.rows.LlamaSnapshot;
import dev.warmpath.llama.rows.LlamaState;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The start-up check of the state format, on the model and settings that will run: decodes a few
 * tokens, saves them, splits and joins the rows, restores them into another slot and compares the
 * next logits. It decides what the model's memory allows, so a library that writes its state
 * differently costs speed, never a wrong answer.
 */
final class SelfCheck {
  /** More than one block, and not a multiple of it. */
  private static final int TOKENS = 20;

  /** Where the rows are cut: inside the first block. */
  private static final int CUT = 7;

  /**
   * Copies before those that are checked, until the JVM has compiled the copying: the first
   * write-back of a long prompt may stand before somebody's first warm answer, and took 6 ms more.
   */
  private static final int WARM_UP = 40;

  /** Share of the logits' range that a device other than the CPU may differ by. */
  private static final double DEVICE_TOLERANCE = 1e-3;

  private final LlamaRuntime runtime;
  private final boolean exact;
  private final int[] tokens;
  private @Nullable String reason;

  SelfCheck(LlamaRuntime runtime, boolean exact) {
    this.runtime = runtime;
    this.exact = exact;
    tokens = new int[TOKENS + 1];
    int vocabulary = runtime.tokenizer().vocabularySize();
    for (int i = 0, id = vocabulary / 3; i < tokens.length; id++) {
      int candidate = id % vocabulary;
      if (!runtime.tokenizer().isSpecial(candidate) || id > 2 * vocabulary) {
        tokens[i++] = candidate;
        id += 16;
      }
    }
  }

  /** Why it is not {@link Rewind#ROWS}; null when it is. */
  @Nullable String reason() {
    return reason;
  }

  /** True when rows come back as they were; both slots used are left empty. */
  boolean rows(LlamaState state, LlamaKvStore store) {
    return passes(
        "KV rows",
        () -> {
          for (int i = 0; i < WARM_UP; i++) {
            KvRows rows = state.save(store, 0, 0, TOKENS);
            if (rows != null) {
              rows.release();
            }
          }
          KvRows head = state.save(store, 0, 0, CUT);
          KvRows tail = state.save(store, 0, CUT, TOKENS);
          return head == null || tail == null ? null : List.of(head, tail);
        },
        (slot, parts) -> {
          KvRows split = parts.get(1).slice(1, TOKENS - CUT);
          KvRows single = parts.get(1).slice(0, 1);
          try {
            for (int i = 0; i < WARM_UP; i++) {
              state.restore(slot, parts);
            }
            return runtime.restoreRows(slot, state, List.of(parts.get(0), single, split));
          } finally {
            split.release();
            single.release();
          }
        });
  }

  /** True when whole snapshots come back as they were. */
  boolean snapshots() {
    return passes(
        "whole snapshots",
        () -> {
          KvRows whole = runtime.snapshot(0);
          return whole == null ? null : List.of(whole);
        },
        (slot, parts) -> runtime.restoreSnapshot(slot, (LlamaSnapshot) parts.get(0)));
  }

  private interface Saving {
    @Nullable List<KvRows> save();
  }

  private interface Restoring {
    boolean restore(int slot, List<KvRows> parts);
  }

  private boolean passes(String what, Saving saving, Restoring restoring) {
    int target = runtime.slots() - 1;
    List<KvRows> saved = null;
    try {
      if (!decode(0, 0, TOKENS)) {
        return fail(what, "the model could not compute " + TOKENS + " tokens");
      }
      saved = saving.save();
      if (saved == null) {
        return fail(what, "no memory for " + TOKENS + " tokens");
      }
      decode(0, TOKENS, TOKENS + 1);
      float[] expected = runtime.logits(0);
      runtime.truncate(0, 0);
      if (!restoring.restore(target, saved)) {
        return fail(what, "the library refused a state made from its own");
      }
      decode(target, TOKENS, TOKENS + 1);
      float[] actual = runtime.logits(0);
      return same(expected, actual) || fail(what, "the logits after a restore differ");
    } catch (RuntimeException e) {
      return fail(what, String.valueOf(e.getMessage()));
    } finally {
      if (saved != null) {
        saved.forEach(KvRows::release);
      }
      runtime.emptyAll();
    }
  }

  private boolean fail(String what, String why) {
    reason = what + " failed the start-up check: " + why;
    return false;
  }

  /** Puts the check's tokens into slot 0 and leaves them there. */
  boolean fill() {
    return decode(0, 0, TOKENS);
  }

  private boolean decode(int slot, int from, int to) {
    int limit = Math.min(runtime.batchLimit(), TOKENS);
    for (int at = from; at < to; at += limit) {
      Batch batch = new Batch(limit);
      int end = Math.min(to, at + limit);
      for (int i = at; i < end; i++) {
        batch.add(tokens[i], i, slot, i == TOKENS);
      }
      if (runtime.decode(batch) != ModelRuntime.Decoded.OK) {
        return false;
      }
    }
    return true;
  }

  private boolean same(float[] expected, float[] actual) {
    if (exact) {
      return Arrays.equals(expected, actual);
    }
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    float difference = 0;
    for (int i = 0; i < expected.length; i++) {
      low = Math.min(low, expected[i]);
      high = Math.max(high, expected[i]);
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
    }
    return difference <= (high - low) * DEVICE_TOLERANCE;
  }
}
