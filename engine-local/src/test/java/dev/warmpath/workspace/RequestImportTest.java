package dev.warmpath.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.token.Segment;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestImportTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void messagesOneALineComeBackAsTheyWereExported(int count) {
    List<Segment> segments =
        List.of(
                new Segment("s", Segment.Kind.SYSTEM, "", "Be short.", false, false),
                new Segment("u", Segment.Kind.USER, "", "Hi,\nwho are you?", false, false),
                new Segment("a", Segment.Kind.ASSISTANT, "", "A clerk.", false, false))
            .subList(0, count);
    Workspace sent = Workspace.EMPTY.withSegments(segments);
    String lines =
        RequestExport.jsonLines(
            sent, Variables.fresh(Map.of(), Clock.systemUTC(), new AtomicLong()));

    Workspace read = RequestImport.fromText(lines, "s.jsonl");

    assertThat(read.segments())
        .extracting(Segment::kind, Segment::text)
        .containsExactlyElementsOf(
            segments.stream()
                .map(one -> org.assertj.core.groups.Tuple.tuple(one.kind(), one.text()))
                .toList());
  }

  @Test
  void ofASessionOfRequestsTheLastIsRead() {
    String lines =
        """
        {"messages":[{"role":"user","content":"one"}]}

        {"request":{"messages":[{"role":"user","content":"two"}]}}
        """;
    assertThat(RequestImport.fromText(lines, "s.jsonl").segments())
        .extracting(Segment::text)
        .containsExactly("two");
  }

  @Test
  void aBrokenMessageIsNamedByItsLine() {
    assertThatThrownBy(
            () ->
                RequestImport.fromText(
                    "{\"role\":\"user\",\"content\":\"a\"}\n{oops}\n"
                        + "{\"role\":\"user\",\"content\":\"b\"}",
                    "s.jsonl"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("s.jsonl, line 2");
  }

  @Test
  void aConverseRequestOfBedrockBecomesSegmentsToolsAndLimits() {
    Workspace read =
        RequestImport.fromText(
            """
            {"modelId": "eu.anthropic.claude-sonnet-4-5-v1:0",
             "system": [{"text": "You count boats."}, {"cachePoint": {"type": "default"}}],
             "toolConfig": {
               "tools": [
                 {"toolSpec": {"name": "boats", "description": "Lists boats",
                   "inputSchema": {"json": {"type": "object"}}}},
                 {"cachePoint": {"type": "default", "ttl": "1h"}}],
               "toolChoice": {"auto": {}}},
             "inferenceConfig": {"maxTokens": 300, "temperature": 0.2, "topP": 0.9,
               "stopSequences": ["END"]},
             "additionalModelRequestFields": {"top_k": 40},
             "requestMetadata": {"team": "port"},
             "messages": [
               {"role": "user", "content": [{"text": "Which boats"}, {"text": "are in?"}]},
               {"role": "assistant", "content": [
                 {"reasoningContent": {"reasoningText": {"text": "Hm.", "signature": "s"}}},
                 {"text": "Let me look."},
                 {"toolUse": {"toolUseId": "u1", "name": "boats", "input": {"day": "today"}}}]},
               {"role": "user", "content": [
                 {"toolResult": {"toolUseId": "u1", "content": [{"json": {"in": ["Alba"]}}]}},
                 {"guardContent": {"text": {"text": "Only names."}}},
                 {"cachePoint": {"type": "default"}}]}]}
            """,
            "converse.json");

    assertThat(read.segments())
        .extracting(segment -> segment.kind() + ": " + segment.text().replaceAll("\\s+", " "))
        .containsExactly(
            "TOOLS: [ { \"type\" : \"function\", \"function\" : { \"name\" : \"boats\","
                + " \"description\" : \"Lists boats\","
                + " \"parameters\" : { \"type\" : \"object\" } },"
                + " \"cache_control\" : { \"type\" : \"ephemeral\", \"ttl\" : \"1h\" } } ]",
            "SYSTEM: You count boats.", "USER: Which boats are in?", "ASSISTANT: Let me look.",
            "TOOL: {\"in\":[\"Alba\"]}", "USER: Only names.");
    assertThat(read.sampling())
        .isEqualTo(new Workspace.Sampling(300, 0.2, 0.9, null, List.of("END")));
    assertThat(read.fields())
        .containsEntry("model", "eu.anthropic.claude-sonnet-4-5-v1:0")
        .containsEntry("top_k", 40)
        .containsEntry("tool_choice", Map.of("type", "auto"))
        .containsEntry("requestMetadata", Map.of("team", "port"))
        .doesNotContainKeys("toolConfig", "inferenceConfig", "modelId");
    String sent =
        RequestExport.anthropic(
            read, Variables.fresh(Map.of(), Clock.systemUTC(), new AtomicLong()));
    assertThat(sent.replaceAll("\\s+", ""))
        .contains("\"tool_use_id\":\"u1\"", "\"input\":{\"day\":\"today\"}")
        .contains("\"text\":\"Youcountboats.\",\"cache_control\":{\"type\":\"ephemeral\"}")
        .contains("\"text\":\"Onlynames.\",\"cache_control\":{\"type\":\"ephemeral\"}");
  }

  @Test
  void whatIsNothingKnownSaysWhatCouldBeOpened() {
    assertThatThrownBy(() -> RequestImport.fromText("{\"a\": 1}", "x.json"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("x.json is neither a workspace")
        .hasMessageContaining("Open a .warmpath file, an OpenAI, Anthropic or Bedrock");
  }
}
