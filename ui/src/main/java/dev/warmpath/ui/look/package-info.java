/**
 * How things look everywhere in the window: theme, font size, motion, icons, written figures.
 * FX thread only.
 * Imports JavaFX, AtlantaFX and settings; knows nothing of prompts or engines.
 */
@NullMarked
package dev.warmpath.ui.look;

import org.jspecify.annotations.NullMarked;

