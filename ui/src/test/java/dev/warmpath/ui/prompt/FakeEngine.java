package dev.warmpath.ui.prompt;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import dev.warmpath.trace.TraceLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An engine in memory: caches every prompt it is told to, answers what the test says. */
public final class FakeEngine implements Engine {
  private static final long NANOS_PER_TOKEN = 250_000;

  private final FakeTokenizer tokenizer = new FakeTokenizer();
  private final TraceLog traces = new TraceLog();
  private final Map<Namespace, List<int[]>> cached = new HashMap<>();
  private final int context;
  private CacheSnapshot snapshot = CacheSnapshot.EMPTY;
  private long edges;
  private @Nullable EngineException refusal;
  public final List<CompletionRequest> requests = new ArrayList<>();
  public final List<Running> running = new ArrayList<>();

  public FakeEngine(int context) {
    this.context = context;
  }

  /** The next submit throws this. */
  public void refuse(EngineException why) {
    refusal = why;
  }

  /** Caches the first {@code length} tokens of a prompt and publishes a snapshot. */
  public void cache(Namespace namespace, int[] tokens, int length) {
    cached.computeIfAbsent(namespace, n -> new ArrayList<>())
        .add(Arrays.copyOf(tokens, length));
    publish();
  }

  /** Drops everything and publishes a snapshot. */
  public void evictAll() {
    cached.clear();
    publish();
  }

  private void publish() {
    Map<Namespace, CachedEdge> roots = new HashMap<>();
    cached.forEach((namespace, paths) -> roots.put(namespace, edge(paths, 0, 0)));
    snapshot =
        new CacheSnapshot(
            snapshot.revision() + 1, 0, Instant.EPOCH, roots, List.of(),
            new CacheSnapshot.Totals(0, 0, 0, 0, 0, 0, 0));
  }

  /** The edge that covers what all paths share between two positions, and what is below it. */
  private CachedEdge edge(List<int[]> paths, int start, int end) {
    Map<Integer, List<int[]>> next = new TreeMap<>();
    for (int[] path : paths) {
      if (path.length > end) {
        next.computeIfAbsent(path[end], t -> new ArrayList<>()).add(path);
      }
    }
    List<CachedEdge> children = new ArrayList<>();
    for (List<int[]> below : next.values()) {
      int[] first = below.getFirst();
      int to = first.length;
      for (int[] path : below) {
        int different = Arrays.mismatch(first, path);
        to = different < 0 ? to : Math.min(to, different);
      }
      children.add(edge(below, end, to));
    }
    CachedEdge.EdgeFacts facts =
        new CachedEdge.EdgeFacts(
            ++edges, start, end - start, end - start, 0, false, 0, 1, 0, 0, Instant.EPOCH,
            Instant.EPOCH, null, 0);
    return new CachedEdge(facts, paths.getFirst(), start, children.toArray(CachedEdge[]::new));
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo(
        "Fake 1B", "fake", 1_000_000_000L, "Q8_0", "CPU", "CPU", context, 4, 1024,
        EngineInfo.Rewind.ROWS, List.of());
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public Completion submit(CompletionRequest request) {
    if (refusal != null) {
      EngineException why = refusal;
      refusal = null;
      throw why;
    }
    requests.add(request);
    Running completion = new Running(request, requests.size());
    running.add(completion);
    return completion;
  }

  @Override
  public Namespace namespace(String account, String cacheKey) {
    return new Namespace("fake", account, cacheKey);
  }

  @Override
  public CacheSnapshot snapshot() {
    return snapshot;
  }

  @Override
  public TraceLog traces() {
    return traces;
  }

  @Override
  public PrefixMatch forecast(CacheSnapshot shown, Namespace namespace, int[] prompt) {
    return shown.peek(namespace, prompt);
  }

  @Override
  public Trace.Prediction predict(PrefixMatch match) {
    return new Trace.Prediction(
        match.matched(), match.missing() * NANOS_PER_TOKEN,
        match.promptTokens() * NANOS_PER_TOKEN);
  }

  @Override
  public AutoCloseable onEvent(Consumer<CacheEvent> listener) {
    return () -> { };
  }

  @Override
  public CompletableFuture<Void> clear(@Nullable Namespace namespace) {
    evictAll();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Integer> clear(Namespace namespace, int[] branch) {
    return CompletableFuture.completedFuture(0);
  }

  @Override
  public CompletableFuture<Integer> pin(Namespace namespace, int[] tokens, boolean pinned) {
    return CompletableFuture.completedFuture(0);
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
    // Nothing is held.
  }

  /** A submitted request; the test plays the engine. */
  public final class Running implements Completion {
    private final CompletionRequest request;
    private final long id;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private final CompletableFuture<Trace> result = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final int hits;
    public boolean cancelled;

    Running(CompletionRequest request, long id) {
      this.request = request;
      this.id = id;
      Namespace namespace = namespace(request.account(), request.cacheKey());
      boolean off = request.cache() == CompletionRequest.Cache.OFF;
      hits = off ? 0 : snapshot.peek(namespace, request.tokens().ids()).matched();
      traces.put(trace(Trace.State.PREFILL));
    }

    /** The model says this. */
    public void say(String piece) {
      text.append(piece);
      chunks.add(new Chunk(0, piece, Double.NaN, List.of()));
      traces.put(trace(Trace.State.DECODE));
    }

    /** The answer ends; the prompt stays cached unless the request was a cold run. */
    public void finish() {
      end(Trace.State.DONE);
      if (request.cache() != CompletionRequest.Cache.OFF) {
        cache(
            namespace(request.account(), request.cacheKey()), request.tokens().ids(),
            request.tokens().size());
      }
    }

    public void fail(EngineException why) {
      result.completeExceptionally(why);
    }

    private void end(Trace.State state) {
      traces.put(trace(state));
      result.complete(trace(state));
    }

    private Trace trace(Trace.State state) {
      int tokens = request.tokens().size();
      boolean first = !text.isEmpty();
      Trace.Phases phases =
          first
              ? new Trace.Phases(
                  0, 0, 0, 0, (tokens - hits) * NANOS_PER_TOKEN, 50_000_000,
                  (tokens - hits) * NANOS_PER_TOKEN, 100_000_000, List.of())
              : Trace.Phases.NONE;
      return new Trace(
          id, request.source(), namespace(request.account(), request.cacheKey()),
          request.prompt(), request.tokens(),
          new Trace.Counts(tokens, 0, hits, tokens - hits, Math.max(1, text.length() / 4), 0),
          phases, null, state, Trace.Finish.STOP, null, new int[0], text.toString(), 0);
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public @Nullable Chunk poll() {
      return chunks.poll();
    }

    @Override
    public @Nullable Chunk take() {
      return chunks.poll();
    }

    @Override
    public void cancel() {
      cancelled = true;
      if (!result.isDone()) {
        end(Trace.State.CANCELLED);
      }
    }

    @Override
    public CompletableFuture<Trace> result() {
      return result;
    }
  }
}
