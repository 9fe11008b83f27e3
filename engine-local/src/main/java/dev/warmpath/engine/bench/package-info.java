/**
 * Measurements of an engine with a model: what {@code bench tree}, {@code ttft}, {@code decode}
 * and {@code predict} print.
 * Runs on the caller's thread as a client would; bare loops run on the engine thread.
 * Imports {@code token}, {@code cache}, {@code trace}, {@code engine} and {@code engine.local},
 * only what is public.
 */
@NullMarked
package dev.warmpath.engine.bench;

import org.jspecify.annotations.NullMarked;
