/**
 * How things look everywhere in the window: theme, font size, motion, and the small parts, fields
 * and popovers that every screen is made of.
 * FX thread only.
 * Imports JavaFX, AtlantaFX, settings and {@code canvas}; knows nothing of prompts or engines.
 */
@NullMarked
package dev.warmpath.ui.look;

import org.jspecify.annotations.NullMarked;

