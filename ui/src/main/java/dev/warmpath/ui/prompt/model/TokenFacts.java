package dev.warmpath.ui.prompt.model;

import dev.warmpath.cache.CachedEdge;
import dev.warmpath.cache.KvStore;
import dev.warmpath.token.Tokenizer;
import dev.warmpath.ui.prompt.text.TokenState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One token of a forecast.
 *
 * @param id in the vocabulary
 * @param piece as shown to a person, with line ends and blanks made visible
 * @param position in the prompt, from 0
 * @param of tokens of the prompt
 * @param block number of its block in the prompt, from 0
 * @param state what the cache holds of it, or what the lens looked through says, in words
 * @param edge the edge of the tree that holds it; null unless warm
 */
public record TokenFacts(
    int id, String piece, int position, int of, int block, String state,
    @Nullable CachedEdge edge) {

  /** Facts of token {@code position} of a forecast. */
  public static TokenFacts of(Forecast forecast, int position) {
    Tokenizer tokenizer = forecast.prepared().model().engine().tokenizer();
    int id = forecast.tokens().id(position);
    TokenState state = forecast.stateOf(position);
    ForecastLens.Judged judged = forecast.judged();
    if (judged != null) {
      return new TokenFacts(
          id, visible(tokenizer.name(id)), position, forecast.promptTokens(),
          position / KvStore.BLOCK_TOKENS, words(judged, state), null);
    }
    CachedEdge edge =
        forecast.match().path().stream()
            .filter(each -> each.start() <= position && position < each.end())
            .findFirst()
            .orElse(null);
    return new TokenFacts(
        id, visible(tokenizer.name(id)), position, forecast.promptTokens(),
        position / KvStore.BLOCK_TOKENS, state.words(), state.warm() ? edge : null);
  }

  /** For a hover, one fact per line. */
  public String words() {
    String where =
        String.format(
            Locale.ROOT,
            "“%s”  id %,d%nposition %,d of %,d · block %,d%n%s",
            piece, id, position, of, block, state);
    return edge == null
        ? where
        : where
            + String.format(
                Locale.ROOT, "%nedge %d · %,d tokens · %,d hits",
                edge.id(), edge.length(), edge.facts().hits());
  }

  /** This engine's slots and host rows mean nothing under another cache's rules. */
  private static String words(ForecastLens.Judged judged, TokenState state) {
    if (judged.verdict().cached().isEmpty()) {
      return judged.lens().name() + " does not say";
    }
    String word =
        switch (state) {
          case IN_PLACE, RESTORED -> "warm · counted as cached";
          case COLD -> "cold · counted as new";
          case LOST -> "lost · has expired, or may have";
        };
    return word + " under " + judged.lens().name();
  }

  private static String visible(String name) {
    return name.replace("\n", "⏎").replace("\t", "⇥").replace("\r", "␍").replace(' ', '·');
  }
}
