package dev.warmpath.engine.local;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.EvictionPolicy;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixCache;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.Completion;
import dev.warmpath.engine.CompletionRequest;
import dev.warmpath.engine.Engine;
import dev.warmpath.engine.EngineException;
import dev.warmpath.engine.EngineException.Kind;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.ModelRuntime;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.trace.Trace;
import dev.warmpath.trace.TraceLog;
import dev.warmpath.trace.TraceRecorder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine that runs a {@link ModelRuntime} on a thread of its own, named {@code engine}, which
 * alone touches the runtime and the {@link PrefixCache}. Thread-safe.
 */
public final class LocalEngine implements Engine {
  private static final System.Logger LOG = System.getLogger(LocalEngine.class.getName());

  /** Ends the model part of a namespace of exact runs: they never share with fast ones. */
  private static final String EXACT = " (exact)";

  private final EngineThread thread;
  private final Clocks clocks;
  private final TraceLog traces = new TraceLog();
  private final AtomicLong lastId = new AtomicLong();
  private final Admission admission = new Admission();
  private final List<Consumer<CacheEvent>> listeners = new CopyOnWriteArrayList<>();
  private volatile EngineSettings settings;

  /**
   * Loads a model and is ready when this returns.
   *
   * @param loader loads the model; runs on the engine thread, which owns the result
   * @throws EngineException what the loader threw
   */
  public LocalEngine(Supplier<? extends ModelRuntime> loader, EngineSettings settings) {
    this(loader, settings, EvictionPolicy.DEFAULT, Clocks.SYSTEM);
  }

  LocalEngine(
      Supplier<? extends ModelRuntime> loader, EngineSettings settings, EvictionPolicy policy,
      Clocks clocks) {
    this.settings = settings;
    this.clocks = clocks;
    this.thread =
        EngineThread.start(loader, new EngineThread.Parts(settings, policy, clocks, admission));
    run(() -> thread.cache().onEvent(event -> listeners.forEach(each -> tell(each, event))));
  }

  /** A listener's trouble is its own: no request may fail of it, and no lease stay behind. */
  private static void tell(Consumer<CacheEvent> listener, CacheEvent event) {
    try {
      listener.accept(event);
    } catch (RuntimeException broken) {
      LOG.log(System.Logger.Level.ERROR, "A listener failed on " + event.getClass(), broken);
    }
  }

  @Override
  public EngineInfo info() {
    return thread.info();
  }

  @Override
  public Tokenizer tokenizer() {
    return thread.tokenizer();
  }

  @Override
  public EngineSettings settings() {
    return settings;
  }

  @Override
  public CompletableFuture<Void> change(EngineSettings newSettings) {
    settings = newSettings;
    return run(() -> thread.loop().change(newSettings));
  }

  @Override
  public Completion submit(CompletionRequest request) {
    return submit(request, terms(request, settings));
  }

  private RunTerms terms(CompletionRequest request, EngineSettings now) {
    boolean exact =
        switch (request.cache()) {
          case EXACT -> true;
          case FAST -> false;
          case DEFAULT, OFF -> now.mode() == EngineSettings.Mode.EXACT;
        };
    boolean cached = request.cache() != CompletionRequest.Cache.OFF;
    Namespace namespace = namespace(request.account(), request.cacheKey(), now.keys(), exact);
    return new RunTerms(namespace, exact, cached, cached, true, null);
  }

  /** Queues a request under given terms. */
  Completion submit(CompletionRequest request, RunTerms terms) {
    Admission.require(request, info(), tokenizer().vocabularySize());
    if (thread.inbox().closed()) {
      throw EngineLoop.closed("submitted");
    }
    admission.enter(info().slots(), settings.queueLimit());
    long id = lastId.incrementAndGet();
    LiveCompletion completion = new LiveCompletion(id, () -> thread.cancelled(id));
    int prompt = request.tokens().size();
    Trace queued =
        new Trace(
            completion.id(), request.source(), terms.namespace(), request.prompt(),
            request.tokens(), new Trace.Counts(prompt, 0, 0, 0, 0, 0),
            new Trace.Phases(0, request.tokenizeNanos(), 0, 0, 0, 0, 0, 0, List.of()), null,
            Trace.State.QUEUED, null, null, new int[0], "", -1);
    TraceRecorder recorder = new TraceRecorder(traces, clocks.nanos(), queued);
    RunningRequest waiting =
        new RunningRequest(request, terms, completion, recorder, info().context());
    if (!thread.inbox().add(() -> thread.loop().enqueue(waiting))) {
      admission.leave();
      EngineException closed = EngineLoop.closed("submitted");
      recorder.end(Trace.State.FAILED, null, closed.getMessage());
      throw closed;
    }
    return completion;
  }

