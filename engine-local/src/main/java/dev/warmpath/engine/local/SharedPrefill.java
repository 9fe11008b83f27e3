package dev.warmpath.engine.local;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.KvStore;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.engine.latency.LatencyModel;
import java.util.Arrays;
import java.util.List;

/**
 * Decides whether a waiting request should let another one finish the prefix they share. Engine
 * thread.
 *
 * <p>The rule: let S be the shared prefix and M what the cache holds of it now. Computing the S − M
 * tokens here would take as long as the other still needs for them, and both would get half the
 * device. So waiting is faster unless copying the S rows out of one slot and into another takes
 * longer than computing S − M tokens. Before copies and batches were measured, a copied token is
 * taken to cost a 64th of a computed one: the largest ratio measured was a thousandth.
 */
final class SharedPrefill {
  private static final int COPIES_PER_COMPUTED_TOKEN = 64;

  private final ModelRuntime runtime;
  private final LatencyModel latency;

  SharedPrefill(ModelRuntime runtime, LatencyModel latency) {
    this.runtime = runtime;
    this.latency = latency;
  }

  /** True when {@code waiting} gains by staying in the queue while {@code running} go on. */
  boolean worthWaitingFor(
      RunningRequest waiting, List<RunningRequest> running, CacheSnapshot cached) {
    if (!waiting.terms.reads() || runtime.info().rewind() != EngineInfo.Rewind.ROWS) {
      return false;
    }
    int matched = -1;
    for (RunningRequest other : running) {
      int shared = shared(waiting, other);
      if (shared <= other.position() || !fits(shared, cached)) {
        continue;
      }
      if (matched < 0) {
        matched =
            waiting.terms.reusable(
                cached.peek(waiting.terms.namespace(), waiting.tokens()).matched());
      }
      if (shared > matched && faster(matched, shared)) {
        return true;
      }
    }
    return false;
  }

  private static int shared(RunningRequest waiting, RunningRequest other) {
    if (!other.prefilling()
        || !other.terms.stores()
        || !other.terms.namespace().equals(waiting.terms.namespace())) {
      return 0;
    }
    int limit = Math.min(waiting.promptLength() - 1, other.promptLength());
    int different = Arrays.mismatch(waiting.tokens(), 0, limit, other.tokens(), 0, limit);
    return waiting.terms.reusable(different < 0 ? limit : different);
  }

  /** Rows travel between slots through the host budget. */
  private boolean fits(int shared, CacheSnapshot cached) {
    KvStore store = runtime.store();
    return store.bytesFor(shared) <= cached.totals().budgetBytes();
  }

  private boolean faster(int matched, int shared) {
    int gain = shared - matched;
    long compute = latency.batchNanos(matched, gain);
    long copy = latency.restoreNanos(shared);
    return compute < 0 || copy < 0
        ? (long) gain * COPIES_PER_COMPUTED_TOKEN >= shared
        : compute > 2 * copy;
  }
}
