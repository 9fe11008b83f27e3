/**
 * What the prompt editor knows: the segments being edited, their undo history, the forecast against
 * the live cache, the running request.
 * FX thread, except Forecaster's computation, which runs on a work thread over immutable inputs.
 * Imports engine ports and JavaFX properties; no scene, no stage, and it starts no threads.
 */
@NullMarked
package dev.warmpath.ui.prompt.model;

import org.jspecify.annotations.NullMarked;
