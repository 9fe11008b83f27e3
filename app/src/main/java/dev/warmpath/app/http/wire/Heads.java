package dev.warmpath.app.http.wire;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Heads of requests as plain values. */
final class Heads {
  /** Query parameters of one request; the endpoint knows three. */
  private static final int QUERY_PARAMETERS = 32;

  private Heads() {}

  /** The form of targets that clients send when they believe the server to be a proxy. */
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i)http://([^/?#@]+)(/.*)?", Pattern.DOTALL);

  /** The head, or null when its target is not a path. */
  static @Nullable Head of(HttpRequest request) {
    String target = request.uri();
    String host = null;
    Matcher absolute = ABSOLUTE.matcher(target);
    if (absolute.matches()) {
      host = absolute.group(1);
      target = absolute.group(2) == null ? "/" : absolute.group(2);
    }
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
      if (host != null) {
        headers.put("host", List.of(host)); // the target counts, whatever the header says
      }
      return new Head(request.method().name(), decoder.path(), query, headers);
    } catch (IllegalArgumentException e) {
      return null; // a broken percent escape
    }
  }

  /** What this server would misunderstand; empty when there is nothing. */
  static String strange(HttpRequest request) {
    if (request.protocolVersion().majorVersion() != 1) {
      return "Only HTTP/1.1 and HTTP/1.0 are spoken here.";
    }
    List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.isEmpty()
        || codings.size() == 1 && codings.getFirst().strip().equalsIgnoreCase("chunked")) {
      return "";
    }
    return "The only Transfer-Encoding that is understood is chunked.";
  }
}
