/**
 * Choosing, downloading, loading and unloading a model: the picker and its view model.
 * FX thread; files are described and devices listed on the ports' worker.
 * The view model imports no scene and no stage; nothing here knows native code.
 */
@NullMarked
package dev.warmpath.ui.models;

import org.jspecify.annotations.NullMarked;