  @Override
  public Namespace namespace(String account, String cacheKey) {
    EngineSettings now = settings;
    return namespace(
        account, cacheKey, now.keys(), now.mode() == EngineSettings.Mode.EXACT);
  }

  private Namespace namespace(
      String account, String cacheKey, EngineSettings.Keys keys, boolean exact) {
    String model = info().modelId() + (exact ? EXACT : "");
    String key = keys == EngineSettings.Keys.ISOLATE ? cacheKey : "";
    return new Namespace(model, account, key);
  }

  @Override
  public CacheSnapshot snapshot() {
    return thread.cache().snapshot();
  }

  @Override
  public TraceLog traces() {
    return traces;
  }

  @Override
  public PrefixMatch forecast(CacheSnapshot snapshot, Namespace namespace, int[] prompt) {
    PrefixMatch found = snapshot.peek(namespace, prompt);
    boolean exact = isExact(namespace);
    if (info().rewind() == EngineInfo.Rewind.ROWS) {
      return found.reusing(RunTerms.reusable(exact, found.matched()));
    }
    int slot = -1;
    int inSlot = 0;
    for (CacheSnapshot.SlotContent content : snapshot.slots()) {
      int shared =
          RunTerms.reusable(exact, content.matches(namespace, prompt, prompt.length - 1));
      boolean continues = shared == content.length() || thread.loop().canShorten(content.slot());
      if (shared > inSlot && continues) {
        slot = content.slot();
        inSlot = shared;
      }
    }
    int state = found.stateMatched();
    int saved = state == RunTerms.reusable(exact, state) ? state : 0;
    return found.continuing(slot, inSlot, saved);
  }

  private static boolean isExact(Namespace namespace) {
    return namespace.model().endsWith(EXACT);
  }

  @Override
  public Trace.@Nullable Prediction predict(PrefixMatch match) {
    int reused = RunTerms.reusable(isExact(match.namespace()), match.matched());
    boolean inPlace = match.slot() >= 0 && match.slotMatched() >= reused;
    return thread.latency()
        .predict(
            match.promptTokens(), reused, inPlace ? 0 : reused, isExact(match.namespace()),
            false);
  }

  @Override
  public Subscription onEvent(Consumer<CacheEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public CompletableFuture<Void> clear(@Nullable Namespace namespace) {
    return run(() -> thread.loop().upkeep().clear(namespace));
  }

  @Override
  public CompletableFuture<Integer> clear(Namespace namespace, int[] branch) {
    int[] own = branch.clone();
    return call(() -> thread.loop().upkeep().clear(namespace, own));
  }

  @Override
  public CompletableFuture<Integer> pin(Namespace namespace, int[] tokens, boolean pinned) {
    return call(
        () -> {
          int length = thread.cache().pin(namespace, tokens, pinned);
          thread.cache().publish();
          return length;
        });
  }

  /**
   * Runs {@code work} with the bare runtime while no request runs; slots are empty before and
   * after. For measurements that compare the engine with the runtime itself.
   */
  public <T> CompletableFuture<T> alone(Function<? super ModelRuntime, ? extends T> work) {
    return call(
        () -> {
          if (thread.loop().busy()) {
            throw new EngineException(
                Kind.BAD_REQUEST, "Requests are running or waiting. Try again when they ended.");
          }
          thread.loop().emptySlots();
          try {
            return work.apply(thread.runtime());
          } finally {
            thread.loop().emptySlots();
          }
        });
  }

  /** Tokens the native library says it evaluated: the counter-check of the traces. */
  public CompletableFuture<Long> evaluatedTokens() {
    return call(() -> thread.runtime().evaluatedTokens());
  }

  /** Faults below the requests since the start. */
  public EngineFaults faults() {
    return thread.loop().faults().newest();
  }

  /** Checks the cache's invariants; throws what does not hold. For tests and diagnostics. */
  public CompletableFuture<Void> check() {
    return run(() -> thread.cache().checkInvariants());
  }

  @Override
  public EngineStatus status() {
    int running = thread.loop().runningNow();
    Speeds speeds = thread.loop().speeds();
    return new EngineStatus(
        running, Math.max(0, admission.outstanding() - running), speeds.prefillTokensPerSecond(),
        speeds.decodeTokensPerSecond());
  }

  private CompletableFuture<Void> run(Runnable work) {
    return call(
        () -> {
          work.run();
          return null;
        });
  }

  private <T> CompletableFuture<T> call(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    boolean taken =
        thread.inbox().add(
            () -> {
              try {
                result.complete(work.get());
              } catch (RuntimeException | Error broken) {
                result.completeExceptionally(broken);
              }
            });
    if (!taken) {
      result.completeExceptionally(EngineLoop.closed("asked"));
    }
    return result;
  }

  @Override
  public void close() {
    thread.close();
  }
}
