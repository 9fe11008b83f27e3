/**
 * Explaining files of requests: two bodies, whole sessions, and the cache budget check for CI.
 * Pure functions over texts already read; any thread.
 * Imports {@code explain} with its parts and {@code lens}; reads no files and prints nothing.
 */
@NullMarked
package dev.warmpath.explain.session;

import org.jspecify.annotations.NullMarked;
