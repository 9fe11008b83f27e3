/**
 * The settings page: cache, engine, endpoint, look, privacy.
 * FX thread.
 * The view model imports no scene and no stage; values go to the ports' preferences at once.
 */
@NullMarked
package dev.warmpath.ui.settings;

import org.jspecify.annotations.NullMarked;

