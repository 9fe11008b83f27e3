/**
 * Cache events for other tools, in the ZeroMQ wire form of vLLM.
 * A thread {@code kv-events} publishes, a thread {@code kv-replay} answers replays; the engine
 * thread only puts events in a queue.
 * Imports the cache's events and the engine's port, no HTTP.
 */
@NullMarked
package dev.warmpath.app.http.kvevents;

import org.jspecify.annotations.NullMarked;
