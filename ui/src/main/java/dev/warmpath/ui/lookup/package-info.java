/**
 * Questions about a snapshot that more than one view asks: where is an edge, what leaves first,
 * where does a text occur.
 * Pure functions; any thread.
 * Imports the cache's snapshots only; knows nothing of pictures.
 */
@NullMarked
package dev.warmpath.ui.lookup;

import org.jspecify.annotations.NullMarked;
