package dev.warmpath.app.http.serving;

import dev.warmpath.app.http.json.Json;
import java.nio.charset.StandardCharsets;

/** Server-sent events. */
public final class Sse {
  /** The end of a stream of OpenAI's completions. */
  public static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

  private Sse() {}

  /** An event without a name. */
  public static byte[] data(Object value) {
    return framed("", Json.bytes(value));
  }

  /** A named event. */
  public static byte[] event(String name, Object value) {
    return framed("event: " + name + "\n", Json.bytes(value));
  }

  private static byte[] framed(String head, byte[] json) {
    byte[] before = (head + "data: ").getBytes(StandardCharsets.UTF_8);
    byte[] event = new byte[before.length + json.length + 2];
    System.arraycopy(before, 0, event, 0, before.length);
    System.arraycopy(json, 0, event, before.length, json.length);
    event[event.length - 2] = '\n';
    event[event.length - 1] = '\n';
    return event;
  }
}
