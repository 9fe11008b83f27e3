package dev.warmpath.app.http.inspect;

import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.cache.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may see: with API keys, only what its own account sent.
 *
 * @param caller who asks
 * @param everything true when no keys are configured
 */
record Sight(Caller caller, boolean everything) {
  boolean of(@Nullable Namespace namespace) {
    return everything || namespace == null || namespace.account().equals(caller.account());
  }
}
