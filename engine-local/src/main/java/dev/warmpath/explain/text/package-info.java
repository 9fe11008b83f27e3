/**
 * What two texts have in common, where they part and what kind of difference that is.
 * Pure functions; any thread.
 * Imports the JSON reading of {@code explain.body} only.
 */
@NullMarked
package dev.warmpath.explain.text;

import org.jspecify.annotations.NullMarked;
