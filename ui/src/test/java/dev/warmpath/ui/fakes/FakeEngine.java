package dev.warmpath.ui.fakes;

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
import dev.warmpath.ui.EngineFeed;
import dev.warmpath.ui.LoadedModel;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine in memory that keeps what it computed as a real tree. It answers every prompt with the
 * same words, or is played by the test, which can also put traces and snapshots of its own in.
 */
public final class FakeEngine implements Engine {
  private static final int CONTEXT = 4096;
  private static final long BYTES_PER_TOKEN = 6144;
  private static final long NANOS_PER_TOKEN = 290_000;
  private static final long NANOS_BEFORE = 1_300_000;
  private static final long NANOS_PER_ANSWER_TOKEN = 16_400_000;
  public static final String ANSWER =
      "A broken zipper is covered by the two-year warranty (Warranty §1). You can ask for a repair"
          + " or a replacement.";

  private final Clock clock;
  private final @Nullable Executor thread;
  private final int context;
  private final EngineFeed feed = new EngineFeed();
  /** What was submitted, in order. */
  public final List<CompletionRequest> requests = new ArrayList<>();
  /** Requests that the test plays, in order. */
  public final List<PlayedCompletion> running = new ArrayList<>();
  private final WordTokenizer tokenizer = new WordTokenizer();
  private final Map<Namespace, WordTree> trees = new LinkedHashMap<>();
  private final TraceLog traces = new TraceLog();
  private final List<Consumer<CacheEvent>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicLong ids = new AtomicLong();
  private long sequence;
  private volatile CacheSnapshot snapshot = CacheSnapshot.EMPTY;
  private volatile int busy;
  private volatile boolean closed;
  private @Nullable EngineException refusal;
  private int[] slot = {};
  private @Nullable Namespace slotNamespace;

  /**
   * @param thread runs requests, one at a time; {@code Runnable::run} answers within submit
   */
  public FakeEngine(Clock clock, Executor thread) {
    this.clock = clock;
    this.thread = thread;
    context = CONTEXT;
    publish();
  }

  /** The test plays it: see {@link #running}. */
  public FakeEngine(int context) {
    clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    thread = null;
    this.context = context;
  }

  /** As {@link #FakeEngine(int)} with a usual context. */
  public FakeEngine() {
    this(CONTEXT);
  }

  /** A feed that shows this engine. */
  public EngineFeed feed() {
    if (feed.model().get() == null) {
      feed.show(new LoadedModel(this, new ChatMl(), ""));
    }
    feed.poll();
    return feed;
  }

  public void traces(List<Trace> fed) {
    fed.forEach(traces::put);
    feed().poll();
  }

  public void snapshot(CacheSnapshot fed) {
    snapshot = fed;
    feed().poll();
  }

  public void event(CacheEvent event) {
    emit(event);
  }

  public int listeners() {
    return listeners.size();
  }

  /** Caches the first {@code length} tokens of a prompt and publishes a snapshot. */
  public void cache(Namespace namespace, int[] tokens, int length) {
    trees.computeIfAbsent(namespace, n -> new WordTree())
        .insert(Arrays.copyOf(tokens, length), 0, clock.instant());
    publish();
  }

  /** Drops everything and publishes a snapshot. */
  public void evictAll() {
    trees.clear();
    publish();
  }

  public static LoadedModel model(Clock clock, Executor thread) {
    return new LoadedModel(new FakeEngine(clock, thread), new ChatMl(), "");
  }

