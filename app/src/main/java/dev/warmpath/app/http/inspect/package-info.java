/**
 * Warmpath's own read-only API: the tree, the traces, the events, and what a prompt would hit.
 * The thread of the request ({@code http-n}).
 * Reads snapshots and logs; changes nothing.
 */
@NullMarked
package dev.warmpath.app.http.inspect;

import org.jspecify.annotations.NullMarked;
