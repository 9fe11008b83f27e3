/**
 * What completes prompts with a prefix cache, as its users and a runtime see it: the two ports,
 * {@link dev.warmpath.engine.Engine} above and {@link dev.warmpath.engine.ModelRuntime} below, and
 * the values that cross them.
 * An Engine is thread-safe; a ModelRuntime belongs to the thread that made it.
 * Imports {@code token}, {@code cache} and {@code trace}; never {@code engine.local} or {@code
 * llama}.
 */
@NullMarked
package dev.warmpath.engine;

import org.jspecify.annotations.NullMarked;
