/**
 * The prompt editor: segments as cards with their tokens coloured by what the cache holds, the
 * forecast, sending and the answer.
 * FX thread only.
 * Imports engine ports through its view model; never {@code llama}, no HTTP, no other view.
 */
@NullMarked
package dev.warmpath.ui.prompt;

import org.jspecify.annotations.NullMarked;
