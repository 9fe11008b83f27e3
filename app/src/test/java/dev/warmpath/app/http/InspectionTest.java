package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Warmpath's own API, metrics, keys, and the end of the endpoint. */
class InspectionTest {
  private static final String CHAT = "/v1/chat/completions";

  @Test
  void peekTraceTreeAndUsageAgree() throws Exception {
    try (TestServer server = TestServer.open(2, 512)) {
      Map<String, Object> body = TestServer.chat("What does express shipping cost?", 2);
      server.post(CHAT, body);
      JsonNode peek = server.post("/warmpath/v1/peek", body).json();
      TestServer.Answer answer = server.post(CHAT, body);
      int cached = answer.json().at("/usage/prompt_tokens_details/cached_tokens").asInt();
      assertThat(peek.get("cached_tokens").asInt()).isEqualTo(cached);
      String id = answer.response().headers().firstValue("x-warmpath-request").orElseThrow();
      JsonNode trace = server.get("/warmpath/v1/traces/" + id).json();
      long reused = 0;
      for (JsonNode token : trace.get("tokens")) {
        reused += List.of("in_place", "restored").contains(token.get("state").asString()) ? 1 : 0;
      }
      assertThat(reused).isEqualTo(cached);
      assertThat(trace.at("/verdict/no_fault").asString()).isEqualTo("full_reuse");
      assertThat(trace.at("/verdict/cached_tokens").asInt()).isEqualTo(cached);
      JsonNode tree = server.get("/warmpath/v1/tree").json();
      long tokens = 0;
      for (JsonNode edge : tree.get("edges")) {
        tokens += edge.get("length").asInt();
      }
      assertThat(tokens).isEqualTo(tree.at("/totals/tokens").asLong());
      assertThat(server.get("/warmpath/v1/traces?limit=1").json().get("traces")).hasSize(1);
      assertThat(server.get("/warmpath/v1/traces?limit=0").status()).isEqualTo(400);
      assertThat(server.get("/warmpath/v1/traces/999").status()).isEqualTo(404);
      String metrics = server.get("/metrics").response().body();
      assertThat(metrics)
          .contains("warmpath_prefix_cache_hits_total " + cached + "\n")
          .contains("warmpath_requests_total{outcome=\"length\"} 2\n")
          .contains("warmpath_time_to_first_token_seconds_count 2\n");
    }
  }

  @Test
  void aRequestChoosesItsCacheModeByHeader() throws Exception {
    try (TestServer server = TestServer.open(1, 512)) {
      Map<String, Object> body = TestServer.chat("What does express shipping cost? ".repeat(20), 1);
      long prompt = server.post(CHAT, body).json().at("/usage/prompt_tokens").asLong();
      assertThat(cached(server, body, "fast")).isEqualTo(prompt - 1);
      assertThat(cached(server, body, "off")).isZero();
      cached(server, body, "exact");
      assertThat(cached(server, body, "exact")).isEqualTo((prompt - 1) / 64 * 64).isPositive();
      assertThat(server.post(CHAT, body, "x-warmpath-cache", "warm").error())
          .isEqualTo("invalid_value @ x-warmpath-cache");
    }
  }

  private static long cached(TestServer server, Map<String, Object> body, String mode)
      throws Exception {
    return server.post(CHAT, body, "x-warmpath-cache", mode)
        .json().at("/usage/prompt_tokens_details/cached_tokens").asLong();
  }

  @Test
  void aTraceSaysWhyItMissedAndNeverQuotesAnotherAccount() throws Exception {
    try (TestServer server = TestServer.withKeys(1, 512, Map.of("A", "ka", "B", "kb"))) {
      String rules = "Today is %s. You answer questions about parcels, rates and refunds.";
      server.post(CHAT, dated(rules.formatted("Monday")), "authorization", "Bearer ka");
      String own = verdictOf(server, dated(rules.formatted("Friday")), "ka");
      assertThat(own).contains("\"cause\":\"").contains("Monday").contains("\"compared_with\":1");
      String other = verdictOf(server, dated(rules.formatted("Sunday")), "kb");
      assertThat(other).contains("\"no_fault\":\"cold_start\"").doesNotContain("Monday");
    }
  }

