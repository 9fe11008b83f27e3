/**
 * The workbench window: what its views and view models share.
 * FX thread; the work of LatestTask and Background runs on the pool they are given.
 * Imports JavaFX and engine-local's pure packages; never {@code llama} and no HTTP.
 */
@NullMarked
package dev.warmpath.ui;

import org.jspecify.annotations.NullMarked;
