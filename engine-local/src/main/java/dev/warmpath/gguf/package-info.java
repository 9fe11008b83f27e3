/**
 * Model files: facts read from GGUF headers, safe on hostile files, and a writer for models of
 * random numbers.
 * Pure and blocking; call it from a worker thread.
 * Imports no other Warmpath package.
 */
@NullMarked
package dev.warmpath.gguf;

import org.jspecify.annotations.NullMarked;
