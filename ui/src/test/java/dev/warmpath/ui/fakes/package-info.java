/**
 * Stand-ins for everything outside the window: an engine that keeps a real prefix tree of words, a
 * template, ports that remember in memory.
 * Any thread where the real one allows it.
 * Test scope only.
 */
@NullMarked
package dev.warmpath.ui.fakes;

import org.jspecify.annotations.NullMarked;
