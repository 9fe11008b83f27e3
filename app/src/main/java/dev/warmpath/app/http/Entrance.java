package dev.warmpath.app.http;

import dev.warmpath.app.http.json.ApiException;
import dev.warmpath.app.http.json.Fields;
import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.serving.Caller;
import dev.warmpath.app.http.serving.Intake;
import dev.warmpath.app.http.serving.Sse;
import dev.warmpath.app.http.wire.ClientGone;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Gate;
import dev.warmpath.app.http.wire.Head;
import dev.warmpath.app.http.wire.Reply;
import dev.warmpath.engine.CompletionRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Who may come in and where they go. A web page must neither read nor use the endpoint: the Host
 * header stops pages that rebind their name to this computer, the Origin header all others, and a
 * JSON body makes the browser ask first.
 */
final class Entrance implements Gate {
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d{1,5})?");

  /** How one request uses the cache, whatever the mode of the engine. */
  private static final String CACHE_HEADER = "x-warmpath-cache";

  private static final String PERMISSION = "permission_error";

  /** A second is long on this computer: a queue of short requests has moved on by then. */
  private static final Map<String, String> RETRY = Map.of("retry-after", "1");

  private final Routes routes;
  private final ApiKeys keys;
  private final Set<String> origins;
  private final IntConsumer statuses;

  /**
   * @param origins web origins that may call
   * @param statuses told the status of every refusal and error
   */
  Entrance(Routes routes, ApiKeys keys, List<String> origins, IntConsumer statuses) {
    this.routes = routes;
    this.keys = keys;
    this.origins = Set.copyOf(origins);
    this.statuses = statuses;
  }

  @Override
  public Decision admit(Head head) {
    Map<String, String> headers = Map.of();
    try {
      requireLoopback(head);
      headers = originHeaders(head);
      if (head.method().equals("OPTIONS") && !headers.isEmpty()
          && head.header("access-control-request-method") != null) {
        return new Refuse(new Reply(204, "", preflight(head, headers), new byte[0]));
      }
      return accept(head, headers);
    } catch (ApiException e) {
      return new Refuse(error(e).with(headers));
    }
  }

  private static void requireLoopback(Head head) {
    List<String> hosts = head.headers().get("host");
    if (hosts == null || hosts.size() != 1) {
      throw new ApiException(
          400, ApiException.INVALID_REQUEST, null, "bad_host",
          "The request needs exactly one Host header.");
    }
    if (!LOOPBACK.matcher(hosts.getFirst().strip()).matches()) {
      throw new ApiException(
          403, PERMISSION, null, "host_not_allowed",
          "The Host header names another computer. Use http://127.0.0.1 or http://localhost.");
    }
  }

  private Map<String, String> originHeaders(Head head) {
    List<String> given = head.headers().get("origin");
    if (given == null) {
      return Map.of();
    }
    if (given.size() != 1 || !origins.contains(given.getFirst())) {
      throw new ApiException(
          403, PERMISSION, null, "origin_not_allowed",
          "Web pages of this origin may not use the endpoint. Start it with --origin ORIGIN to"
              + " allow it.");
    }
    return Map.of(
        "access-control-allow-origin", given.getFirst(),
        "access-control-expose-headers", Intake.TRACE_HEADER + ", retry-after",
        "vary", "Origin");
  }

  /** What the page may send: OpenAI's clients add a dozen headers of their own. */
  private static Map<String, String> preflight(Head head, Map<String, String> origin) {
    Map<String, String> headers = new LinkedHashMap<>(origin);
    headers.put("access-control-allow-methods", "GET, POST");
    String wanted = head.header("access-control-request-headers");
    headers.put(
        "access-control-allow-headers", wanted == null ? "authorization, content-type" : wanted);
    headers.put("access-control-max-age", "600");
    return headers;
  }

  private Decision accept(Head head, Map<String, String> headers) {
    Routes.Route route = routes.find(head.method(), head.path()).orElse(null);
    String account = route != null && route.open() ? "" : account(head);
    if (route == null) {
      String allowed = routes.allowed(head.path());
      if (allowed.isEmpty()) {
        throw notFound(head);
      }
      return wrongMethod(allowed, headers);
    }
    if (route.method().equals("POST")) {
      requireJson(head);
    }
    Caller caller = new Caller(account, client(head), cache(head));
    return new Accept(
        exchange -> handle(exchange, route, caller, route.rest(head.path())), headers);
  }

  private String account(Head head) {
    List<String> given = head.headers().get("authorization");
    String account =
        given != null && given.size() > 1 ? null : keys.account(head.header("authorization"));
    if (account == null && !keys.open()) {
      throw new ApiException(
          401, ApiException.INVALID_REQUEST, null, "invalid_api_key",
          "The API key is missing or not one of the configured ones. Send it as"
              + " \"Authorization: Bearer KEY\".");
    }
    return account == null ? "" : account;
  }

  private static ApiException notFound(Head head) {
    return new ApiException(
        404, ApiException.INVALID_REQUEST, null, "not_found",
        "There is nothing at " + Fields.shortened(head.path()) + ".");
  }

  private Refuse wrongMethod(String allowed, Map<String, String> headers) {
    ApiException error =
        new ApiException(
            405, ApiException.INVALID_REQUEST, null, "method_not_allowed",
            "This path takes " + allowed + " only.");
    return new Refuse(error(error).with(headers).with(Map.of("allow", allowed)));
  }

  private static void requireJson(Head head) {
    List<String> types = head.headers().getOrDefault("content-type", List.of());
    String type = types.size() == 1 ? types.getFirst() : null;
    String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!media.equals("application/json")) {
      throw new ApiException(
          415, ApiException.INVALID_REQUEST, null, "unsupported_media_type",
          "The body must be application/json.");
    }
    String encoding = head.header("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ApiException(
          415, ApiException.INVALID_REQUEST, null, "unsupported_encoding",
          "A compressed body is not supported.");
    }
  }

  private static CompletionRequest.Cache cache(Head head) {
    String wish = head.header(CACHE_HEADER);
    return switch (wish == null ? "" : wish.strip().toLowerCase(Locale.ROOT)) {
      case "" -> CompletionRequest.Cache.DEFAULT;
      case "fast" -> CompletionRequest.Cache.FAST;
      case "exact" -> CompletionRequest.Cache.EXACT;
      case "off" -> CompletionRequest.Cache.OFF;
      default ->
          throw new ApiException(
              400, ApiException.INVALID_REQUEST, CACHE_HEADER, "invalid_value",
              "The header " + CACHE_HEADER + " is fast, exact or off; without it the endpoint's"
                  + " own mode holds.");
    };
  }

  /** What the request log shows: the client's program, not its version. */
  private static String client(Head head) {
    String agent = head.header("user-agent");
    if (agent == null || agent.isBlank()) {
      return "http";
    }
    String first = agent.strip().split("[\\s/]", 2)[0];
    return first.isEmpty() ? "http" : Fields.shortened(first);
  }

  private void handle(Exchange exchange, Routes.Route route, Caller caller, String rest)
      throws InterruptedException {
    try {
      route.answer().handle(exchange, caller, rest);
    } catch (ApiException e) {
      failed(exchange, e);
    } catch (ClientGone e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      unexpected(e);
      failed(
          exchange,
          new ApiException(
              500, "server_error", null, "internal_error",
              "Warmpath failed in a way nobody foresaw (" + e.getClass().getSimpleName()
                  + "). Its log says where; please report it."));
    }
  }

  /** Where, but not with what: messages may quote the request. */
  private static void unexpected(Throwable e) {
    StringBuilder places = new StringBuilder("warmpath: endpoint: " + e.getClass().getName());
    StackTraceElement[] stack = e.getStackTrace();
    for (int i = 0; i < Math.min(12, stack.length); i++) {
      places.append("\n    at ").append(stack[i]);
    }
    System.err.println(places);
  }

  private void failed(Exchange exchange, ApiException e) throws InterruptedException {
    if (!exchange.started()) {
      exchange.reply(error(e));
      return;
    }
    statuses.accept(e.status());
    exchange.event(Sse.data(e.body()));
    exchange.endEvents();
  }

  private Reply error(ApiException e) {
    statuses.accept(e.status());
    Reply reply = Reply.json(e.status(), Json.bytes(e.body()));
    return switch (e.status()) {
      case 429, 503 -> reply.with(RETRY);
      case 401 -> reply.with(Map.of("www-authenticate", "Bearer"));
      default -> reply;
    };
  }

  @Override
  public Reply refusal(int status, String code, String message) {
    return error(
        new ApiException(
            status, status == 503 ? "server_error" : ApiException.INVALID_REQUEST, null, code,
            message));
  }
}
