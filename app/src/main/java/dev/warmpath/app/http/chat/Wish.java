package dev.warmpath.app.http.chat;

import dev.warmpath.app.http.json.Fields;
import dev.warmpath.engine.Sampling;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as every API shape means it. Immutable.
 *
 * @param fields the template's variables: messages, tools and others
 * @param sampling how to answer, for the first choice
 * @param choices answers wanted, ≥ 1
 * @param tools what may be called and how
 * @param cacheKey {@code prompt_cache_key}; empty for none
 * @param names the request's own names of what errors are about
 */
public record Wish(
    Map<String, @Nullable Object> fields, Sampling sampling, int choices, Tools tools,
    String cacheKey, Names names) {

  /**
   * Fields of a request.
   *
   * @param prompt holds the prompt: {@code messages}, {@code input}
   * @param form says what the answer must look like: {@code response_format}, {@code tools}
   */
  public record Names(String prompt, String form) {}
}
