/**
 * Puts the window together: views, commands, keys, the stage, and pictures of all that.
 * FX thread only, except WindowRenderer.
 * The only package that knows every view; nothing in ui imports it.
 */
@NullMarked
package dev.warmpath.ui.shell;

import org.jspecify.annotations.NullMarked;

