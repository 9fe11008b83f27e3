/**
 * The command line: one class a command; results on standard output, everything else on standard
 * error, exit codes 0 ok, 1 check failed, 2 bad input, 3 engine failure.
 * The main thread.
 * Imports no JavaFX; the window is opened through {@code desktop}.
 */
@NullMarked
package dev.warmpath.app.cli;

import org.jspecify.annotations.NullMarked;
