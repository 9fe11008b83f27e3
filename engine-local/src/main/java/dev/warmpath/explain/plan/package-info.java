/**
 * Where explicit cache markers should stand.
 * Pure functions; any thread.
 * Imports {@code explain}, {@code explain.body}, {@code explain.cause} and {@code lens}.
 */
@NullMarked
package dev.warmpath.explain.plan;

import org.jspecify.annotations.NullMarked;
