/**
 * Measures the drawn views the way the project promises them: frame times under load,
 * keystrokes until they are painted, and what holds the FX thread through a user's stories.
 * Runs its own stage on the FX thread; the caller waits on another thread.
 * Imports the views; nothing imports it but the command line.
 */
@NullMarked
package dev.warmpath.ui.bench;

import org.jspecify.annotations.NullMarked;
