/**
 * The first screen: samples with real token counts, ways to begin, the model and its load.
 * FX thread; samples are read and tokenised on the ports' worker.
 * The view model imports no scene and no stage.
 */
@NullMarked
package dev.warmpath.ui.welcome;

import org.jspecify.annotations.NullMarked;

