/**
 * The caching rules of providers and engines as dated data, and what a prompt finds under them.
 * Immutable values and pure functions; any thread, but the catalogue reads files.
 * Imports JSON only; knows nothing of causes or windows.
 */
@NullMarked
package dev.warmpath.lens;

import org.jspecify.annotations.NullMarked;
