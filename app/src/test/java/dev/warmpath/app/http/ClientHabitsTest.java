package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What clients other than the official ones send, and what they can read. */
class ClientHabitsTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String RESPONSES = "/v1/responses";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.open(2, 512);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TestServer.Answer send(String path, String json) throws Exception {
    return server.postBytes(path, json.getBytes(StandardCharsets.UTF_8));
  }

  private static String chat(String fields) {
    return "{\"model\":\"" + TestServer.ALIAS + "\",\"messages\":[{\"role\":\"user\",\"content\":"
        + "\"Hi\"}]," + fields.replace('\'', '"') + "}";
  }

  private static String response(String fields) {
    return "{\"model\":\"" + TestServer.ALIAS + "\",\"input\":\"Hi\",\"max_output_tokens\":2,"
        + fields.replace('\'', '"') + "}";
  }

  @Test
  void wholeNumbersMayBeWrittenWithAPointOrAnExponent() throws Exception {
    TestServer.Answer answer = send(CHAT, chat("'max_tokens':2.0,'n':1e0,'seed':1E3,'top_k':4e1"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.json().at("/usage/completion_tokens").asInt()).isLessThanOrEqualTo(2);
    assertThat(send(CHAT, chat("'max_tokens':2.5")).error()).isEqualTo("invalid_type @ max_tokens");
    assertThat(send(CHAT, chat("'seed':1e30")).error()).isEqualTo("invalid_value @ seed");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheBody() throws Exception {
    assertThat(send(CHAT, "\uFEFF" + chat("'max_tokens':1")).status()).isEqualTo(200);
    assertThat(send(CHAT, "\uFEFF\uFEFF" + chat("'max_tokens':1")).error())
        .startsWith("invalid_json @ ");
  }

  @Test
  void aLongNameIsQuotedInWholeCharacters() throws Exception {
    String name = "a".repeat(63) + "\uD83D\uDE00b";
    TestServer.Answer answer =
        send(CHAT, chat("'max_tokens':1").replace(TestServer.ALIAS, name));
    assertThat(answer.error()).isEqualTo("model_not_found @ model");
    assertThat(server.get("/" + "a".repeat(62) + "%F0%9F%98%80b").status()).isEqualTo(404);
  }

  @Test
  void aPageOfAConfiguredOriginMaySendWhatItsClientAdds() throws Exception {
    String answer =
        server.raw(
            "OPTIONS " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Origin: http://allowed.example\r\nAccess-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: authorization,x-stainless-os\r\n\r\n",
            "");
    assertThat(answer).startsWith("HTTP/1.1 204 ")
        .contains("access-control-allow-headers: authorization,x-stainless-os\r\n");
    assertThat(
            server.get("/v1/models", "origin", "http://allowed.example").response().headers()
                .firstValue("access-control-expose-headers"))
        .hasValueSatisfying(names -> assertThat(names).contains("x-warmpath-request"));
  }

  @Test
  void anOldClientIsNotPromisedAFurtherAnswer() throws Exception {
    String answer =
        server.raw("GET /health HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n", "");
    assertThat(answer).contains("connection: close\r\n");
  }

  @Test
  void codingsAreNamedInAnyCase() throws Exception {
    String body = chat("'max_tokens':1");
    String answer =
        server.raw(
            "POST " + CHAT + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nTransfer-Encoding: Chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\nX-A: b\r\n\r\n",
            "");
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "'repetition_penalty':1.2", "'grammar':'root ::= x'", "'guided_choice':['a']",
    "'min_tokens':5", "'ignore_eos':true", "'stop_token_ids':[5]", "'n_predict':3",
    "'add_generation_prompt':false", "'repeat_penalty':'much'"
  })
  void aParameterOfAnotherServerIsNotSilentlyIgnored(String field) throws Exception {
    String name = field.substring(1, field.indexOf('\'', 1));
    assertThat(send(CHAT, chat("'max_tokens':1," + field)).error())
        .isEqualTo("unsupported_parameter @ " + name);
    String raw =
        "{\"model\":\"" + TestServer.ALIAS + "\",\"prompt\":\"Hi\"," + field.replace('\'', '"')
            + "}";
    assertThat(send("/v1/completions", raw).error())
        .isEqualTo("unsupported_parameter @ " + name);
  }

  @Test
  void aParameterOfAnotherServerThatChangesNothingIsNoError() throws Exception {
    String neutral =
        "'max_tokens':1,'repetition_penalty':1.0,'min_tokens':0,'ignore_eos':false,"
            + "'stop_token_ids':[],'grammar':null,'guided_json':null,'n_predict':-1,"
            + "'add_generation_prompt':true,'enable_thinking':false,'top_k':-1";
    assertThat(send(CHAT, chat(neutral)).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|', quoteCharacter = '`',
      value = {
        "'response_format':{'type':'json_object'} | response_format",
        "'max_tokens':5 | max_tokens", "'stop':['x'] | stop", "'n':2 | n",
        "'logprobs':true | logprobs", "'reasoning_effort':'low' | reasoning_effort",
        "'include':['message.output_text.logprobs'] | include",
        "'input':[{'type':'item_reference','id':'msg_1'}] | input[0].type"
      })
  void aResponseIsNotAChat(String field, String param) throws Exception {
    TestServer.Answer answer = send(RESPONSES, response(field));
    assertThat(answer.error()).isEqualTo("unsupported_parameter @ " + param);
  }

  @Test
  void aResponseTakesWhatChangesNothing() throws Exception {
    String neutral =
        "'n':1,'stop':null,'logprobs':false,'include':['reasoning.encrypted_content'],"
            + "'response_format':null";
    assertThat(send(RESPONSES, response(neutral)).status()).isEqualTo(200);
  }

  @Test
  void aStreamThatCanOnlyBeCallsBeginsNoText() throws Exception {
    Map<String, Object> body = TestServer.chat("What time is it?", 60);
    body.put("tools", List.of(Map.of("type", "function", "function", Map.of("name", "now"))));
    assertThat(first(body).get("content").asString()).isEmpty();
    body.put("tool_choice", "required");
    assertThat(first(body).get("content").isNull()).isTrue();
  }

  private static JsonNode first(Map<String, Object> body) throws Exception {
    return server.stream(CHAT, body).getFirst().at("/choices/0/delta");
  }

  @Test
  void aResponseNamesItsFormat() throws Exception {
    JsonNode text = send(RESPONSES, response("'text':{'verbosity':'low'}")).json().get("text");
    assertThat(text.toString())
        .isEqualTo("{\"format\":{\"type\":\"text\"},\"verbosity\":\"low\"}");
  }

  @Test
  void argumentsAreAnObjectAlsoWhenTheirSchemaDoesNotSaySo() throws Exception {
    Map<String, Object> body = TestServer.chat("What time is it?", 200);
    body.put("temperature", 1.3);
    body.put("parallel_tool_calls", false);
    body.put("tool_choice", "required");
    body.put(
        "tools",
        List.of(
            Map.of(
                "type", "function", "function",
                Map.of("name", "now", "parameters", Map.of("description", "nothing")))));
    int complete = 0;
    for (int seed = 0; seed < 8; seed++) {
      Map<String, Object> seeded = new LinkedHashMap<>(body);
      seeded.put("seed", seed);
      JsonNode choice = server.post(CHAT, seeded).json().at("/choices/0");
      String arguments = choice.at("/message/tool_calls/0/function/arguments").asString();
      assertThat(arguments).as("seed %d", seed).startsWith("{");
      if (choice.get("finish_reason").asString().equals("tool_calls")) {
        complete++;
        assertThat(TestServer.JSON.readTree(arguments).isObject()).isTrue();
      }
    }
    assertThat(complete).isPositive();
  }
}
