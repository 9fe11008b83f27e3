package dev.warmpath.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.token.Segment;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CacheMarksTest {
  private static final String BODY =
      """
      {"model": "claude-sonnet-4-5", "max_tokens": 100,
       "cache_control": {"type": "ephemeral"}, "top_k": 5,
       "system": [
         {"type": "text", "text": "You answer about trains.\\n\\nBe brief.",
          "cache_control": {"type": "ephemeral", "ttl": "1h"}},
         {"type": "text", "text": "Guest: Ana"}],
       "tools": [
         {"name": "find", "description": "Finds a train", "input_schema": {"type": "object"}},
         {"name": "book", "input_schema": {"type": "object"},
          "cache_control": {"type": "ephemeral"}}],
       "messages": [
         {"role": "user", "content": [
           {"type": "text", "text": "Timetable of the coast line"},
           {"type": "text", "text": "Read it first.", "cache_control": {"type": "ephemeral"}},
           {"type": "text", "text": "When is the next one?"}]},
         {"role": "assistant", "content": [
           {"type": "text", "text": "Let me look."},
           {"type": "tool_use", "id": "t1", "name": "find", "input": {"to": "Cádiz"},
            "cache_control": {"type": "ephemeral"}}]},
         {"role": "user", "content": [
           {"type": "tool_result", "tool_use_id": "t1", "content": "10:15",
            "cache_control": {"type": "ephemeral"}}]},
         {"role": "user", "content": [
           {"type": "text", "text": "Thanks!", "cache_control": {"type": "ephemeral"}}]}]}
      """;

  private static Workspace imported(String body) {
    return WorkspaceFile.parse(body, "body.json");
  }

  private static Variables variables() {
    return Variables.fresh(Map.of(), Clock.systemUTC(), new AtomicLong());
  }

  private static RequestBody anthropic(Workspace workspace) {
    return RequestBody.of(
        JsonTree.object(RequestExport.anthropic(workspace, variables()), "export"));
  }

  private static RequestBody openAi(Workspace workspace) {
    return RequestBody.of(
        JsonTree.object(RequestExport.openAi(workspace, variables()), "export"));
  }

  private static List<String> marked(RequestBody body) {
    return body.marks().stream()
        .map(
            mark -> {
              Map<String, ?> block = JsonTree.asObject(JsonTree.at(body.sent(), mark.path()));
              Object text = block.get("text") == null ? block.get("content") : block.get("text");
              return (text == null ? block.get("name") : text) + mark.ttl();
            })
        .toList();
  }

  private static Workspace edited(Workspace workspace, String from, String to) {
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : workspace.segments()) {
      segments.add(segment.withText(segment.text().replace(from, to)));
    }
    return workspace.withSegments(segments);
  }

  @Test
  void markersSurviveImportAndExport() {
    RequestBody body = anthropic(imported(BODY));
    assertThat(marked(body))
        .containsExactly(
            "book", "You answer about trains.\n\nBe brief.1h",
            "Timetable of the coast line\nRead it first.", "find", "10:15", "Thanks!");
    assertThat(body.automaticMark()).isTrue();
    assertThat(body.sent()).containsEntry("top_k", 5);
  }

  @Test
  void theyStandOnTextPartsInTheOtherForm() {
    RequestBody body = openAi(imported(BODY));
    assertThat(marked(body))
        .containsExactly(
            "null", "You answer about trains.\n\nBe brief.1h",
            "Timetable of the coast line\nRead it first.", "Let me look.", "10:15", "Thanks!");
    assertThat(body.marks()).extracting(RequestBody.Mark::path)
        .containsExactly(
            "tools[1]", "messages[0].content[0]", "messages[1].content[0]", "messages[2]",
            "messages[3].content[0]", "messages[4].content[0]");
  }

  @Test
  void theModelReadsTheSameWordsEitherWay() {
    List<String> texts = texts(RequestBody.of(JsonTree.object(BODY, "body")));
    assertThat(texts(anthropic(imported(BODY)))).isEqualTo(texts);
    assertThat(texts(openAi(imported(BODY)))).isEqualTo(texts);
  }

  private static List<String> texts(RequestBody body) {
    return body.messages().stream().map(message -> message.role() + ": " + message.text()).toList();
  }

  @Test
  void aMarkerStaysBehindItsWordsWhenTheTextIsEdited() {
    Workspace workspace = imported(BODY);
    assertThat(marked(anthropic(edited(workspace, "You answer", "Kindly, you always answer"))))
        .contains("Kindly, you always answer about trains.\n\nBe brief.1h");
    assertThat(marked(anthropic(edited(workspace, "Be brief.", "Be brief. Be kind."))))
        .contains("You answer about trains.\n\nBe brief. Be kind.1h");
    assertThat(marked(anthropic(edited(workspace, "Thanks!", "Thanks a lot!"))))
        .contains("Thanks a lot!");
  }

  @Test
  void aMarkerWhoseWordsAreGoneStandsAtTheEnd() {
    Workspace workspace = imported(BODY);
    assertThat(
            marked(
                anthropic(
                    edited(
                        workspace, "You answer about trains.\n\nBe brief.",
                        "You answer about ships."))))
        .contains("You answer about ships.\nGuest: Ana1h");
  }

  @Test
  void markersSurviveSaving() {
    Workspace workspace = imported(BODY);
    Workspace read = WorkspaceFile.parse(WorkspaceFile.format(workspace), "again");
    assertThat(marked(anthropic(read))).isEqualTo(marked(anthropic(workspace)));
  }

  @Test
  void templatesSeeNoMarkers() {
    Map<String, ?> request = Composition.of(imported(BODY), variables()).request();
    assertThat(JsonTree.text(request.get("messages")))
        .doesNotContain("cache_control").doesNotContain(CacheMarks.NOTED);
    assertThat(JsonTree.text(request.get("tools"))).doesNotContain("cache_control");
    assertThat(JsonTree.text(RequestBody.of(JsonTree.object(BODY, "body")).tools()))
        .doesNotContain("cache_control");
    assertThat(
            JsonTree.text(
                ChatBody.chat(JsonTree.object(BODY, "body"), "body")))
        .doesNotContain(CacheMarks.NOTED);
  }

  @Test
  void aMarkedPartLeavesTheOtherFieldsOfAnOpenAiMessage() {
    Workspace workspace =
        imported(
            """
            {"model": "m", "messages": [
              {"role": "user", "content": "Look it up."},
              {"role": "assistant", "content": null, "tool_calls": [{"id": "c1",
                "type": "function", "function": {"name": "find", "arguments": "{}"}}]},
              {"role": "tool", "tool_call_id": "c1", "content": [
                {"type": "text", "text": "10:15", "cache_control": {"type": "ephemeral"}}]}]}
            """);
    RequestBody body = openAi(workspace);
    assertThat(marked(body)).containsExactly("10:15");
    assertThat(body.messages().get(2).answersCall()).isTrue();
    assertThat(JsonTree.at(anthropic(workspace).sent(), "messages[2].content[0].tool_use_id"))
        .isEqualTo("c1");
  }
}
