/**
 * Paints a laid-out prefix tree on a canvas: bars, ticks, names, marks, hover and selection.
 * FX thread only; allocates nothing per frame but new names.
 * Knows no view model: all it needs for a frame is a TreePicture.
 */
@NullMarked
package dev.warmpath.ui.tree.paint;

import org.jspecify.annotations.NullMarked;
