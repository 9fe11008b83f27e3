package dev.warmpath.engine.local;

import dev.warmpath.cache.CacheSnapshot.SlotContent;
import dev.warmpath.cache.CacheSnapshot.WholeState;
import dev.warmpath.cache.KvRows;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.engine.ModelRuntime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whole saved states of slots, for models whose memory cannot be cut into rows. A state is only
 * ever continued from its end, so it helps a prompt that begins with all of its tokens. Under the
 * same budget and expiry as rows, least recently used first. Engine thread.
 */
final class SavedStates {
  private final ModelRuntime runtime;
  private final PrefixCache cache;
  private final InstantSource clock;

  /** Least recently used first. */
  private final List<Saved> states = new ArrayList<>();

  /** One state: the tokens it stands for, and what it takes. */
  static final class Saved {
    private final WholeState shown;
    private final KvRows state;
    private final long bytes;
    private Instant usedAt;

    private Saved(WholeState shown, KvRows state, long bytes, Instant now) {
      this.shown = shown;
      this.state = state;
      this.bytes = bytes;
      this.usedAt = now;
    }

    int length() {
      return shown.tokens().length;
    }

    KvRows state() {
      return state;
    }

    private boolean begins(Namespace wanted, int[] prompt, int limit) {
      return shown.matches(wanted, prompt, limit) > 0;
    }
  }

  SavedStates(ModelRuntime runtime, PrefixCache cache, InstantSource clock) {
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
    Namespace namespace = content.namespace();
    if (namespace == null || runtime.length(slot) != content.length()) {
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
    WholeState shown = new WholeState(namespace, tokens);
    states.add(new Saved(shown, state, bytes, clock.instant()));
    evictTo(budget);
    show();
    return bytes <= budget;
  }

  private void show() {
    cache.states(states.stream().map(saved -> saved.shown).toList());
  }

  private void evictTo(long bytes) {
    long used = states.stream().mapToLong(saved -> saved.bytes).sum();
    while (used > bytes && !states.isEmpty()) {
      Saved oldest = states.removeFirst();
      used -= oldest.bytes;
      oldest.state.release();
      show();
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

  /** When {@link #tidy} will have something to do; {@link Instant#MAX} for never. */
  Instant nextExpiry() {
    Duration ttl = cache.limits().ttl();
    return ttl == null
        ? Instant.MAX
        : states.stream().map(saved -> saved.usedAt.plus(ttl)).min(Instant::compareTo)
            .orElse(Instant.MAX);
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
    dropIf(saved -> namespace == null || saved.shown.namespace().equals(namespace));
  }

  /** Drops the states of a namespace that begin with all of {@code branch}. */
  void clear(Namespace namespace, int[] branch) {
    WholeState wanted = new WholeState(namespace, branch);
    dropIf(
        saved ->
            wanted.matches(saved.shown.namespace(), saved.shown.tokens(), saved.length()) > 0);
  }

  private void dropIf(Predicate<Saved> condition) {
    for (Saved saved : List.copyOf(states)) {
      if (condition.test(saved)) {
        states.remove(saved);
        saved.state.release();
        show();
      }
    }
  }
}
