/**
 * Request bodies of OpenAI and Anthropic style as one normal form, rendered to prompt and tokens.
 * Immutable values and pure functions; any thread.
 * Imports {@code token} and {@code template}; knows nothing of caches or verdicts.
 */
@NullMarked
package dev.warmpath.explain.body;

import org.jspecify.annotations.NullMarked;
