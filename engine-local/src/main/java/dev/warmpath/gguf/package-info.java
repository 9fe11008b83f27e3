/**
 * Facts about a model file before it is loaded: a reader of GGUF headers, safe on hostile files.
 * Pure and blocking; call it from a worker thread.
 * Imports no other Warmpath package.
 */
@NullMarked
package dev.warmpath.gguf;

import org.jspecify.annotations.NullMarked;
