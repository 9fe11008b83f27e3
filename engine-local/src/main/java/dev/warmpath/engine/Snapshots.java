package dev.warmpath.engine;

import dev.warmpath.cache.CacheSnapshot.SlotContent;
import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whole saved states of slots, for models whose memory cannot be cut into rows. A state is only
 * ever continued from its end, so it helps a prompt that begins with all of its tokens. Under the
 * same budget and expiry as rows, least recently used first. Engine thread.
 */
final class Snapshots {
  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final InstantSource clock;

  /** Least recently used first. */
  private final List<Saved> states = new ArrayList<>();

  /** One state: the tokens it stands for, and what it takes. */
  static final class Saved {
    private final Namespace namespace;
    private final int[] tokens;
    private final KvRows state;
    private final long bytes;
    private Instant usedAt;

    private Saved(Namespace namespace, int[] tokens, KvRows state, long bytes, Instant now) {
      this.namespace = namespace;
      this.tokens = tokens;
      this.state = state;
      this.bytes = bytes;
      this.usedAt = now;
    }

    int length() {
      return tokens.length;
    }

    KvRows state() {
      return state;
    }

    private boolean begins(Namespace wanted, int[] prompt, int limit) {
      return tokens.length <= limit
          && namespace.equals(wanted)
          && Arrays.mismatch(tokens, 0, tokens.length, prompt, 0, tokens.length) < 0;
    }
  }

  Snapshots(ModelRuntime runtime, PrefixCache cache, InstantSource clock) {
    this.runtime = runtime;
    this.cache = cache;
    this.clock = clock;
  }

  /** True when the slot's content is saved, or there is none. */
  boolean has(int slot) {
    SlotContent content = cache.slot(slot);
    Namespace namespace = content.namespace();
    if (namespace == null || content.length() == 0) {
      return true;
    }
    for (Saved saved : states) {
      if (saved.length() == content.length()
          && saved.begins(namespace, content.tokens(), content.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Saves the slot's whole content.
   *
   * @return false when there was no memory for it, in the budget or at all
   */
  boolean save(int slot) {
    if (has(slot)) {
      return true;
    }
    SlotContent content = cache.slot(slot);
    if (runtime.length(slot) != content.length()) {
      return false;
    }
    long budget = cache.limits().budgetBytes();
    // A state's size is known only when it is there; rows of its tokens are the best guess.
    evictTo(Math.max(0, budget - runtime.store().bytesFor(content.length())));
    long before = runtime.store().usedBytes();
    KvRows state = runtime.saveWhole(slot);
    if (state == null) {
      return false;
    }
    int[] tokens = Arrays.copyOf(content.tokens(), content.length());
    long bytes = runtime.store().usedBytes() - before;
    states.add(new Saved(content.namespace(), tokens, state, bytes, clock.instant()));
    evictTo(budget);
    return bytes <= budget;
  }

  private void evictTo(long bytes) {
    long used = states.stream().mapToLong(saved -> saved.bytes).sum();
    while (used > bytes && !states.isEmpty()) {
      Saved oldest = states.removeFirst();
      used -= oldest.bytes;
      oldest.state.release();
    }
  }

  /** The longest state, of at most {@code limit} tokens, that the prompt begins with. */
  @Nullable Saved longest(Namespace namespace, int[] prompt, int limit) {
    Saved best = null;
    for (Saved saved : states) {
      if (saved.begins(namespace, prompt, limit)
          && (best == null || saved.length() > best.length())) {
        best = saved;
      }
    }
    return best;
  }

  /** The state was restored: it was just used. */
  void used(Saved saved) {
    saved.usedAt = clock.instant();
    states.remove(saved);
    states.add(saved);
  }

  /** Drops what was not used for the time to live, and what is over the budget. */
  void tidy() {
    Duration ttl = cache.limits().ttl();
    if (ttl != null) {
      Instant now = clock.instant();
      dropIf(saved -> !saved.usedAt.plus(ttl).isAfter(now));
    }
    evictTo(cache.limits().budgetBytes());
  }

  /** Drops the states of a namespace, or all when null. */
  void clear(@Nullable Namespace namespace) {
    dropIf(saved -> namespace == null || saved.namespace.equals(namespace));
  }

  /** Drops the states of a namespace that begin with all of {@code branch}. */
  void clear(Namespace namespace, int[] branch) {
    dropIf(
        saved ->
            saved.namespace.equals(namespace)
                && saved.length() >= branch.length
                && Arrays.equals(saved.tokens, 0, branch.length, branch, 0, branch.length));
  }

  private void dropIf(java.util.function.Predicate<Saved> condition) {
    for (Saved saved : List.copyOf(states)) {
      if (condition.test(saved)) {
        states.remove(saved);
        saved.state.release();
      }
    }
  }
}
