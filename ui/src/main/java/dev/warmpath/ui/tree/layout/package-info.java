/**
 * Where the edges of a snapshot lie on the token axis: rows, connections, and the places of what is
 * absent.
 * Pure functions of a cache snapshot; immutable results, any thread.
 * Knows no colours, no pixels and no views.
 */
@NullMarked
package dev.warmpath.ui.tree.layout;

import org.jspecify.annotations.NullMarked;