  @Override
  public EngineInfo info() {
    return new EngineInfo(
        "Warmpath demo", "demo", 6_800_000, "Q8_0", "CPU", "CPU", context, 4, BYTES_PER_TOKEN,
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
    if (thread == null) {
      PlayedCompletion played = new PlayedCompletion(this, request, ids.incrementAndGet());
      running.add(played);
      return played;
    }
    Answer answer = new Answer(ids.incrementAndGet());
    busy++;
    thread.execute(() -> run(request, answer));
    return answer;
  }

  private synchronized void run(CompletionRequest request, Answer answer) {
    Namespace namespace = namespace(request.account(), request.cacheKey());
    int[] prompt = request.tokens().ids();
    boolean cold = request.cache() == CompletionRequest.Cache.OFF;
    PrefixMatch match =
        cold
            ? PrefixMatch.none(namespace, prompt.length)
            : snapshot.peek(namespace, prompt);
    Trace.Prediction prediction = predict(match);
    int[] generated = tokenizer.tokenize(ANSWER).ids();
    int from = match.matched();
    if (!cold) {
      WordTree tree = trees.computeIfAbsent(namespace, n -> new WordTree());
      int added = tree.insert(prompt, answer.id(), clock.instant());
      slot = prompt;
      slotNamespace = namespace;
      if (added < prompt.length) {
        emit(
            new CacheEvent.BlockStored(
                ++sequence, clock.instant(), namespace, answer.id(), prompt, added,
                prompt.length, answer.id()));
      }
    }
    long prefill = prefill(prompt.length - from);
    long decode = generated.length * NANOS_PER_ANSWER_TOKEN;
    long first = firstToken(prompt.length - from);
    Trace trace =
        new Trace(
            answer.id(), request.source(), namespace, request.prompt(), request.tokens(),
            new Trace.Counts(
                prompt.length, match.slotMatched(), from - match.slotMatched(),
                prompt.length - from, generated.length, 0),
            new Trace.Phases(
                200_000, 900_000, 200_000, 0, prefill, decode, first, first + decode,
                List.of(new Trace.PrefillChunk(from, prompt.length - from, prefill))),
            prediction, Trace.State.DONE, Trace.Finish.STOP, null, generated, ANSWER, 0);
    for (int token : generated) {
      answer.chunks.add(
          new Completion.Chunk(token, tokenizer.text(token), Double.NaN, List.of()));
    }
    busy--;
    publish();
    traces.put(trace);
    answer.result.complete(trace);
  }

  static long prefill(int tokens) {
    return tokens * NANOS_PER_TOKEN;
  }

  static long firstToken(int computed) {
    return NANOS_BEFORE + prefill(computed);
  }

  private void emit(CacheEvent event) {
    listeners.forEach(listener -> listener.accept(event));
  }

  private void publish() {
    Map<Namespace, CachedEdge> roots = new LinkedHashMap<>();
    long tokens = 0;
    int edges = 0;
    int leaves = 0;
    for (Map.Entry<Namespace, WordTree> tree : trees.entrySet()) {
      roots.put(tree.getKey(), tree.getValue().view());
      for (int[] edge : tree.getValue().edges()) {
        tokens += edge[0];
        leaves += edge[1];
        edges++;
      }
    }
    List<CacheSnapshot.SlotContent> held =
        thread == null
            ? List.of()
            : List.of(new CacheSnapshot.SlotContent(0, slotNamespace, slot, slot.length, false));
    snapshot =
        new CacheSnapshot(
            snapshot.revision() + 1, sequence, clock.instant(), roots, held,
            new CacheSnapshot.Totals(
                tokens, tokens, 0, edges, leaves, tokens * BYTES_PER_TOKEN, 2_000_000_000));
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
    return traces;
  }

  @Override
  public PrefixMatch forecast(CacheSnapshot shown, Namespace namespace, int[] prompt) {
    return shown.peek(namespace, prompt);
  }

  @Override
  public Trace.Prediction predict(PrefixMatch match) {
    return new Trace.Prediction(
        match.matched(), firstToken(match.missing()), firstToken(match.promptTokens()));
  }

  @Override
  public Subscription onEvent(Consumer<CacheEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public synchronized CompletableFuture<Void> clear(@Nullable Namespace namespace) {
    if (namespace == null) {
      trees.clear();
    } else {
      trees.remove(namespace);
    }
    slot = new int[0];
    emit(new CacheEvent.AllBlocksCleared(++sequence, clock.instant(), namespace));
    publish();
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Integer> clear(Namespace namespace, int[] branch) {
    return CompletableFuture.completedFuture(0);
  }

  @Override
  public synchronized CompletableFuture<Integer> pin(
      Namespace namespace, int[] tokens, boolean pinned) {
    WordTree tree = trees.get(namespace);
    int count = tree == null ? 0 : tree.pin(Arrays.copyOf(tokens, tokens.length), pinned);
    publish();
    return CompletableFuture.completedFuture(count);
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
    boolean any = !traces.all().isEmpty();
    return new EngineStatus(busy, 0, any ? 3448 : Double.NaN, any ? 61 : Double.NaN);
  }

  /** The next submit throws this. */
  public void refuse(EngineException why) {
    refusal = why;
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    listeners.clear();
  }

  private static final class Answer implements Completion {
    private final long id;
    private final Queue<Chunk> chunks = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Trace> result = new CompletableFuture<>();

    private Answer(long id) {
      this.id = id;
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
      result.join();
      return chunks.poll();
    }

    @Override
    public void cancel() {}

    @Override
    public CompletableFuture<Trace> result() {
      return result;
    }
  }
}
