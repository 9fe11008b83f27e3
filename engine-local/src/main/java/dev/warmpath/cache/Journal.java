package dev.warmpath.cache;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The two clocks and the events. Listeners hear an operation's events when it is complete, so they
 * never see a tree half changed. Engine thread.
 */
final class Journal {
  private final InstantSource clock;
  private final List<Consumer<CacheEvent>> listeners = new ArrayList<>();
  private final ArrayDeque<CacheEvent> waiting = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;
  private long tick;
  private long sequence;
  private long storedTokens;

  Journal(InstantSource clock) {
    this.clock = clock;
  }

  void listen(Consumer<CacheEvent> listener) {
    listeners.add(listener);
  }

  /** Wall time; never earlier than before, so that recency and expiry agree. */
  Instant now() {
    Instant read = clock.instant();
    if (read.isAfter(now)) {
      now = read;
    }
    return now;
  }

  /** The next moment of the logical clock. */
  long nextTick() {
    return ++tick;
  }

  long sequence() {
    return sequence;
  }

  /** Tokens stored minus tokens removed, by the events. */
  long storedTokens() {
    return storedTokens;
  }

  void stored(Edge edge, int[] path, int from, int to, long request) {
    storedTokens += to - from;
    add(
        number ->
            new CacheEvent.BlockStored(
                number, now, edge.namespace, edge.id, path, from, to, request));
  }

  /** Called while the edge still has the tokens. */
  void removed(Edge edge, int from, int to, CacheEvent.Reason reason, long request) {
    storedTokens -= to - from;
    add(
        number ->
            new CacheEvent.BlockRemoved(
                number, now, edge.namespace, edge.id, PrefixTree.path(edge), from, to, reason,
                request));
  }

  void touched(Edge edge, int tokens, long request) {
    add(
        number ->
            new CacheEvent.BlockTouched(number, now, edge.namespace, edge.id, tokens, request));
  }

  void slotLoaded(Namespace namespace, int slot, int tokens, long request) {
    add(number -> new CacheEvent.SlotLoaded(number, now, namespace, slot, tokens, request));
  }

  void slotReleased(int slot, int tokens) {
    add(number -> new CacheEvent.SlotReleased(number, now, slot, tokens));
  }

  void cleared(@Nullable Namespace namespace) {
    add(number -> new CacheEvent.AllBlocksCleared(number, now, namespace));
  }

  /** Numbers the event; builds it only when somebody listens, as paths are copied for it. */
  private void add(LongFunction<CacheEvent> event) {
    sequence++;
    if (!listeners.isEmpty()) {
      waiting.add(event.apply(sequence));
    }
  }

  /**
   * Tells the listeners, each event to all before the next.
   *
   * @throws RuntimeException what a listener threw first, after all have heard all
   */
  void deliver() {
    RuntimeException failure = null;
    for (CacheEvent event = waiting.poll(); event != null; event = waiting.poll()) {
      for (Consumer<CacheEvent> listener : List.copyOf(listeners)) {
        try {
          listener.accept(event);
        } catch (RuntimeException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
