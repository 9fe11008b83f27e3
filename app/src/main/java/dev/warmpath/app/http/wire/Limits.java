package dev.warmpath.app.http.wire;

import java.time.Duration;

/** What the server puts up with. */
public final class Limits {
  /** A context of a million tokens as text is about 4 MB; twice that leaves room for escapes. */
  public static final int BODY_BYTES = 8 << 20;

  /** Bodies being received and handled together: what a desktop can spare. */
  static final long ALL_BODIES_BYTES = 128L << 20;

  /** Longest request line: the endpoint's paths are short. */
  static final int LINE_BYTES = 4096;

  /** All headers of one request; browsers and clients send less than 4 kB. */
  static final int HEADER_BYTES = 16 << 10;

  /** Connections at a time; a client opens one per request it runs, and the queue holds 64. */
  static final int CONNECTIONS = 256;

  /** A connection that sends no complete request head for this long is closed. */
  static final Duration IDLE = Duration.ofSeconds(60);

  /** A body takes milliseconds on this computer; this long means that it will never come. */
  static final Duration BODY = Duration.ofSeconds(20);

  /** A reader that takes nothing for this long does not read. */
  static final Duration WRITE = Duration.ofSeconds(20);

  /** After a refusal the rest of the body is read and dropped for this long, so that the client
   * sees the answer and not a reset connection. */
  static final Duration DISCARD = Duration.ofSeconds(2);

  /** Bytes not yet sent to a slow reader before its request waits for it. */
  static final int UNSENT_BYTES = 64 << 10;

  /** Pieces of further requests kept while one runs; no usual client sends ahead. */
  static final int AHEAD = 64;

  private Limits() {}
}
