/**
 * The session's requests as a live table.
 * FX thread.
 * Imports traces, {@code latency} and {@code canvas}; knows no engine and no HTTP.
 */
@NullMarked
package dev.warmpath.ui.requests;

import org.jspecify.annotations.NullMarked;
