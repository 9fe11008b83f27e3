package dev.warmpath.lens;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A prefix that a provider keeps.
 *
 * @param request whose tokens it is the beginning of
 * @param end its length in tokens
 * @param longLived stored for the longer lifetime
 * @param lastUsed when it was written or last read; null when not known
 */
record StoredUnit(LensRequest request, int end, boolean longLived, @Nullable Instant lastUsed) {}
