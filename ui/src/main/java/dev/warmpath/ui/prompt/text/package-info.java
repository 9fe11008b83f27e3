/**
 * The text side of the prompt editor: characters, clusters, words, visual lines, token colours.
 * Plain data structures owned by whoever edits them; the FX thread in the window.
 * Imports nothing of JavaFX, engines or workspaces.
 */
@NullMarked
package dev.warmpath.ui.prompt.text;

import org.jspecify.annotations.NullMarked;
