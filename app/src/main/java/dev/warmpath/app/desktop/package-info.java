/**
 * The desktop around the window: folders, settings, file choosers, the browser, models on disk.
 * Adapters of the window's ports; each says its thread.
 * Imports JavaFX and the window's ports; no HTTP.
 */
@NullMarked
package dev.warmpath.app.desktop;

import org.jspecify.annotations.NullMarked;
