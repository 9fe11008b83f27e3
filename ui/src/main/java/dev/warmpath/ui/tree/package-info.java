/**
 * The prefix tree over the token axis: layout (pure), shades (pure), painters and the view.
 * FX thread, except the layout, the search and the eviction order, which are pure functions.
 * Imports the cache's snapshots and {@code canvas}; knows no engine and no prompt editor.
 */
@NullMarked
package dev.warmpath.ui.tree;

import org.jspecify.annotations.NullMarked;
