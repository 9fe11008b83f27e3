/**
 * What the window asks of the world around it: models, workspace files, settings, the endpoint,
 * file choosers. The application implements these interfaces; tests use fakes.
 * Each method says its thread; most are called on the FX thread and answer at once or through a
 * future.
 * Imports engine-local's pure packages and the window's shared values; no JavaFX controls.
 */
@NullMarked
package dev.warmpath.ui.ports;

import org.jspecify.annotations.NullMarked;

