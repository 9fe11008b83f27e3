package dev.warmpath.ui.prompt.model;

import dev.warmpath.cache.CacheSnapshot;
import dev.warmpath.cache.Namespace;
import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Segment;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.token.Tokens;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.prompt.text.TokenRuns;
import dev.warmpath.ui.prompt.text.TokenState;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.Variables;
import dev.warmpath.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * From a workspace to its forecast: fill, render, tokenize, look up, and bring the tokens' states
 * back to the segments' own texts. Pure but for what it remembers of lost prefixes; any thread.
 */
public final class Forecaster {
  private final BiFunction<Tokenizer, Prompt, Tokens> tokenize;
  private final LostPrefixes lost = new LostPrefixes();

  public Forecaster() {
    this(Tokenizer::tokenize);
  }

  /**
   * @param tokenize how a prompt becomes tokens: a way to tokenize only what changed goes here
   */
  public Forecaster(BiFunction<Tokenizer, Prompt, Tokens> tokenize) {
    this.tokenize = tokenize;
  }

  /**
   * Fills and tokenizes.
   *
   * @throws IllegalArgumentException when a tools segment is not JSON
   * @throws dev.warmpath.template.TemplateException when the template refuses the messages
   */
  public Forecast.Prepared prepare(Workspace workspace, LoadedModel model, Variables variables) {
    return prepare(workspace, Composition.of(workspace, variables), model);
  }

  /** Renders and tokenizes what was filled before, for another model. */
  public Forecast.Prepared prepare(
      Workspace workspace, Composition composition, LoadedModel model) {
    long start = System.nanoTime();
    Prompt prompt = model.template().render(composition.request());
    Tokens tokens = tokenize.apply(model.engine().tokenizer(), prompt);
    return new Forecast.Prepared(
        workspace, model, composition, prompt, tokens, System.nanoTime() - start);
  }

  /** Looks a prepared prompt up in a snapshot. */
  public Forecast forecast(Forecast.Prepared prepared, CacheSnapshot snapshot) {
    return forecast(prepared, snapshot, null);
  }

  /**
   * Looks a prepared prompt up in a snapshot and shows what another cache's rules would count.
   *
   * @param lens those rules; null for what this engine's cache holds
   */
  public Forecast forecast(
      Forecast.Prepared prepared, CacheSnapshot snapshot, @Nullable ForecastLens lens) {
    Namespace namespace =
        prepared.model().engine().namespace("", prepared.workspace().cacheKey());
    int[] ids = prepared.tokens().ids();
    PrefixMatch held = prepared.model().engine().forecast(snapshot, namespace, ids);
    lost.cached(namespace, ids, held.matched());
    ForecastLens.Judged judged = lens == null ? null : lens.judge(prepared);
    PrefixMatch match =
        judged == null
            ? held
            : held.reusing(Math.min(judged.matched(), Math.max(0, ids.length - 1)));
    int lostUntil =
        judged == null
            ? Math.max(held.matched(), lost.longest(namespace, ids))
            : Math.max(match.matched(), judged.lostUntil());
    return new Forecast(
        prepared,
        match,
        lostUntil,
        prepared.model().engine().predict(held),
        judged,
        segments(prepared, match, lostUntil),
        rendered(prepared, match, lostUntil));
  }

  private static TokenRuns rendered(Forecast.Prepared prepared, PrefixMatch match, int lostUntil) {
    Tokens tokens = prepared.tokens();
    Tokenizer tokenizer = prepared.model().engine().tokenizer();
    TokenRuns.Builder runs = new TokenRuns.Builder(tokens.size());
    for (int token = 0; token < tokens.size(); token++) {
      int start = tokens.charStart(token);
      int end = tokens.charEnd(token);
      if (end > start) {
        boolean special = tokenizer.isSpecial(tokens.id(token));
        runs.add(start, end, token, Forecast.state(token, match, lostUntil), special);
      }
    }
    return runs.build();
  }

