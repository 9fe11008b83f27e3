package dev.warmpath.engine.bench;

import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.ModelRuntime.Batch;
import dev.warmpath.engine.ModelRuntime.Decoded;
import dev.warmpath.engine.ModelRuntime.Sampler;

/**
 * What the engine is compared with: decode calls and sampling in slot 0, and nothing else. Engine
 * thread, inside {@link Subject#alone}.
 */
final class BareLoop {
  private static final int SLOT = 0;

  private final ModelRuntime runtime;
  private final Batch batch;

  BareLoop(ModelRuntime runtime) {
    this.runtime = runtime;
    batch = new Batch(runtime.batchLimit());
  }

  /** Computes tokens {@code from} and later, in chunks as large as the engine's. */
  void feed(int[] tokens, int from) {
    int chunk = Math.min(runtime.chunk(), runtime.batchLimit());
    for (int start = from; start < tokens.length; start += chunk) {
      int end = Math.min(tokens.length, start + chunk);
      batch.clear();
      for (int at = start; at < end; at++) {
        batch.add(tokens[at], at, SLOT, at == tokens.length - 1);
      }
      decode();
    }
  }

  /** Generates {@code count} more tokens after {@code token} at {@code position}. */
  void generate(Sampler sampler, int token, int position, int count) {
    int next = token;
    for (int i = 0; i < count; i++) {
      batch.clear();
      batch.add(next, position + i, SLOT, true);
      decode();
      next = sampler.sample(0).token();
    }
  }

  private void decode() {
    Decoded decoded = runtime.decode(batch);
    if (decoded != Decoded.OK) {
      throw new IllegalStateException(
          "a bare decode call of " + batch.size() + " tokens ended with " + decoded);
    }
  }

  /** Forgets the slot's tokens from {@code length} on. */
  void truncate(int length) {
    if (!runtime.truncate(SLOT, length)) {
      throw new IllegalStateException("slot " + SLOT + " cannot be truncated to " + length);
    }
  }
}
