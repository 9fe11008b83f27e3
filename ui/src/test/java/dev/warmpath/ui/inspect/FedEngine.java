package dev.warmpath.ui.inspect;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import dev.warmpath.trace.TraceLog;
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine that runs nothing: its traces and snapshot are set by the test. */
public final class FedEngine implements Engine {
  private final TraceLog log = new TraceLog();
  private final List<Consumer<CacheEvent>> listeners = new ArrayList<>();
  private final EngineFeed feed = new EngineFeed();
  private CacheSnapshot snapshot = CacheSnapshot.EMPTY;

  /** A feed that shows this engine. */
  public EngineFeed feed() {
    if (feed.model().get() == null) {
      feed.show(new LoadedModel(this, null, ""));
    }
    feed.poll();
    return feed;
  }

  public void traces(List<Trace> traces) {
    traces.forEach(log::put);
    feed().poll();
  }

  public void snapshot(CacheSnapshot next) {
    snapshot = next;
    feed().poll();
  }

  public void event(CacheEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  public int listeners() {
    return listeners.size();
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo(
        "demo", "demo", 6_800_000, "Q8_0", "CPU", "CPU", 4_096, 4, 6_144, EngineInfo.Rewind.ROWS,
        List.of());
  }

  @Override
  public Tokenizer tokenizer() {
    throw new UnsupportedOperationException("this engine has no tokenizer");
  }

  @Override
  public Completion submit(CompletionRequest request) {
    throw new UnsupportedOperationException("this engine runs nothing");
  }

  @Override
  public Namespace namespace(String account, String cacheKey) {
    return new Namespace("demo", account, cacheKey);
  }

  @Override
  public CacheSnapshot snapshot() {
    return snapshot;
  }

  @Override
  public TraceLog traces() {
    return log;
  }

  @Override
  public PrefixMatch forecast(CacheSnapshot shown, Namespace namespace, int[] prompt) {
    return shown.peek(namespace, prompt);
  }

  @Override
  public Trace.@Nullable Prediction predict(PrefixMatch match) {
    return null;
  }

  @Override
  public AutoCloseable onEvent(Consumer<CacheEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public CompletableFuture<Void> clear(@Nullable Namespace namespace) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Integer> clear(Namespace namespace, int[] branch) {
    return CompletableFuture.completedFuture(0);
  }

  @Override
  public CompletableFuture<Integer> pin(Namespace namespace, int[] tokens, boolean pinned) {
    return CompletableFuture.completedFuture(tokens.length);
  }

  private dev.warmpath.engine.EngineSettings settings =
      dev.warmpath.engine.EngineSettings.withBudget(1 << 30);

  @Override
  public dev.warmpath.engine.EngineSettings settings() {
    return settings;
  }

  @Override
  public CompletableFuture<Void> change(dev.warmpath.engine.EngineSettings newSettings) {
    settings = newSettings;
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public EngineStatus status() {
    return new EngineStatus(0, 0, Double.NaN, Double.NaN);
  }

  @Override
  public void close() {
    listeners.clear();
  }
}
