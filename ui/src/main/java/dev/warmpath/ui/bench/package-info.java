/**
 * Measurements of the drawn views, for {@code warmpath bench}: the real views in a real scene.
 * Called from any thread but the FX thread, which does the work; the toolkit must have started.
 * Imports the views it measures; nothing imports it but the command line.
 */
@NullMarked
package dev.warmpath.ui.bench;

import org.jspecify.annotations.NullMarked;
