/**
 * What would help a prompt that missed: the best fix for its last run, applied to the segments, and
 * what it brought.
 * FX thread; the change itself is a pure function.
 * Imports {@code explain} and the prompt's view model; nothing there knows of fixes.
 */
@NullMarked
package dev.warmpath.ui.fix;

import org.jspecify.annotations.NullMarked;
