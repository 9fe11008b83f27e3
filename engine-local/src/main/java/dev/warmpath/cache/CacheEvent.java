package dev.warmpath.cache;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of the cache. Events are emitted in order by the engine thread; the totals of a
 * {@link CacheSnapshot} always equal their sum.
 */
public sealed interface CacheEvent {

  /** Position in the stream, from 1, without gaps. */
  long sequence();

  Instant at();

  /** Why tokens left the cache. */
  enum Reason { CAPACITY, TTL, CLEARED }

  /**
   * Tokens {@code from}..{@code to} of a path became cached.
   *
   * @param path the whole path's tokens from the root, at least {@code to} long; shared, read only
   * @param from first new token position, inclusive
   * @param to last new token position, exclusive
   * @param edge id of the edge that holds them
   * @param request trace id of the request that computed them; 0 for none
   */
  record BlockStored(
      long sequence, Instant at, Namespace namespace, long edge, int[] path, int from, int to,
      long request) implements CacheEvent {}

  /**
   * Tokens {@code from}..{@code to} of a path are no longer cached.
   *
   * @param path the whole path's tokens from the root, at least {@code to} long; read only
   * @param request trace id of the request that caused it; 0 for none
   */
  record BlockRemoved(
      long sequence, Instant at, Namespace namespace, long edge, int[] path, int from, int to,
      Reason reason, long request) implements CacheEvent {}

  /** A request matched the first {@code tokens} tokens of a path. */
  record BlockTouched(
      long sequence, Instant at, Namespace namespace, long edge, int tokens, long request)
      implements CacheEvent {}

  /** The device slot now holds the first {@code tokens} tokens of a path. */
  record SlotLoaded(
      long sequence, Instant at, Namespace namespace, int slot, int tokens, long request)
      implements CacheEvent {}

  /** The device slot kept only its first {@code tokens} tokens (0 = emptied). */
  record SlotReleased(long sequence, Instant at, int slot, int tokens) implements CacheEvent {}

  /**
   * One namespace, or all when {@code namespace} is null, was cleared. What left the cache is in
   * the {@link BlockRemoved} events just before; what a running request or the user holds stayed.
   */
  record AllBlocksCleared(long sequence, Instant at, @Nullable Namespace namespace)
      implements CacheEvent {}
}