  private static List<SegmentForecast> segments(
      Forecast.Prepared prepared, PrefixMatch match, int lostUntil) {
    List<Segment> segments = prepared.workspace().segments();
    List<Counted> counted = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      counted.add(new Counted(segments.get(i).text().length()));
    }
    Tokens tokens = prepared.tokens();
    boolean ends = Forecast.endsInside(match);
    int endsAt = ends ? tokens.charStart(match.matched()) : Integer.MAX_VALUE;
    boolean marked = false;
    for (Composition.Located part : prepared.composition().locate(prepared.prompt())) {
      Counted segment = counted.get(part.segment());
      segment.part(part, tokens, match, lostUntil);
      if (!marked && ends && part.promptEnd() > endsAt) {
        segment.markAt = sourceOf(part, endsAt);
        marked = true;
      }
    }
    tools(prepared, counted, match);
    return counted.stream().map(Counted::forecast).toList();
  }

  /** Tools pass through the template as JSON: their tokens count, but have no place in the text. */
  private static void tools(Forecast.Prepared prepared, List<Counted> counted, PrefixMatch match) {
    int first = -1;
    for (int i = 0; i < counted.size() && first < 0; i++) {
      first = prepared.workspace().segments().get(i).kind() == Segment.Kind.TOOLS ? i : -1;
    }
    if (first < 0) {
      return;
    }
    Tokens tokens = prepared.tokens();
    for (Prompt.Span span : prepared.prompt().spans()) {
      if (span.origin() == Prompt.Origin.ADDED || span.path().startsWith("tools")) {
        int token = tokens.indexAtChar(span.start());
        for (; token < tokens.size() && tokens.charStart(token) < span.end(); token++) {
          counted.get(first).count(token, match);
        }
      }
    }
  }

  private static int sourceOf(Composition.Located part, int promptChar) {
    if (promptChar <= part.promptStart() || !verbatim(part)) {
      return part.sourceStart();
    }
    return part.sourceStart() + promptChar - part.promptStart();
  }

  private static boolean verbatim(Composition.Located part) {
    return part.promptEnd() - part.promptStart() == part.sourceEnd() - part.sourceStart();
  }

  /** One segment while its tokens are counted. */
  private static final class Counted {
    private final TokenRuns.Builder runs;
    private int tokens;
    private int hits;
    private int lastCounted = -1;
    private int markAt = -1;

    Counted(int length) {
      // English text has about four characters per token.
      runs = new TokenRuns.Builder(length / 4);
    }

    void count(int token, PrefixMatch match) {
      if (token > lastCounted) {
        lastCounted = token;
        tokens++;
        hits += token < match.matched() ? 1 : 0;
      }
    }

    void part(Composition.Located part, Tokens all, PrefixMatch match, int lostUntil) {
      boolean verbatim = verbatim(part);
      int worst = -1;
      int token = all.indexAtChar(part.promptStart());
      for (; token < all.size() && all.charStart(token) < part.promptEnd(); token++) {
        count(token, match);
        TokenState state = Forecast.state(token, match, lostUntil);
        int start = Math.max(all.charStart(token), part.promptStart());
        int end = Math.min(all.charEnd(token), part.promptEnd());
        if (verbatim && end > start) {
          int shift = part.sourceStart() - part.promptStart();
          runs.add(start + shift, end + shift, token, state, false);
        }
        if (worst < 0 || Forecast.state(worst, match, lostUntil).warm() && !state.warm()) {
          worst = token;
        }
      }
      if (!verbatim && worst >= 0) {
        TokenState state = Forecast.state(worst, match, lostUntil);
        runs.add(part.sourceStart(), part.sourceEnd(), worst, state, false);
      }
    }

    SegmentForecast forecast() {
      return new SegmentForecast(tokens, hits, runs.build(), markAt);
    }
  }
}
