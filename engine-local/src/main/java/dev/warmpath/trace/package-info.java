/**
 * What happened to each request, in numbers that were measured.
 * Traces are immutable; TraceLog is thread-safe and written by the engine thread.
 * Imports {@code token} and {@code cache} only.
 */
@NullMarked
package dev.warmpath.trace;

import org.jspecify.annotations.NullMarked;
