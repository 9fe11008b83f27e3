/**
 * The application: its entry point.
 * Start-up thread.
 * Imports the command line only; {@code wiring} alone knows {@code llama}.
 */
@NullMarked
package dev.warmpath.app;

import org.jspecify.annotations.NullMarked;
