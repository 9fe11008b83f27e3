package dev.warmpath.app.http.chat;

import dev.warmpath.engine.Sampling;
import org.jspecify.annotations.Nullable;
import java.util.Map;

/**
 * A chat request as every API shape means it. Immutable.
 *
 * @param fields the template's variables: messages, tools and others
 * @param sampling how to answer, for the first choice
 * @param choices answers wanted, ≥ 1
 * @param tools what may be called and how
 * @param cacheKey {@code prompt_cache_key}; empty for none
 * @param promptField the field that holds the prompt, for errors: {@code messages}, {@code input}
 */
public record Wish(
    Map<String, @Nullable Object> fields, Sampling sampling, int choices, Tools tools,
    String cacheKey, String promptField) {}
