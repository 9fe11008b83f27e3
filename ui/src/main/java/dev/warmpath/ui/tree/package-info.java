/**
 * The prefix tree on screen: what it shows, what can be done with it, its canvas, head and key.
 * FX thread.
 * Imports the cache's snapshots, {@code canvas}, {@code lookup} and {@code timeline}; knows no
 * prompt editor, and of the engine only its feed.
 */
@NullMarked
package dev.warmpath.ui.tree;

import org.jspecify.annotations.NullMarked;
