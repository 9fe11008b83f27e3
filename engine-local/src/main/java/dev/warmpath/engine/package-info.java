/**
 * Runs completions on one model with the prefix cache: queue, slots, batches, latency model.
 * Engine is thread-safe; everything behind it belongs to one engine thread.
 * Imports {@code token}, {@code cache} and {@code trace}; never {@code llama}.
 */
@NullMarked
package dev.warmpath.engine;

import org.jspecify.annotations.NullMarked;
