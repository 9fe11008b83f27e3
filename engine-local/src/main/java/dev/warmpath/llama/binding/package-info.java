/**
 * llama.cpp's C functions and struct layouts as Java methods, and the finding, opening and checking
 * of its libraries. Functions are as thread-safe as the native ones; arguments are not checked
 * here.
 * Imports {@code engine} for its exception only; used by {@code llama} alone.
 */
@NullMarked
package dev.warmpath.llama.binding;

import org.jspecify.annotations.NullMarked;
