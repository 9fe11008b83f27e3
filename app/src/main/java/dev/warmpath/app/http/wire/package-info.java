/**
 * HTTP/1.1 on the loopback interface: bytes in, requests out; replies and event streams in, bytes
 * out. Event-loop threads only move bytes; each request is handled on a virtual thread of its own,
 * named {@code http-n}.
 * The only package that imports Netty; knows no engine and no JSON.
 */
@NullMarked
package dev.warmpath.app.http.wire;

import org.jspecify.annotations.NullMarked;
