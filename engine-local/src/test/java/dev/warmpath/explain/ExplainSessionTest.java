package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.explain.plan.BreakpointPlanner;
import dev.warmpath.explain.session.CheckReport;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.Sarif;
import dev.warmpath.explain.session.SessionFile;
import dev.warmpath.explain.session.Step;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.template.ChatTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExplainSessionTest {
  private final LensCatalog lenses = LensCatalog.bundled();
  private final Renderer renderer =
      new Renderer(
          ChatTemplates.withToolBlock(ChatTemplates.chatMl()), new WordTokenizer());
  private final Sessions sessions = new Sessions(new Random(20261121));

  private ExplainSession session(String lens) {
    return new ExplainSession(renderer, lenses.find(lens).orElseThrow());
  }

  @Test
  void namesTheCauseOfHandWrittenRequests() throws IOException {
    List<String> wrong = new ArrayList<>();
    int count = 0;
    try (InputStream file =
        Objects.requireNonNull(getClass().getResourceAsStream("/explain/cases.jsonl"))) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        Map<String, @Nullable Object> entry = JsonTree.object(line, "cases.jsonl");
        String lens = entry.get("lens") instanceof String name ? name : "local";
        List<ExplainResult> results =
            session(lens)
                .explain(
                    SessionFile.read(JsonTree.text(entry.get("before")), "before"),
                    SessionFile.read(JsonTree.text(entry.get("after")), "after"));
        String id = results.getLast().verdict().cause().id();
        count++;
        if (!id.equals(entry.get("expect"))) {
          wrong.add(entry.get("name") + ": " + id + " instead of " + entry.get("expect"));
        }
      }
    }
    assertThat(wrong).as("of %d", count).hasSizeLessThanOrEqualTo(count * 2 / 100);
  }

  @Test
  void theJsonHasTheDocumentedKeysInTheirOrder() {
    Map<String, Object> body = sessions.chat();
    ExplainResult result =
        session("local")
            .explain(List.of(step(body)), List.of(step(sessions.grow(body))))
            .getFirst();
    assertThat(result.json().keySet())
        .containsExactly(
            "cause", "no_fault", "cached_tokens", "prompt_tokens", "lost_tokens", "divergence",
            "fixes", "lens", "provenance");
    assertThat(result.json())
        .containsEntry("cause", null)
        .containsEntry("no_fault", "legit_growth")
        .containsEntry("lost_tokens", 0)
        .containsEntry("lens", "local")
        .containsEntry("provenance", "estimated");
  }

  @Test
  void lanesKeepConcurrentConversationsApart() {
    Map<String, Object> one = sessions.chat();
    Map<String, Object> other = sessions.agent();
    Map<String, Object> two = sessions.grow(one);
    List<ExplainResult> results =
        session("local")
            .explain(
                List.of(step(one), step(other), step(two), step(sessions.grow(other)),
                    step(sessions.grow(two))));
    assertThat(results)
        .extracting(result -> result.verdict().cause())
        .startsWith(Cause.COLD_START)
        .endsWith(Cause.LEGIT_GROWTH, Cause.LEGIT_GROWTH, Cause.LEGIT_GROWTH);
    assertThat(results.get(3).verdict().baseline()).isEqualTo(2);
  }

  @Test
  void aRecordedAnswerCountsAsMeasuredAndAMissingCountStaysUnknown() {
    String body = JsonTree.text(sessions.chat());
    String lines =
        "{\"request\":" + body + ",\"timestamp\":\"2026-11-21T10:00:00Z\",\"response\":"
            + "{\"usage\":{\"prompt_tokens_details\":{\"cached_tokens\":0}}}}\n"
            + "{\"request\":" + body + ",\"timestamp\":\"2026-11-21T10:01:00Z\",\"response\":"
            + "{\"usage\":{\"prompt_tokens_details\":{\"cached_tokens\":0}}}}\n"
            + "{\"request\":" + body + ",\"response\":{\"usage\":{\"prompt_tokens\":9}}}\n";
    List<ExplainResult> results =
        session("local").explain(SessionFile.read(lines, "session.jsonl"));
    assertThat(results)
        .extracting(result -> result.verdict().cause())
        .containsExactly(Cause.COLD_START, Cause.PROVIDER_MISS_STABLE, Cause.NOT_REPORTED);
    assertThat(results).extracting(ExplainResult::provenance)
        .containsExactly("measured", "measured", "unknown");
    assertThat(results.get(2).json()).containsEntry("cached_tokens", null);
  }

  @Test
  void aServersOwnCountsStandTogetherWhateverTheVocabulary() {
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}%s]}";
    String text = "The harbour master keeps a list of every boat. ".repeat(40);
    String next = ",{\"role\":\"assistant\",\"content\":\"Yes.\"},"
        + "{\"role\":\"user\",\"content\":\"More?\"}";
    String line = "{\"request\":%s,\"response\":{\"usage\":{\"prompt_tokens\":%d,"
        + "\"prompt_tokens_details\":{\"cached_tokens\":%d}}}}";
    String session =
        line.formatted(body.formatted(text, ""), 4900, 0) + "\n"
            + line.formatted(body.formatted(text, next), 5000, 4800) + "\n"
            + line.formatted(body.formatted(text, next), 5000, 0);
    List<ExplainResult> results =
        session("local").explain(SessionFile.read(session, "s.jsonl"));
    assertThat(results.get(1).json())
        .containsEntry("no_fault", "legit_growth").containsEntry("cached_tokens", 4800)
        .containsEntry("prompt_tokens", 5000).containsEntry("provenance", "measured");
    assertThat(results.get(2).verdict().cause()).isEqualTo(Cause.PROVIDER_MISS_STABLE);
    assertThat(results.get(2).verdict().lost()).isBetween(4900, 5000);
  }

  @Test
  void aBadLineIsNamed() {
    assertThatThrownBy(() -> SessionFile.read("{\"messages\":[]}\n{oops\n", "x.jsonl"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("x.jsonl:2 is not a JSON object");
    assertThatThrownBy(() -> SessionFile.read("{\"model\":\"x\"}", "x.json"))
        .hasMessage("x.json:1 is no request: it has no messages, prompt or input");
  }

  @Test
  void theBudgetPassesWhileThePrefixHoldsAndFailsWhenItBreaks() {
    Map<String, Object> body = sessions.rag();
    Map<String, Object> grown = sessions.grow(body);
    Map<String, Object> broken = Injections.copy(grown);
    Map<String, Object> system = Injections.message(broken, 0);
    system.put("content", "Edited. " + system.get("content"));
    CheckReport good =
        CheckReport.of(
            session("local").explain(List.of(step(body), step(grown))), "local", 0.7);
    CheckReport bad =
        CheckReport.of(
            session("local").explain(List.of(step(body), step(broken))), "local", 0.7);
    assertThat(good.passed()).as(good.table()).isTrue();
    assertThat(bad.passed()).as(bad.table()).isFalse();
    assertThat(bad.table()).contains("FAIL").contains("history_edited at messages[0].content");
    Map<String, @Nullable Object> sarif = Sarif.of(bad, "0.1.0");
    assertThat(sarif).containsEntry("version", "2.1.0");
    assertThat(JsonTree.at(sarif, "runs[0].results[0].ruleId")).isEqualTo("history_edited");
    assertThat(
            JsonTree.at(
                sarif, "runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri"))
        .isEqualTo("session.jsonl");
    assertThat(JsonTree.asList(JsonTree.at(Sarif.of(good, "0.1.0"), "runs[0].results"))).isEmpty();
  }

  @Test
  void plannedMarkersCacheMoreThanNone() {
    Map<String, Object> body = sessions.chat();
    for (int i = 0; i < 40; i++) {
      body = sessions.grow(body);
    }
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      body.put("model", "claude-opus-5");
      body.put("system", "Help.");
      bodies.add(body);
      body = sessions.grow(body);
    }
    BreakpointPlan plan =
        new BreakpointPlanner(lenses.find("anthropic").orElseThrow(), renderer)
            .plan(bodies, Duration.ofSeconds(30));
    assertThat(plan.marks()).isNotEmpty().hasSizeLessThanOrEqualTo(4);
    assertThat(plan.cachedWithout()).isZero();
    assertThat(plan.cachedWith()).isGreaterThan(plan.promptTokens() / 2);
    assertThat(plan.breakEvenRequests()).hasValue(2);
    assertThat(JsonTree.text(plan.body())).contains("\"cache_control\":{\"type\":\"ephemeral\"}");
    assertThat(plan.longLived()).isFalse();
  }

  @Test
  void aNullAmongToolCallsIsReadAsItStands() {
    String turn =
        "{\"role\":\"user\",\"content\":\"one\"},"
            + "{\"role\":\"assistant\",\"content\":\"two\",\"tool_calls\":[%s]}";
    String before = "{\"messages\":[" + turn.formatted("null") + "]}";
    String after = "{\"messages\":[" + turn.formatted("") + "]}";
    List<ExplainResult> same =
        session("local").explain(SessionFile.read(before, "a"), SessionFile.read(before, "a"));
    assertThat(same.getLast().verdict().cause()).isEqualTo(Cause.FULL_REUSE);
    assertThat(
            session("local").explain(SessionFile.read(before, "a"), SessionFile.read(after, "b")))
        .hasSize(same.size());
  }

  private static Step step(Map<String, ?> body) {
    return new Step(
        "session.jsonl", 1, JsonTree.copyObject(body), null, null, CachedCount.NOT_RUN);
  }
}
