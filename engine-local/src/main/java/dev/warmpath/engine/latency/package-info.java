/**
 * Expected times, fitted to the traces of the running engine.
 * Written by the engine thread; predictions may be asked for on any thread.
 * Imports {@code trace} only.
 */
@NullMarked
package dev.warmpath.engine.latency;

import org.jspecify.annotations.NullMarked;
