package dev.warmpath.ui.explain;

import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.engine.EngineInfo;
import dev.warmpath.explain.CacheHistory;
import dev.warmpath.explain.CachedCount;
import dev.warmpath.explain.MissExplainer;
import dev.warmpath.explain.PrefillTime;
import dev.warmpath.explain.Question;
import dev.warmpath.explain.Turn;
import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.body.SpanBody;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.explain.plan.BreakpointPlanner;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.lens.LensRequest;
import dev.warmpath.lens.LensSimulator;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.ForecastLens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Explains the traces of one engine. Keeps what was already read of them. Thread-safe; blocks
 * while another thread asks.
 */
public final class Explanations {
  /** As many as the command line looks back: a conversation's own turns are among them. */
  private static final int LOOK_BACK = 200;

  /** The look-back and the requests being explained. */
  private static final int TURNS_KEPT = 2 * LOOK_BACK;

  /** A request that shares this much of itself belongs to the conversation. */
  private static final double SAME_CONVERSATION = 0.5;

  private final LoadedModel model;
  private final CacheHistory history;
  private final SequencedMap<Long, Turn> turns = new LinkedHashMap<>();

  /** @param history what the engine's cache stored and dropped, kept up to date by the caller */
  public Explanations(LoadedModel model, CacheHistory history) {
    this.model = model;
    this.history = history;
  }

  /**
   * Why a trace hit or missed.
   *
   * @param all traces in order of id; those before {@code trace} are its history
   * @param cold ids of requests that were asked to use no cache and left nothing in it
   */
  public synchronized Verdict explain(Trace trace, List<Trace> all, Set<Long> cold, Lens lens) {
    boolean local = isLocal(lens);
    List<Turn> earlier = new ArrayList<>();
    for (Turn turn : earlier(trace, all, cold)) {
      earlier.add(local ? turn : turn.withCount(CachedCount.NOT_RUN));
    }
    Turn now = turn(trace);
    Question question =
        new Question(
            local ? now : now.withCount(CachedCount.NOT_RUN), earlier,
            local ? history.before(trace.id(), matched(trace)) : new CacheHistory(),
            !local || model.engine().info().rewind() == EngineInfo.Rewind.ROWS,
            local ? time(trace) : null);
    return new MissExplainer(
            lens, new Renderer(model.template(), model.engine().tokenizer()))
        .explain(question);
  }

  /** When the cache was asked: what happened to it later has no part in the verdict. */
  private static Instant matched(Trace trace) {
    return trace
        .source()
        .submitted()
        .plusNanos(trace.phases().queue() + trace.phases().lookup());
  }

  /** What a trace would have found under every lens but the local engine's. */
  synchronized List<LensRow> rows(
      Trace trace, List<Trace> all, Set<Long> cold, LensCatalog catalog) {
    List<LensRequest> earlier = requests(trace, all, cold);
    LensRequest now = turn(trace).forLens();
    return catalog.all().stream()
        .filter(lens -> !isLocal(lens))
        .map(lens -> new LensRow(lens, new LensSimulator(lens).judge(earlier, now)))
        .toList();
  }

  /** What a prompt that was not sent yet would find under a lens. */
  ForecastLens.Judged forecast(
      Forecast.Prepared prepared, List<Trace> all, Set<Long> cold, Lens lens) {
    List<LensRequest> earlier;
    synchronized (this) {
      earlier = requests(null, all, cold);
    }
    String name = model.engine().info().model();
    Rendered rendered =
        Rendered.of(SpanBody.of(prepared.prompt(), name), prepared.prompt(), prepared.tokens());
    Namespace namespace = model.engine().namespace("", prepared.workspace().cacheKey());
    Turn now = new Turn(0, rendered, namespace, null, null, CachedCount.NOT_RUN);
    return new ForecastLens.Judged(
        lens, new LensSimulator(lens).judge(earlier, now.forLens()));
  }

  /**
   * Where a lens's markers should stand in a request, from the requests of its conversation.
   *
   * @throws IllegalArgumentException when the lens has no explicit markers
   */
  synchronized BreakpointPlan plan(Trace trace, List<Trace> all, Set<Long> cold, Lens lens) {
    Turn now = turn(trace);
    List<Turn> conversation = new ArrayList<>();
    for (Turn old : earlier(trace, all, cold)) {
      int shared = Comparison.shared(old.rendered(), now.rendered());
      if (shared >= SAME_CONVERSATION * old.rendered().tokens().size()) {
        conversation.add(old);
      }
    }
    conversation.add(now);
    Instant first = conversation.getFirst().started();
    Instant last = now.started();
    Duration gap =
        conversation.size() > 1 && first != null && last != null
            ? Duration.between(first, last).dividedBy(conversation.size() - 1L)
            : Duration.ZERO;
    return new BreakpointPlanner(lens, new Renderer(model.template(), model.engine().tokenizer()))
        .plan(conversation.stream().map(turn -> turn.rendered().body().sent()).toList(), gap);
  }

  /** True for the rules of the engine that runs: its cache itself says what hits. */
  public static boolean isLocal(Lens lens) {
    return lens.id().equals(LensCatalog.LOCAL);
  }

  private List<LensRequest> requests(@Nullable Trace before, List<Trace> all, Set<Long> cold) {
    return earlier(before, all, cold).stream().map(Turn::forLens).toList();
  }

  private List<Turn> earlier(@Nullable Trace before, List<Trace> all, Set<Long> cold) {
    List<Turn> earlier = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && earlier.size() < LOOK_BACK; i--) {
      Trace old = all.get(i);
      boolean stored =
          old.phases().firstToken() > 0 || old.counts().computed() + old.counts().cached() > 0;
      if ((before == null || old.id() < before.id()) && stored && !cold.contains(old.id())) {
        earlier.add(turn(old));
      }
    }
    return earlier.reversed();
  }

  private Turn turn(Trace trace) {
    Turn known = turns.get(trace.id());
    if (known == null) {
      known = Turn.of(trace);
      if (trace.state().ended()) {
        turns.put(trace.id(), known);
        if (turns.size() > TURNS_KEPT) {
          turns.pollFirstEntry();
        }
      }
    }
    return known;
  }

  /** The engine's own latency model, for a prefix that is already in a slot. */
  private @Nullable PrefillTime time(Trace trace) {
    PrefillTime time =
        (cached, prompt) -> {
          int reused = Math.clamp(cached, 0, Math.max(0, prompt - 1));
          Trace.Prediction prediction =
              model
                  .engine()
                  .predict(
                      new PrefixMatch(
                          trace.namespace(), prompt, reused, reused, 0, reused, List.of()));
          return prediction == null
              ? Double.NaN
              : prediction.firstTokenNanos() / Figures.NANOS_PER_MS;
        };
    return Double.isNaN(time.millis(0, Math.max(1, trace.tokens().size()))) ? null : time;
  }
}
