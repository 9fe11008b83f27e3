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
  void whatIsNothingKnownSaysWhatCouldBeOpened() {
    assertThatThrownBy(() -> RequestImport.fromText("{\"a\": 1}", "x.json"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("x.json is neither a workspace")
        .hasMessageContaining("Open a .warmpath file, an OpenAI or Anthropic request body");
  }
}
