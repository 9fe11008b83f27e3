/**
 * The desktop around the window: folders, settings, file choosers, the browser, models on disk.
 * Adapters of the window's ports; each says its thread.
 * Imports JavaFX, the window's ports and what stands behind them: models, downloads, the endpoint's
 * switch.
 */
@NullMarked
package dev.warmpath.app.desktop;

import org.jspecify.annotations.NullMarked;
