/**
 * Why two renderings of requests part: the catalogue of causes and how each is recognised.
 * Pure functions; any thread.
 * Imports {@code explain.body} and {@code explain.text}; knows nothing of caches or providers.
 */
@NullMarked
package dev.warmpath.explain.cause;

import org.jspecify.annotations.NullMarked;
