package dev.warmpath.explain.session;

import dev.warmpath.explain.CachedCount;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One recorded request.
 *
 * @param file name it was read from
 * @param line line in the file, from 1
 * @param body the request body
 * @param started when it was sent; null when not recorded
 * @param readable from when its prefix could be read; null when not recorded
 * @param count cached tokens that the answer reported
 */
public record Step(
    String file, int line, Map<String, @Nullable Object> body, @Nullable Instant started,
    @Nullable Instant readable, CachedCount count) {}
