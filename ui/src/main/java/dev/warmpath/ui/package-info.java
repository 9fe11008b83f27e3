/**
 * The workbench window: what holds the views together.
 * FX thread, except LatestTask's work.
 * Imports JavaFX and engine-local's pure packages; never {@code llama} and no HTTP.
 */
@NullMarked
package dev.warmpath.ui;

import org.jspecify.annotations.NullMarked;
