package dev.warmpath.explain;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What was stored in the cache and what left it, from its events. Thread-safe: the engine's events
 * are added by one thread while others ask.
 */
public final class CacheHistory {
  /** Events kept: some hours of a busy engine; older losses explain no request of now. */
  private static final int LIMIT = 20_000;

  private final Deque<CacheEvent> changes = new ArrayDeque<>();

  /**
   * Tokens that left the cache.
   *
   * @param reason why
   * @param request id of the request that caused it; 0 for none
   * @param at when
   */
  public record Removal(CacheEvent.Reason reason, long request, Instant at) {}

  public static CacheHistory of(Collection<? extends CacheEvent> events) {
    CacheHistory history = new CacheHistory();
    events.forEach(history::add);
    return history;
  }

  /** Takes note of an event; those that store or remove nothing are passed over. */
  public synchronized void add(CacheEvent event) {
    boolean change =
        event instanceof CacheEvent.BlockStored
            || event instanceof CacheEvent.BlockRemoved
            || event instanceof CacheEvent.AllBlocksCleared;
    if (change) {
      changes.addLast(event);
      if (changes.size() > LIMIT) {
        changes.removeFirst();
      }
    }
  }

  /**
   * What a request that was matched at {@code at} could know: a copy without what came later and
   * without what the request itself and those after it did.
   */
  public CacheHistory before(long request, Instant at) {
    List<CacheEvent> earlier = new ArrayList<>();
    for (CacheEvent event : newestFirst().reversed()) {
      long by =
          switch (event) {
            case CacheEvent.BlockStored stored -> stored.request();
            case CacheEvent.BlockRemoved removed -> removed.request();
            default -> 0;
          };
      if (!event.at().isAfter(at) && by < request) {
        earlier.add(event);
      }
    }
    return of(earlier);
  }

  /**
   * The newest removal that took tokens beyond {@code from} of a prompt's path.
   *
   * @param prompt token ids
   * @param from tokens that still hit
   */
  public Optional<Removal> removed(Namespace namespace, int[] prompt, int from) {
    List<CacheEvent> newestFirst = newestFirst();
    for (CacheEvent event : newestFirst) {
      switch (event) {
        case CacheEvent.BlockRemoved gone when gone.namespace().equals(namespace) -> {
          int common = common(gone.path(), gone.to(), prompt);
          if (common > from && common > gone.from()) {
            return Optional.of(new Removal(gone.reason(), gone.request(), gone.at()));
          }
        }
        case CacheEvent.AllBlocksCleared all
            when all.namespace() == null || namespace.equals(all.namespace()) -> {
          int stored = storedBefore(namespace, prompt, all.sequence());
          if (stored > from) {
            return Optional.of(
                new Removal(CacheEvent.Reason.CLEARED, 0, all.at()));
          }
        }
        default -> {
          // Stored blocks are asked for in stored().
        }
      }
    }
    return Optional.empty();
  }

  private int storedBefore(Namespace namespace, int[] prompt, long sequence) {
    int most = 0;
    for (CacheEvent event : newestFirst()) {
      if (event instanceof CacheEvent.BlockStored stored
          && stored.sequence() < sequence
          && stored.namespace().equals(namespace)) {
        int common = common(stored.path(), stored.to(), prompt);
        most = common > stored.from() ? Math.max(most, common) : most;
      }
    }
    return most;
  }

  /** Tokens of the longest beginning of a prompt that was ever stored; 0 when none was. */
  public int stored(Namespace namespace, int[] prompt) {
    return storedBefore(namespace, prompt, Long.MAX_VALUE);
  }

  private synchronized List<CacheEvent> newestFirst() {
    List<CacheEvent> copy = new ArrayList<>(changes);
    return copy.reversed();
  }

  private static int common(int[] path, int to, int[] prompt) {
    int limit = Math.min(Math.min(to, path.length), prompt.length);
    int different = Arrays.mismatch(path, 0, limit, prompt, 0, limit);
    return different < 0 ? limit : different;
  }
}
