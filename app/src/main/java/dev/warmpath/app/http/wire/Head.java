package dev.warmpath.app.http.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body. Immutable.
 *
 * @param method as sent: {@code POST}
 * @param path decoded, without the query; begins with a slash
 * @param query first value of each query parameter, decoded
 * @param headers values by lower-case name, in order
 */
public record Head(
    String method, String path, Map<String, String> query, Map<String, List<String>> headers) {

  /** The header's only value; null when it is absent, the first when there are several. */
  public @Nullable String header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null ? null : values.getFirst();
  }
}
