/**
 * The benchmarks as the command line runs them: the model they use, what they open, their reports.
 * Blocking; call it from the command's thread.
 * Imports no {@code cli} and no {@code llama}.
 */
@NullMarked
package dev.warmpath.app.bench;

import org.jspecify.annotations.NullMarked;
