/**
 * Where a request's time went, as a bar.
 * The layout is a pure function; the painter belongs to the FX thread.
 * Imports traces and {@code canvas}.
 */
@NullMarked
package dev.warmpath.ui.latency;

import org.jspecify.annotations.NullMarked;
