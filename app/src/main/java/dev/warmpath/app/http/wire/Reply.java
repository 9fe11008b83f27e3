package dev.warmpath.app.http.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole response.
 *
 * @param status HTTP status
 * @param type value of {@code Content-Type}; empty for a reply without a body
 * @param headers further headers
 * @param body bytes; not copied
 */
public record Reply(int status, String type, Map<String, String> headers, byte[] body) {
  public static final String JSON = "application/json";

  public static Reply json(int status, byte[] body) {
    return new Reply(status, JSON, Map.of(), body);
  }

  /** The same for a HEAD request. */
  Reply withoutBody() {
    return new Reply(status, type, headers, new byte[0]);
  }

  public Reply with(Map<String, String> moreHeaders) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(moreHeaders);
    return new Reply(status, type, all, body);
  }
}
