/**
 * The application: entry point, wiring of ports to their implementations, settings.
 * Start-up thread; what it wires says its own threads.
 * The only place that knows both {@code llama} and the window.
 */
@NullMarked
package dev.warmpath.app;

import org.jspecify.annotations.NullMarked;
