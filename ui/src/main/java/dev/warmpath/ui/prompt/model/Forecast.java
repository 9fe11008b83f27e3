package dev.warmpath.ui.prompt.model;

import dev.warmpath.cache.PrefixMatch;
import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;
import dev.warmpath.ui.LoadedModel;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.prompt.text.TokenRuns;
import dev.warmpath.ui.prompt.text.TokenState;
import dev.warmpath.workspace.Composition;
import dev.warmpath.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sending a prompt now would do. Immutable.
 *
 * @param prepared the prompt and its tokens
 * @param match what the cache holds of them, or what the lens counts
 * @param lostUntil token position up to which the prompt was cached earlier; ≥ the match
 * @param prediction expected times on this engine; null when too little ran to know
 * @param judged the rules that {@code match} follows; null for this engine's own cache
 * @param segments one per segment of the workspace
 * @param rendered every token over the prompt's text
 */
public record Forecast(
    Prepared prepared, PrefixMatch match, int lostUntil, Trace.@Nullable Prediction prediction,
    ForecastLens.@Nullable Judged judged, List<SegmentForecast> segments, TokenRuns rendered) {

  /**
   * A workspace made ready to send.
   *
   * @param workspace what was filled
   * @param model for which model
   * @param nanos time for template and tokens
   */
  public record Prepared(
      Workspace workspace, LoadedModel model, Composition composition, Prompt prompt,
      Tokens tokens, long nanos) {}

  public Forecast {
    segments = List.copyOf(segments);
  }

  public Tokens tokens() {
    return prepared.tokens();
  }

  public int promptTokens() {
    return match.promptTokens();
  }

  public int hits() {
    return match.matched();
  }

  /** True when the cache ends before the last token, which is computed whatever is cached. */
  public boolean endsInside() {
    return endsInside(match);
  }

  static boolean endsInside(PrefixMatch match) {
    return match.matched() > 0 && match.matched() < match.promptTokens() - 1;
  }

  /** What stands where the cache ends. */
  public String markWords() {
    return "cache ends here · token " + Figures.count(hits());
  }

  /** 0 to 1. */
  public double hitShare() {
    return promptTokens() == 0 ? 0 : (double) hits() / promptTokens();
  }

  /** Tokens one request may use, prompt and answer. */
  public int context() {
    return prepared.model().engine().info().context();
  }

  /** Tokens that must go before the prompt and one answer token fit; 0 when they do. */
  public int excess() {
    return Math.max(0, promptTokens() + 1 - context());
  }

  public TokenState stateOf(int token) {
    return state(token, match, lostUntil);
  }

  static TokenState state(int token, PrefixMatch match, int lostUntil) {
    if (token < match.matched()) {
      return token < match.slotMatched() ? TokenState.IN_PLACE : TokenState.RESTORED;
    }
    return token < lostUntil ? TokenState.LOST : TokenState.COLD;
  }
}
