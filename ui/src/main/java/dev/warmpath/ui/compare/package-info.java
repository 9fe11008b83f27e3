/**
 * Two requests side by side, aligned on their common prefix.
 * FX thread; the token difference is a pure function.
 * Imports traces, {@code latency} and {@code canvas}; knows no engine.
 */
@NullMarked
package dev.warmpath.ui.compare;

import org.jspecify.annotations.NullMarked;
