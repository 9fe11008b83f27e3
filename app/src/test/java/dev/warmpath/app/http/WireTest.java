package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The bytes of the endpoint: who gets in, what comes out, what nonsense gets. */
class WireTest {
  private static final String CHAT = "/v1/chat/completions";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.open(2, 512);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 200", "localhost:7077, 200", "LOCALHOST, 200", "[::1]:1, 200",
    "evil.example, 403", "127.0.0.1.evil.example, 403", "localhost:80@evil.example, 403",
    "127.0.0.1:123456, 403", "10.0.0.1, 403"
  })
  void onlyLoopbackHostsGetIn(String host, int status) throws Exception {
    String answer =
        server.raw("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n", "");
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void aRequestNeedsOneHost() throws Exception {
    assertThat(server.raw("GET /health HTTP/1.1\r\nConnection: close\r\n\r\n", ""))
        .startsWith("HTTP/1.1 400 ").contains("bad_host");
    assertThat(
            server.raw(
                "GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n"
                    + "Connection: close\r\n\r\n",
                ""))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void onlyConfiguredOriginsGetIn() throws Exception {
    assertThat(server.get("/v1/models", "origin", "http://evil.example").error())
        .startsWith("origin_not_allowed @ ");
    assertThat(server.get("/v1/models", "origin", "null").status()).isEqualTo(403);
    TestServer.Answer allowed = server.get("/v1/models", "origin", "http://allowed.example");
    assertThat(allowed.status()).isEqualTo(200);
    assertThat(allowed.response().headers().firstValue("access-control-allow-origin"))
        .contains("http://allowed.example");
    assertThat(
            server.get("/v1/models").response().headers()
                .firstValue("access-control-allow-origin"))
        .isEmpty();
    assertThat(
            server.raw(
                "OPTIONS /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Origin: http://allowed.example\r\n"
                    + "Access-Control-Request-Method: GET\r\n\r\n",
                ""))
        .startsWith("HTTP/1.1 204 ");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/chat/completions, 405", "HEAD, /health, 405", "OPTIONS, /v1/models, 405",
    "DELETE, /v1/models/x, 405", "PUT, /v1/completions, 405", "POST, /v1/models, 405",
    "TRACE, /health, 405", "GET, /, 404", "GET, /v1/nothing, 404", "GET, /v1/models/, 404",
    "GET, /v1/models/%zz, 400", "GET, http://evil.example/health, 403", "FOO, /health, 405",
    "GET, http://localhost/health, 200", "GET, HTTP://127.0.0.1:1/health?a=b, 200",
    "GET, http://user@localhost/health, 400", "GET, https://localhost/health, 400",
    "OPTIONS, *, 400", "CONNECT, localhost:80, 400"
  })
  void wrongMethodsAndPathsAreNamed(String method, String path, int status) throws Exception {
    String answer =
        server.raw(
            method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "");
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    if (status == 405) {
      assertThat(answer.toLowerCase()).contains("allow: ");
    }
  }

  @Test
  void aBodyMustSayThatItIsJson() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "")) {
      String header = type.isEmpty() ? "" : "Content-Type: " + type + "\r\n";
      assertThat(
              server.raw(
                  "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header
                      + "Content-Length: 2\r\n\r\n{}",
                  ""))
          .startsWith("HTTP/1.1 415 ");
    }
  }

  @Test
  void badFramingIsRefusedAndTheServerGoesOn() throws Exception {
    String head =
        "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    assertThat(server.raw(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n", ""))
        .startsWith("HTTP/1.1 400 ").contains("malformed_http");
    assertThat(server.raw(head + "Content-Length: -5\r\n\r\n", "")).startsWith("HTTP/1.1 400 ");
    assertThat(server.raw(head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", ""))
        .startsWith("HTTP/1.1 400 ");
    String empty = "\r\n\r\n0\r\n\r\n";
    assertThat(server.raw(head + "Transfer-Encoding: chunked\r\nContent-Length: 2" + empty, ""))
        .startsWith("HTTP/1.1 400 ").contains("malformed_http");
    for (String coding : List.of("gzip, chunked", "identity", "xchunked", "chunked, chunked")) {
      assertThat(server.raw(head + "Transfer-Encoding: " + coding + empty, ""))
          .as(coding).startsWith("HTTP/1.1 400 ").contains("malformed_http");
    }
    assertThat(server.raw("GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n", ""))
        .startsWith("HTTP/1.1 400 ");
    assertThat(server.raw("nonsense\r\n\r\n", "")).startsWith("HTTP/1.1 400 ");
    assertThat(server.raw("GET /" + "a".repeat(9000) + " HTTP/1.1\r\n\r\n", ""))
        .startsWith("HTTP/1.1 414 ");
    assertThat(server.raw(head + "X: " + "a".repeat(40_000) + "\r\n\r\n", ""))
        .startsWith("HTTP/1.1 431 ");
    assertThat(server.raw(head + "Content-Length: 99999999\r\n\r\n", ""))
        .startsWith("HTTP/1.1 413 ").contains("request_too_large");
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @Test
  void aHeadRequestGetsNoBody() throws Exception {
    String answer =
        server.raw(
            "HEAD /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "");
    assertThat(answer).contains("\r\n\r\nHTTP/1.1 200 OK").doesNotContain("method_not_allowed");
  }

  @Test
  void aClientThatAsksFirstIsToldToGoOn() throws Exception {
    String body = TestServer.JSON.writeValueAsString(TestServer.chat("Hello there", 1));
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(
          ("POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Expect: 100-continue\r\nContent-Length: " + body.length() + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      assertThat(TestServer.read(socket.getInputStream(), "\r\n\r\n")).contains(" 100 ");
      socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      assertThat(TestServer.read(socket.getInputStream(), "\r\n\r\n")).contains(" 200 ");
    }
  }

  @Test
  void anOldClientGetsAStreamThatEndsWithItsConnection() throws Exception {
    Map<String, Object> streamed = TestServer.chat("Hello there", 2);
    streamed.put("stream", true);
    String body = TestServer.JSON.writeValueAsString(streamed);
    String answer =
        server.raw(
            "POST " + CHAT + " HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body,
            "");
    assertThat(answer).doesNotContainIgnoringCase("transfer-encoding").endsWith("[DONE]\n\n");
  }

  @Test
  void mutatedRequestBytesNeverBreakTheServer() throws Exception {
    long seed = 20261122;
    SplittableRandom random = new SplittableRandom(seed);
    String body = TestServer.JSON.writeValueAsString(TestServer.chat("Hello there", 1));
    String good =
        "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    for (int i = 0; i < 300; i++) {
      byte[] bytes = Mutations.request(good, random);
      String answer;
      try (Socket socket = server.connect()) {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        answer = TestServer.read(socket.getInputStream(), "");
      } catch (java.net.SocketException reset) {
        continue; // refused while we were still writing
      }
      assertThat(answer).as("seed %d, request %d", seed, i).doesNotStartWith("HTTP/1.1 5");
    }
    assertThat(server.post(CHAT, TestServer.chat("Hello there", 1)).status()).isEqualTo(200);
    Await.until(() -> server.endpoint().running() == 0);
  }

  @Test
  void aBodyThatIsTooLargeIsAnsweredEvenWhileItIsSent() throws Exception {
    byte[] large = new byte[10 << 20];
    java.util.Arrays.fill(large, (byte) ' ');
    TestServer.Answer answer = server.postBytes(CHAT, large);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @Test
  void oneConnectionServesRequestsInARow() throws Exception {
    String get = "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String last = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    String answers = server.raw(get + get + last, "");
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(4);
  }

  @Test
  void aStreamHasTheDocumentedShape() throws Exception {
    Map<String, Object> body = TestServer.chat("What does express shipping cost?", 3);
    body.put("stream_options", Map.of("include_usage", true));
    List<JsonNode> events = server.stream(CHAT, body);
    assertThat(events.getFirst().at("/choices/0/delta/role").asString()).isEqualTo("assistant");
    assertThat(events).allSatisfy(event -> {
      assertThat(event.get("object").asString()).isEqualTo("chat.completion.chunk");
      assertThat(event.has("usage")).isTrue();
    });
    JsonNode last = events.getLast();
    assertThat(last.get("choices").isEmpty()).isTrue();
    assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(3);
    assertThat(last.at("/usage/prompt_tokens_details").has("cached_tokens")).isTrue();
    assertThat(events.subList(0, events.size() - 1))
        .allSatisfy(event -> assertThat(event.get("usage").isNull()).isTrue());
    assertThat(events.get(events.size() - 2).at("/choices/0/finish_reason").asString())
        .isEqualTo("length");
    body.remove("stream_options");
    assertThat(server.stream(CHAT, body))
        .allSatisfy(event -> assertThat(event.has("usage")).isFalse());
  }

  @Test
  void streamedAndWholeAnswersAgree() throws Exception {
    for (String text : List.of("What does express shipping cost?", "Are you open on Sunday?")) {
      Map<String, Object> body = TestServer.chat(text, 20);
      server.post(CHAT, body);
      JsonNode whole = server.post(CHAT, body).json();
      body.put("stream_options", Map.of("include_usage", true));
      List<JsonNode> events = server.stream(CHAT, body);
      StringBuilder streamed = new StringBuilder();
      events.forEach(
          event -> streamed.append(event.at("/choices/0/delta/content").asString("")));
      assertThat(streamed.toString())
          .isEqualTo(whole.at("/choices/0/message/content").asString());
      assertThat(events.getLast().get("usage")).isEqualTo(whole.get("usage"));
    }
  }

  @Test
  void aDisconnectCancelsTheRequest() throws Exception {
    Map<String, Object> body = TestServer.chat("Tell me everything about shipping.", 400);
    body.put("logit_bias", Map.of("2", -100)); // never the end
    body.put("stream", true);
    String json = TestServer.JSON.writeValueAsString(body);
    long before = server.engine().traces().all().size();
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(
          ("POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: " + json.length() + "\r\n\r\n" + json)
              .getBytes(StandardCharsets.UTF_8));
      TestServer.read(socket.getInputStream(), "data: ");
    }
    Await.until(
        () -> server.engine().traces().all().stream()
            .skip(before).allMatch(trace -> trace.state().ended()));
    assertThat(server.engine().traces().all().getLast().state().name()).isEqualTo("CANCELLED");
    Await.until(() -> server.endpoint().running() == 0);
    assertThat(server.engine().snapshot().totals().pinnedTokens()).isZero();
  }

  @Test
  void halfSentRequestsHoldNobodyUp() throws Exception {
    try (Socket head = server.connect(); Socket body = server.connect()) {
      head.getOutputStream().write("GET /hea".getBytes(StandardCharsets.UTF_8));
      body.getOutputStream().write(
          ("POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 100\r\n\r\n{\"mo")
              .getBytes(StandardCharsets.UTF_8));
      assertThat(server.get("/health").status()).isEqualTo(200);
      body.shutdownOutput();
      assertThat(TestServer.read(body.getInputStream(), "")).doesNotContain("200");
    }
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @Test
  void mutatedBodiesNeverBreakTheServer() throws Exception {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Object> good = TestServer.chat("Hello there", 1);
    good.put("tools", List.of());
    good.put("stop", List.of("x"));
    good.put("logit_bias", Map.of("5", 1));
    good.put("response_format", Map.of("type", "json_object"));
    byte[] base = TestServer.JSON.writeValueAsBytes(good);
    for (int i = 0; i < 1000; i++) {
      byte[] body = Mutations.of(base, good, random);
      TestServer.Answer answer = server.postBytes(CHAT, body);
      assertThat(answer.status())
          .as("seed %d, body %d: %s", seed, i, answer.response().body())
          .isIn(200, 400, 404, 413);
      if (answer.status() != 200) {
        assertThat(answer.json().at("/error/message").asString()).isNotEmpty();
      }
    }
    assertThat(server.post(CHAT, TestServer.chat("Hello there", 1)).status()).isEqualTo(200);
    server.engine().check().get();
  }

  @Test
  void twoEqualPromptsAtOnceArePrefilledOnce() throws Exception {
    String text = "Shipping facts and more facts about parcels. ".repeat(25);
    Map<String, Object> body = TestServer.chat(text, 1);
    List<CompletableFuture<JsonNode>> answers =
        java.util.stream.Stream.of(1, 2)
            .map(i -> CompletableFuture.supplyAsync(() -> usage(body)))
            .toList();
    JsonNode first = answers.get(0).get();
    JsonNode second = answers.get(1).get();
    int prompt = first.get("prompt_tokens").asInt();
    int computed =
        2 * prompt
            - first.at("/prompt_tokens_details/cached_tokens").asInt()
            - second.at("/prompt_tokens_details/cached_tokens").asInt();
    assertThat(computed).isLessThanOrEqualTo(prompt + 1);
  }

  private static JsonNode usage(Map<String, Object> body) {
    try {
      return server.post(CHAT, body).json().get("usage");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void parametersThatCannotBeHonouredAreNamed() throws Exception {
    Map<String, Object> wrong = new LinkedHashMap<>();
    wrong.put("temperature", 3);
    wrong.put("top_p", "much");
    wrong.put("n", 0);
    wrong.put("max_tokens", 0);
    wrong.put("max_completion_tokens", 1.5);
    wrong.put("seed", "x");
    wrong.put("stop", List.of("a", "b", "c", "d", "e"));
    wrong.put("top_logprobs", 5);
    wrong.put("logit_bias", Map.of("-1", 5));
    wrong.put("presence_penalty", -3);
    wrong.put("frequency_penalty", List.of());
    wrong.put("functions", List.of(Map.of()));
    wrong.put("modalities", List.of("audio"));
    wrong.put("tool_choice", "required");
    wrong.put("prompt_cache_key", 5);
    wrong.put("stream_options", Map.of("include_usage", true));
    for (Map.Entry<String, Object> entry : wrong.entrySet()) {
      Map<String, Object> body = TestServer.chat("Hi", 1);
      body.put(entry.getKey(), entry.getValue());
      TestServer.Answer answer = server.post(CHAT, body);
      assertThat(answer.status()).as(entry.getKey()).isEqualTo(400);
      assertThat(answer.json().at("/error/param").asString()).isEqualTo(entry.getKey());
    }
    Map<String, Object> image = TestServer.chat("Hi", 1);
    image.put(
        "messages",
        List.of(Map.of("role", "user", "content", List.of(Map.of("type", "image_url")))));
    assertThat(server.post(CHAT, image).error())
        .isEqualTo("unsupported_parameter @ messages[0].content[0]");
    Map<String, Object> unknown = TestServer.chat("Hi", 1);
    unknown.put("something_new", true);
    assertThat(server.post(CHAT, unknown).status()).isEqualTo(200);
    Map<String, Object> other = TestServer.chat("Hi", 1);
    other.put("model", "gpt-unknown");
    TestServer.Answer missing = server.post(CHAT, other);
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.error()).isEqualTo("model_not_found @ model");
    TestServer.Answer large = server.post(CHAT, TestServer.chat("word ".repeat(2000), 1));
    assertThat(large.status()).isEqualTo(400);
    assertThat(large.error()).isEqualTo("context_length_exceeded @ messages");
  }
}
