/**
 * Measurements of the cache alone, without a model: what {@code bench peek} prints.
 * Runs on the caller's thread, which plays the engine.
 * Imports {@code cache} only, and only what is public there.
 */
@NullMarked
package dev.warmpath.cache.bench;

import org.jspecify.annotations.NullMarked;
