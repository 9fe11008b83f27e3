/**
 * KV in host memory: blocks of rows, whole states, and the library's state format they are cut from
 * and assembled into. A context's engine thread only.
 * Imports {@code cache} and {@code llama.binding}; knows no model and no context.
 */
@NullMarked
package dev.warmpath.llama.rows;

import org.jspecify.annotations.NullMarked;
