/**
 * The last minutes of the cache: its events counted, its snapshots kept thinly, a strip to scrub.
 * FX thread, except EventHistory, which the engine thread fills.
 * Imports the cache's events and snapshots and {@code canvas}; knows nothing of the tree's picture.
 */
@NullMarked
package dev.warmpath.ui.timeline;

import org.jspecify.annotations.NullMarked;
