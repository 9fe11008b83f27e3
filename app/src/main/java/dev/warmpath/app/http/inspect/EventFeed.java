package dev.warmpath.app.http.inspect;

import dev.warmpath.app.http.serving.Sse;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.Engine;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Cache events as server-sent events, from now until the client leaves. */
final class EventFeed {
  /** Events a slow reader may be behind; then it is told that there is a gap, and starts again. */
  private static final int MOST_BEHIND = 10_000;

  /** A comment so often: proxies and readers that died are noticed. */
  private static final long HEARTBEAT_SECONDS = 15;

  private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  private final BlockingQueue<Object> waiting = new ArrayBlockingQueue<>(MOST_BEHIND);
  private final AtomicBoolean gap = new AtomicBoolean();

  /** Wakes the reader when the client left. */
  private static final Object GONE = new Object();

  /** @param open false when the engine answers no longer: the stream ends at its next heartbeat */
  static void run(Engine engine, Exchange exchange, Sight sight, BooleanSupplier open)
      throws InterruptedException {
    EventFeed feed = new EventFeed();
    Engine.Subscription subscription =
        engine.onEvent(
            event -> {
              if (sight.of(namespace(event))) {
                feed.offer(event);
              }
            });
    try (subscription) {
      exchange.onGone(feed::leave);
      exchange.startEvents(Map.of());
      exchange.event(HEARTBEAT);
      feed.send(exchange, open);
      exchange.endEvents();
    }
  }

  private void offer(CacheEvent event) {
    if (!waiting.offer(event)) {
      gap.set(true);
    }
  }

  private void leave() {
    waiting.clear();
    waiting.add(GONE);
  }

  private void send(Exchange exchange, BooleanSupplier open) throws InterruptedException {
    while (true) {
      Object next = waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
      if (next == GONE || next == null && !open.getAsBoolean()) {
        return;
      }
      if (gap.getAndSet(false)) {
        waiting.clear();
        exchange.event(Sse.event("gap", Map.of("type", "gap")));
      } else if (next instanceof CacheEvent event) {
        exchange.event(Sse.event(name(event), object(event)));
      } else {
        exchange.event(HEARTBEAT);
      }
    }
  }

  static @Nullable Namespace namespace(CacheEvent event) {
    return switch (event) {
      case CacheEvent.BlockStored e -> e.namespace();
      case CacheEvent.BlockRemoved e -> e.namespace();
      case CacheEvent.BlockTouched e -> e.namespace();
      case CacheEvent.SlotLoaded e -> e.namespace();
      case CacheEvent.SlotReleased e -> null;
      case CacheEvent.AllBlocksCleared e -> e.namespace();
    };
  }

  private static String name(CacheEvent event) {
    return event.getClass().getSimpleName();
  }

  private static Map<String, @Nullable Object> object(CacheEvent event) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("type", name(event));
    object.put("sequence", event.sequence());
    object.put("at", event.at().toString());
    object.put("namespace", TreeJson.namespace(namespace(event)));
    switch (event) {
      case CacheEvent.BlockStored e -> range(object, e.edge(), e.from(), e.to(), e.request());
      case CacheEvent.BlockRemoved e -> {
        range(object, e.edge(), e.from(), e.to(), e.request());
        object.put("reason", e.reason().name().toLowerCase(Locale.ROOT));
      }
      case CacheEvent.BlockTouched e -> range(object, e.edge(), 0, e.tokens(), e.request());
      case CacheEvent.SlotLoaded e -> {
        object.put("slot", e.slot());
        object.put("tokens", e.tokens());
        object.put("request", e.request());
      }
      case CacheEvent.SlotReleased e -> {
        object.put("slot", e.slot());
        object.put("tokens", e.tokens());
      }
      case CacheEvent.AllBlocksCleared e -> {}
    }
    return object;
  }

  private static void range(
      Map<String, @Nullable Object> object, long edge, int from, int to, long request) {
    object.put("edge", edge);
    object.put("from", from);
    object.put("to", to);
    object.put("request", request);
  }
}
