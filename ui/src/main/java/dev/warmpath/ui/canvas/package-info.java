/**
 * What every drawn view shares: colours by role, one clock for repaints, a canvas that fits its
 * pane, text widths, written figures.
 * FX thread, except the figures and the viewport, which are pure.
 * Imports JavaFX; knows nothing of prompts, caches or view models.
 */
@NullMarked
package dev.warmpath.ui.canvas;

import org.jspecify.annotations.NullMarked;
