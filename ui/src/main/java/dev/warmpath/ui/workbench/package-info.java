/**
 * The state of the whole window, and what can be done to cache and requests from anywhere in it.
 * FX thread; starts no threads.
 * View models only: imports no scene and no stage.
 */
@NullMarked
package dev.warmpath.ui.workbench;

import org.jspecify.annotations.NullMarked;

