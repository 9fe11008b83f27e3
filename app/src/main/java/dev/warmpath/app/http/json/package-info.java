/**
 * Request bodies as JSON values with typed, named access; errors in the shape clients expect.
 * Pure; any thread.
 * Imports no engine and no network.
 */
@NullMarked
package dev.warmpath.app.http.json;

import org.jspecify.annotations.NullMarked;
