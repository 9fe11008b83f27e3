/**
 * Where a request's time went, as a bar and in words.
 * The layout and the words are pure functions; the painter belongs to the FX thread.
 * Imports traces and {@code canvas}; knows no view.
 */
@NullMarked
package dev.warmpath.ui.latency;

import org.jspecify.annotations.NullMarked;
