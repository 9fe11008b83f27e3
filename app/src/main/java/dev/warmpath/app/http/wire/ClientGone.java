package dev.warmpath.app.http.wire;

/** The client closed the connection: nobody reads the answer any more. */
public final class ClientGone extends RuntimeException {
  ClientGone() {
    super("the client is gone", null, false, false);
  }
}
