/**
 * What belongs to a workspace besides its segments: sampling, cache key, variables.
 * FX thread.
 * Changes the prompt document; knows nothing of files or engines.
 */
@NullMarked
package dev.warmpath.ui.options;

import org.jspecify.annotations.NullMarked;

