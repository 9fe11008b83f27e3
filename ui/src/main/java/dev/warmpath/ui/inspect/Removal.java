package dev.warmpath.ui.inspect;

import dev.warmpath.cache.CacheEvent;
import dev.warmpath.cache.CacheEvent.BlockRemoved;
import dev.warmpath.ui.Selection;
import dev.warmpath.ui.canvas.Figures;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a block left the cache.
 *
 * @param request trace id of the request it made room for; 0 for none
 */
record Removal(CacheEvent.Reason reason, Instant at, long request) {

  /**
   * The newest removal of a block, or null when it is too long ago.
   *
   * @param events oldest first
   * @param tokens the prompt up to the block's end; null when it was never seen
   */
  static @Nullable Removal of(
      List<CacheEvent> events, Selection.Block block, int @Nullable [] tokens) {
    for (CacheEvent event : events.reversed()) {
      if (event instanceof BlockRemoved removed && removed.namespace().equals(block.namespace())
          && removed.from() < block.to() && removed.to() > block.from()
          && isOf(removed, block, tokens)) {
        return new Removal(removed.reason(), removed.at(), removed.request());
      }
    }
    return null;
  }

  /** An edge that was split goes on under other ids: what it held says whether it is the one. */
  private static boolean isOf(BlockRemoved removed, Selection.Block block, int @Nullable [] held) {
    if (held == null) {
      return removed.edge() == block.edge();
    }
    int length = Math.min(held.length, removed.to());
    return removed.path().length >= length
        && Arrays.equals(removed.path(), 0, length, held, 0, length);
  }

  /** {@code evicted for request 41}, {@code cleared}. */
  String words() {
    return switch (reason) {
      case CAPACITY ->
          request == 0 ? "evicted" : "evicted for request " + Figures.count(request);
      case TTL -> "expired";
      case CLEARED -> "cleared";
    };
  }
}