  private static Map<String, Object> dated(String rules) {
    Map<String, Object> body = TestServer.chat("What does express shipping cost?", 1);
    body.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", rules),
            Map.of("role", "user", "content", "What does express shipping cost?")));
    return body;
  }

  private static String verdictOf(TestServer server, Map<String, Object> body, String key)
      throws Exception {
    String id =
        server.post(CHAT, body, "authorization", "Bearer " + key)
            .response().headers().firstValue("x-warmpath-request").orElseThrow();
    return server.get("/warmpath/v1/traces/" + id, "authorization", "Bearer " + key)
        .json().get("verdict").toString();
  }

  @Test
  void eventsStreamUntilTheReaderLeaves() throws Exception {
    try (TestServer server = TestServer.open(1, 256)) {
      try (Socket socket = server.connect()) {
        socket.getOutputStream().write(
            "GET /warmpath/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        TestServer.read(socket.getInputStream(), "still here");
        server.post(CHAT, TestServer.chat("Hello there", 1));
        String events = TestServer.read(socket.getInputStream(), "BlockStored\",");
        assertThat(events).contains("event: ");
      }
      Await.until(() -> server.endpoint().running() == 0);
    }
  }

  @Test
  void aKeySeesItsOwnAccountOnly() throws Exception {
    try (TestServer server = TestServer.withKeys(1, 256, Map.of("A", "ka", "B", "kb"))) {
      assertThat(server.get("/health").status()).isEqualTo(200);
      assertThat(server.get("/v1/models").error()).startsWith("invalid_api_key");
      assertThat(server.get("/v1/models", "authorization", "Bearer kx").status()).isEqualTo(401);
      server.post(CHAT, TestServer.chat("Secret of A", 1), "authorization", "Bearer ka");
      JsonNode own = server.get("/warmpath/v1/traces", "authorization", "Bearer ka").json();
      JsonNode other = server.get("/warmpath/v1/traces", "authorization", "Bearer kb").json();
      assertThat(own.get("traces")).hasSize(1);
      assertThat(other.get("traces")).isEmpty();
      assertThat(server.get("/warmpath/v1/tree", "authorization", "Bearer kb").json().get("edges"))
          .isEmpty();
      assertThat(server.get("/warmpath/v1/traces/1", "authorization", "Bearer kb").status())
          .isEqualTo(404);
    }
  }

  @Test
  void logprobsEchoAndSeveralChoicesAreThere() throws Exception {
    try (TestServer server = TestServer.open(2, 256)) {
      Map<String, Object> body = TestServer.chat("Are you open on Sunday?", 3);
      body.put("logprobs", true);
      body.put("top_logprobs", 2);
      body.put("n", 2);
      JsonNode chat = server.post(CHAT, body).json();
      assertThat(chat.get("choices")).hasSize(2);
      assertThat(chat.at("/choices/1/logprobs/content")).hasSize(3);
      assertThat(chat.at("/choices/0/logprobs/content/0/top_logprobs")).hasSize(2);
      assertThat(chat.at("/usage/completion_tokens").asInt()).isEqualTo(6);
      JsonNode text =
          server.post(
              "/v1/completions",
              Map.of("model", TestServer.ALIAS, "prompt", List.of("Hi", "Ho"), "echo", true,
                  "max_tokens", 1, "temperature", 0)).json();
      assertThat(text.at("/choices/0/text").asString()).startsWith("Hi");
      assertThat(text.at("/choices/1/text").asString()).startsWith("Ho");
    }
  }

  @Test
  void aStoppedEndpointSaysSoToRunningRequestsAndEndsSoon() throws Exception {
    TestServer server = TestServer.open(1, 4096);
    Map<String, Object> body = TestServer.chat("Tell me everything.", 4000);
    body.put("logit_bias", Map.of("2", -100));
    body.put("stream", true);
    String json = TestServer.JSON.writeValueAsString(body);
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(
          ("POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: " + json.length() + "\r\n\r\n" + json)
              .getBytes(StandardCharsets.UTF_8));
      TestServer.read(socket.getInputStream(), "data: ");
      server.endpoint().close();
      assertThat(server.endpoint().running()).isZero();
      // A very fast computer may finish in the time it is given.
      assertThat(TestServer.read(socket.getInputStream(), ""))
          .containsAnyOf("\"code\":\"cancelled\"", "[DONE]");
    } finally {
      server.close();
    }
  }
}
