/**
 * Model files: facts read from GGUF headers, safe on hostile files, whether a model fits the memory
 * that is free, and a writer for models of random numbers.
 * Pure and blocking; call it from a worker thread.
 * Imports no other Warmpath package.
 */
@NullMarked
package dev.warmpath.gguf;

import org.jspecify.annotations.NullMarked;
