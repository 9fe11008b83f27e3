package dev.warmpath.cache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A cache on a counting store with one byte a token, and whole requests in one call. */
final class CacheFixture {
  static final Namespace DEMO = new Namespace("demo", "", "");
  static final Duration TTL = Duration.ofMinutes(10);

  final FakeClock clock = new FakeClock();
  final CountingKvStore store = new CountingKvStore(1);
  final List<CacheEvent> events = new ArrayList<>();
  final PrefixCache cache;
  private long requests;

  CacheFixture(long budgetTokens, int slots) {
    this(budgetTokens, slots, EvictionPolicy.DEFAULT);
  }

  CacheFixture(long budgetTokens, int slots, EvictionPolicy policy) {
    cache =
        new PrefixCache(
            store, new PrefixCache.Limits(budgetTokens, TTL), clock, policy, slots);
    cache.onEvent(events::add);
  }

  /** Tokens {@code first}, {@code first + 1}, …: {@code count} of them. */
  static int[] run(int first, int count) {
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      tokens[i] = first + i;
    }
    return tokens;
  }

  static int[] join(int[]... parts) {
    int size = 0;
    for (int[] part : parts) {
      size += part.length;
    }
    int[] all = new int[size];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  Lease acquire(int[] prompt) {
    return cache.acquire(DEMO, prompt, prompt.length, ++requests);
  }

  /** Runs a prompt in slot 0, without an answer, and writes it back as far as the budget lets. */
  PrefixMatch complete(int[] prompt) {
    Lease lease = acquire(prompt);
    cache.slotHolds(0, lease, prompt, prompt.length);
    writeBack(0, lease.request());
    lease.release();
    return lease.match();
  }

  void writeBack(int slot, long request) {
    Pending pending = cache.pending(slot);
    if (pending == null) {
      return;
    }
    if (cache.reserve(pending.tokens(), request)) {
      cache.attach(slot, pending.from(), store.allocate(pending.tokens()));
    }
  }

  CacheSnapshot published() {
    cache.publish();
    return cache.snapshot();
  }

  CacheSnapshot.Totals totals() {
    return published().totals();
  }

  /** Tokens cached by the events alone. */
  long eventTokens() {
    long sum = 0;
    for (CacheEvent event : events) {
      sum +=
          switch (event) {
            case CacheEvent.BlockStored stored -> stored.to() - stored.from();
            case CacheEvent.BlockRemoved removed -> removed.from() - removed.to();
            default -> 0;
          };
    }
    return sum;
  }
}
