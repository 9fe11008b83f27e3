/**
 * The prefix cache: a token-exact radix tree over KV rows, its events and its snapshots.
 * PrefixCache and PrefixTree belong to the engine thread; snapshots, matches and events are
 * immutable and read on any thread.
 * Imports {@code token} only; knows nothing of llama.cpp, requests or windows.
 */
@NullMarked
package dev.warmpath.cache;

import org.jspecify.annotations.NullMarked;
