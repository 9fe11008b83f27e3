package dev.warmpath.app.http.wire;

import java.util.Map;

/** What the server asks about every request. Event-loop threads: quick, never blocks. */
public interface Gate {

  /** What becomes of a request. */
  sealed interface Decision {}

  /** Answered at once; its body is never looked at. */
  record Refuse(Reply reply) implements Decision {}

  /**
   * Handled on a thread of its own once its body is here.
   *
   * @param handler answers it
   * @param headers added to whatever it answers
   */
  record Accept(Handler handler, Map<String, String> headers) implements Decision {}

  /** Answers a request; runs on a virtual thread and may block. */
  interface Handler {
    void handle(Exchange exchange) throws InterruptedException;
  }

  /** Judges a request by its head alone. */
  Decision admit(Head head);

  /** The reply to a request that is wrong at the level of HTTP. */
  Reply refusal(int status, String code, String message);
}
