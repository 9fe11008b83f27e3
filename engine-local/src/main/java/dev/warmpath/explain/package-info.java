/**
 * Why a prompt missed the cache, what that cost and what would help: stateless, the same in the
 * window, on the command line and over HTTP.
 * Pure functions over immutable values; any thread but the engine's.
 * Imports {@code trace}, {@code cache}, {@code lens} and {@code template}; knows no engine.
 */
@NullMarked
package dev.warmpath.explain;

import org.jspecify.annotations.NullMarked;
