package dev.warmpath.app.http.wire;

import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Heads of requests as plain values. */
final class Heads {
  /** Query parameters of one request; the endpoint knows three. */
  private static final int QUERY_PARAMETERS = 32;

  private Heads() {}

  /** The head, or null when its target is not a path. */
  static @Nullable Head of(HttpRequest request) {
    String target = request.uri();
    if (!target.startsWith("/")) {
      return null;
    }
    try {
      QueryStringDecoder decoder =
          new QueryStringDecoder(target, StandardCharsets.UTF_8, true, QUERY_PARAMETERS);
      Map<String, String> query = new LinkedHashMap<>();
      decoder.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
      Map<String, List<String>> headers = new LinkedHashMap<>();
      request.headers().forEach(
          entry ->
              headers
                  .computeIfAbsent(
                      entry.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                  .add(entry.getValue()));
      return new Head(request.method().name(), decoder.path(), query, headers);
    } catch (IllegalArgumentException e) {
      return null; // a broken percent escape
    }
  }
}
