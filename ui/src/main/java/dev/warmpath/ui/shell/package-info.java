/**
 * The window as a whole: top bar, rail, panes, status line, banners, overlays, and the one list of
 * commands that drives them.
 * FX thread only.
 * The only package that knows every view; no view imports it.
 */
@NullMarked
package dev.warmpath.ui.shell;

import org.jspecify.annotations.NullMarked;
