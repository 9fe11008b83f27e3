package dev.warmpath.engine.local;

import dev.warmpath.cache.Namespace;
import dev.warmpath.engine.EngineSettings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one run may do with the cache. Immutable.
 *
 * @param namespace where its tokens live
 * @param exact bit-identical to a cold run in exact mode
 * @param reads whether cached prefixes are reused
 * @param stores whether its tokens become cached
 * @param inPlace whether a slot may be continued where it is; false forces a restore from rows
 * @param logits sees a copy of the logits every answer token is sampled from; null = nobody looks
 */
record RunTerms(
    Namespace namespace, boolean exact, boolean reads, boolean stores, boolean inPlace,
    @Nullable Consumer<float[]> logits) {

  /** Leading tokens, of {@code tokens} that match, that these terms allow to reuse. */
  int reusable(int tokens) {
    return reusable(exact, tokens);
  }

  /** As {@link #reusable(int)}, of exact terms or others. */
  static int reusable(boolean exact, int tokens) {
    return exact ? tokens - tokens % EngineSettings.EXACT_CHUNK : tokens;
  }
}
