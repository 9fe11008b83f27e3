package dev.warmpath.engine;

import dev.warmpath.token.Prompt;
import dev.warmpath.token.Tokens;
import dev.warmpath.trace.Trace;

/**
 * A rendered, tokenized prompt to complete. Immutable.
 *
 * @param prompt the text after the template
 * @param tokens its tokens, at least 1, from the engine's own tokenizer
 * @param sampling how to answer
 * @param account the API key's label; empty for none
 * @param cacheKey the {@code prompt_cache_key}; empty for none
 * @param cache what the request may do with the cache
 * @param source who asks
 * @param tokenizeNanos time template and tokenizer took before the submit
 */
public record CompletionRequest(
    Prompt prompt, Tokens tokens, Sampling sampling, String account, String cacheKey, Cache cache,
    Trace.Source source, long tokenizeNanos) {

  /** What a request may do with the cache. */
  public enum Cache {
    /** The engine's own mode. */
    DEFAULT,
    /** Token-exact reuse. */
    FAST,
    /** Bit-identical to a cold run. */
    EXACT,
    /** Neither reads nor stores: a cold run. */
    OFF
  }
}
