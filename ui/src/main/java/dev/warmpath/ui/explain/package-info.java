/**
 * Why requests missed, and the same under other caches' rules, as the window shows it.
 * FX thread; explanations are worked out by the work pool and come back as immutable values.
 * Its view models import no scene; nothing here imports a native engine or the command line.
 */
@NullMarked
package dev.warmpath.ui.explain;

import org.jspecify.annotations.NullMarked;
