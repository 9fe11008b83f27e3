/**
 * The inspector: facts about the selected request, block or token, or about the open model,
 * as cards.
 * FX thread; the facts are pure functions of traces and snapshots.
 * Imports traces, snapshots, {@code lookup}, {@code latency}, {@code models} and {@code canvas}; no
 * engine calls.
 */
@NullMarked
package dev.warmpath.ui.inspect;

import org.jspecify.annotations.NullMarked;
