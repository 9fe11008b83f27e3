/**
 * The engine that runs a model here: queue, slots, batches, write-back, one thread.
 * {@link dev.warmpath.engine.local.LocalEngine} is thread-safe; everything behind it belongs to
 * the engine thread.
 * Imports {@code token}, {@code cache}, {@code trace} and {@code engine}; never {@code llama}.
 */
@NullMarked
package dev.warmpath.engine.local;

import org.jspecify.annotations.NullMarked;
