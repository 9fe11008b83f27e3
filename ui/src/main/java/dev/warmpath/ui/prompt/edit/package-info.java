/**
 * The text control of the prompt editor: a canvas with caret, selection, clipboard, input methods
 * and token colours.
 * FX thread only.
 * Imports JavaFX, {@code ui.canvas} and {@code ui.prompt.text}; knows no engine and no view model.
 */
@NullMarked
package dev.warmpath.ui.prompt.edit;

import org.jspecify.annotations.NullMarked;
