/**
 * What stands around the panes: top bar, rail, status line, banners, sheets, and the panes' layout.
 * FX thread only.
 * Shows the workbench's state and runs commands; knows no single view's insides.
 */
@NullMarked
package dev.warmpath.ui.frame;

import org.jspecify.annotations.NullMarked;

