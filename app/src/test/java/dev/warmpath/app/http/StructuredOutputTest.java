package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.grammar.SchemaJudge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Schemas and tools on the demo model, which knows nothing of JSON: the grammar does it all. */
class StructuredOutputTest {
  private static final String CHAT = "/v1/chat/completions";
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.open(2, 1024);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyFinishedAnswerIsValidUnderItsSchema() throws Exception {
    int finished = 0;
    for (String schema : SchemaJudge.corpus()) {
      Map<String, Object> body = TestServer.chat("Give me data.", 300);
      body.put("temperature", 1.2);
      body.put("seed", 7);
      body.put(
          "response_format",
          Map.of(
              "type", "json_schema", "json_schema",
              Map.of(
                  "name", "x", "schema",
                  TestServer.JSON.readValue(schema, LinkedHashMap.class))));
      TestServer.Answer answer = server.post(CHAT, body);
      assertThat(answer.status()).as("%s: %s", schema, answer.response().body()).isEqualTo(200);
      JsonNode choice = answer.json().at("/choices/0");
      if (choice.get("finish_reason").asString().equals("stop")) {
        finished++;
        String text = choice.at("/message/content").asString();
        assertThat(new SchemaJudge(schema).problems(text)).as("%s under %s", text, schema)
            .isEmpty();
      }
    }
    assertThat(finished).as("answers that came to their end").isGreaterThan(15);
  }

  @Test
  void aKeywordThatCannotBeHonouredIsNamedWithItsPlace() throws Exception {
    Map<String, Object> odd = Map.of("type", "integer", "multipleOf", 3);
    Map<String, Object> body = TestServer.chat("Give me data.", 5);
    body.put(
        "response_format",
        Map.of("type", "json_schema", "json_schema", Map.of("name", "x", "schema", odd)));
    assertThat(server.post(CHAT, body).error())
        .isEqualTo("unsupported_parameter @ response_format.json_schema.schema.multipleOf");
    body.remove("response_format");
    body.put("tools", List.of(tool("look", Map.of("properties", Map.of("a", odd)))));
    assertThat(server.post(CHAT, body).status()).as("not enforced").isEqualTo(200);
    body.put("tool_choice", "required");
    assertThat(server.post(CHAT, body).error())
        .isEqualTo(
            "unsupported_parameter @ tools[0].function.parameters.properties.a.multipleOf");
  }

  private static Map<String, Object> tool(String name, Map<String, Object> parameters) {
    return Map.of(
        "type", "function", "function", Map.of("name", name, "parameters", parameters));
  }

  @Test
  void onlyAllowedToolsAreCalled() throws Exception {
    Map<String, Object> none =
        Map.of("type", "object", "properties", Map.of(), "additionalProperties", false);
    Map<String, Object> body = TestServer.chat("What is the weather?", 60);
    body.put("tools", List.of(tool("look", none), tool("read", none), tool("write", none)));
    Map<String, Object> only =
        Map.of("type", "function", "function", Map.of("name", "read"));
    body.put(
        "tool_choice",
        Map.of(
            "type", "allowed_tools", "allowed_tools",
            Map.of("mode", "required", "tools", List.of(only))));
    body.put("parallel_tool_calls", false);
    JsonNode call = server.post(CHAT, body).json().at("/choices/0/message/tool_calls/0");
    assertThat(call.at("/function/name").asString()).isEqualTo("read");
    body.put(
        "tool_choice",
        Map.of("type", "allowed_tools", "allowed_tools", Map.of("mode", "auto", "tools",
            List.of(Map.of("type", "function", "function", Map.of("name", "nothing"))))));
    assertThat(server.post(CHAT, body).error()).isEqualTo("invalid_value @ tool_choice");
  }

  @Test
  void aGrammarThatLlamaCppRefusesIsBlamedOnItsField() throws Exception {
    // Thousands of long names: within the limit of rules, beyond that of the grammar's size.
    Map<String, Object> properties = new LinkedHashMap<>();
    for (int i = 0; i < 1200; i++) {
      properties.put("p" + i + "x".repeat(500), Map.of("type", "null"));
    }
    Map<String, Object> schema = Map.of("type", "object", "properties", properties);
    Map<String, Object> body = TestServer.chat("Give me data.", 5);
    body.put(
        "response_format",
        Map.of("type", "json_schema", "json_schema", Map.of("name", "x", "schema", schema)));
    assertThat(server.post(CHAT, body).error()).isEqualTo("invalid_value @ response_format");
  }
}
