/**
 * Changes to a request that keep its prefix warm: applied and counted, not only told.
 * Pure functions on copies; any thread.
 * Imports {@code explain.cause}, {@code explain.text} and {@code explain.body}.
 */
@NullMarked
package dev.warmpath.explain.fix;

import org.jspecify.annotations.NullMarked;
