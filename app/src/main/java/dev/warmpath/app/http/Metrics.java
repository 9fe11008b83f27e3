package dev.warmpath.app.http;

import dev.warmpath.app.http.serving.RequestMeter;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.engine.Engine;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counters of the endpoint and its cache, in Prometheus' text format. Thread-safe. */
final class Metrics implements RequestMeter {
  /** Upper bounds in seconds: from a warm prompt on a GPU to a cold one on a laptop. */
  private static final double[] BUCKETS = {
    0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final LongAdder queries = new LongAdder();
  private final LongAdder hits = new LongAdder();
  private final LongAdder generated = new LongAdder();
  private final LongAdder restores = new LongAdder();
  private final LongAdder restoredTokens = new LongAdder();
  private final Map<CacheEvent.Reason, LongAdder> evicted =
      new EnumMap<>(CacheEvent.Reason.class);
  private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();
  private final Map<Integer, LongAdder> statuses = new ConcurrentSkipListMap<>();
  private final LongAdder[] firstTokens = new LongAdder[BUCKETS.length + 1];
  private final LongAdder firstTokenNanos = new LongAdder();
  private @Nullable Engine engine;
  private Engine.@Nullable Subscription subscription;

  Metrics() {
    for (CacheEvent.Reason reason : CacheEvent.Reason.values()) {
      evicted.put(reason, new LongAdder());
    }
    for (int i = 0; i < firstTokens.length; i++) {
      firstTokens[i] = new LongAdder();
    }
    for (String outcome : new String[] {"stop", "length", "cancelled"}) {
      outcomes.put(outcome, new LongAdder());
    }
  }

  /** Follows the cache of this model from now on. */
  synchronized void watch(@Nullable LoadedModel model) {
    if (subscription != null) {
      subscription.close();
    }
    engine = model == null ? null : model.engine();
    subscription = model == null ? null : model.engine().onEvent(this::event);
  }

  private void event(CacheEvent event) {
    if (event instanceof CacheEvent.BlockRemoved removed) {
      Objects.requireNonNull(evicted.get(removed.reason())).add(removed.to() - removed.from());
    }
  }

  @Override
  public void finished(Trace trace) {
    Trace.Counts counts = trace.counts();
    String outcome =
        trace.finish() == null
            ? trace.state().name().toLowerCase(Locale.ROOT)
            : trace.finish().name().toLowerCase(Locale.ROOT);
    outcomes.computeIfAbsent(outcome, name -> new LongAdder()).increment();
    queries.add(counts.prompt());
    hits.add(counts.cached());
    generated.add(counts.completion());
    if (counts.restored() > 0) {
      restores.increment();
      restoredTokens.add(counts.restored());
    }
    if (trace.phases().firstToken() > 0) {
      double seconds = trace.phases().firstToken() / NANOS_PER_SECOND;
      int bucket = 0;
      while (bucket < BUCKETS.length && seconds > BUCKETS[bucket]) {
        bucket++;
      }
      firstTokens[bucket].increment();
      firstTokenNanos.add(trace.phases().firstToken());
    }
  }

  /** An error was answered. */
  void status(int status) {
    statuses.computeIfAbsent(status, name -> new LongAdder()).increment();
  }

  /** The whole page. */
  Reply page() {
    return new Reply(
        200, PrometheusText.CONTENT_TYPE, Map.of(), text().getBytes(StandardCharsets.UTF_8));
  }

  private String text() {
    PrometheusText page = new PrometheusText();
    page.counter("prefix_cache_queries_total", "Prompt tokens looked up.", queries.sum());
    page.counter("prefix_cache_hits_total", "Prompt tokens whose KV was reused.", hits.sum());
    Map<String, Number> reasons = new TreeMap<>();
    evicted.forEach(
        (reason, count) -> reasons.put(reason.name().toLowerCase(Locale.ROOT), count.sum()));
    page.counters(
        "prefix_cache_evicted_tokens_total", "Tokens that left the cache.", "reason", reasons);
    page.counter("prefix_cache_restores_total", "Requests that copied rows.", restores.sum());
    page.counter(
        "prefix_cache_restored_tokens_total", "Tokens copied to the device.",
        restoredTokens.sum());
    page.counter("generation_tokens_total", "Tokens generated.", generated.sum());
    Map<String, Number> ends = new TreeMap<>();
    outcomes.forEach((outcome, count) -> ends.put(outcome, count.sum()));
    page.counters("requests_total", "Completions by how they ended.", "outcome", ends);
    Map<String, Number> errors = new TreeMap<>();
    statuses.forEach((status, count) -> errors.put(status.toString(), count.sum()));
    page.counters("http_errors_total", "Errors answered, by HTTP status.", "status", errors);
    page.histogram(
        "time_to_first_token_seconds", "Submit to first token.", BUCKETS, counts(),
        firstTokenNanos.sum() / NANOS_PER_SECOND);
    residence(page);
    return page.text();
  }

  private long[] counts() {
    long[] counts = new long[firstTokens.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = firstTokens[i].sum();
    }
    return counts;
  }

  private synchronized void residence(PrometheusText page) {
    if (engine == null) {
      return;
    }
    CacheSnapshot.Totals totals = engine.snapshot().totals();
    Engine.EngineStatus status = engine.status();
    page.gauge("requests_running", "Requests in slots.", status.running());
    page.gauge("requests_waiting", "Requests in the queue.", status.waiting());
    page.gauge("prefix_cache_tokens", "Tokens cached.", totals.tokens());
    page.gauge("prefix_cache_host_tokens", "Tokens with rows in memory.", totals.hostTokens());
    page.gauge("prefix_cache_pinned_tokens", "Tokens held.", totals.pinnedTokens());
    page.gauge("prefix_cache_bytes", "Bytes of rows in memory.", totals.hostBytes());
    page.gauge("prefix_cache_budget_bytes", "Most bytes rows may take.", totals.budgetBytes());
  }
}
