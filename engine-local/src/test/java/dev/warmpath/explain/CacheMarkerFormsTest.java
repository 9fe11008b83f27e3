package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.body.RequestBody;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.explain.fix.FixKind;
import dev.warmpath.explain.plan.BreakpointPlan;
import dev.warmpath.explain.plan.BreakpointPlanner;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Requests with and without a place for cache markers, and a cache that needs a key. */
class CacheMarkerFormsTest {
  /** Above every minimum. */
  private static final String LONG = "The harbour master keeps a list of every boat. ".repeat(600);

  private final LensCatalog lenses = LensCatalog.bundled();
  private final Renderer renderer = new Renderer(new ChatMl(), new WordTokenizer());

  private Verdict explain(String lens, String before, String after) {
    Lens rules = lenses.find(lens).orElseThrow();
    Turn older = Turn.of(1, render(before), rules);
    Turn newer = Turn.of(2, render(after), rules);
    return new MissExplainer(rules, renderer).explain(Question.of(newer, List.of(older)));
  }

  private Rendered render(String body) {
    return renderer.render(body(body));
  }

  private static Map<String, @Nullable Object> body(String text) {
    return JsonTree.object(text.replace("LONG", LONG).replace('\'', '"'), "body");
  }

  private static final String OPENAI =
      """
      {'model': 'gpt-5.4', 'messages': [{'role': 'system', 'content': 'LONG'},
        {'role': 'user', 'content': 'Which boats are in?'}%s]}
      """;

  private static final String ANTHROPIC =
      """
      {'model': 'claude-sonnet-4-5', 'system': 'LONG', %s
       'messages': [{'role': 'user', 'content': 'Which boats are in?'}%s]}
      """;

  private static final String GROWTH =
      """
      , {'role': 'assistant', 'content': 'The Alba and the Rita.'},
        {'role': 'user', 'content': 'And tomorrow?'}""";

  @Test
  void aFormWithoutAPlaceForMarkersIsJudgedAsIfItHadOneAndSaysSo() {
    Verdict verdict = explain("anthropic", OPENAI.formatted(""), OPENAI.formatted(GROWTH));
    assertThat(verdict.cause()).isEqualTo(Cause.LEGIT_GROWTH);
    assertThat(verdict.cached().orElseThrow()).isGreaterThan(5000);
    assertThat(verdict.lens().notes())
        .containsExactly("Judged as if every request asked for one cache marker at its end.");
    assertThat(explain("local", OPENAI.formatted(""), OPENAI.formatted(GROWTH)).lens().notes())
        .isEmpty();
  }

  @Test
  void aFormWithAPlaceForThemIsTakenAtItsWordAndAMarkerIsProposed() {
    String before = ANTHROPIC.formatted("", "");
    String after = ANTHROPIC.formatted("", GROWTH);
    Verdict verdict = explain("anthropic", before, after);
    assertThat(verdict.cause()).isEqualTo(Cause.BREAKPOINT_MOVED);
    assertThat(verdict.cached()).hasValue(0);
    assertThat(verdict.fixes()).extracting(Fix::kind).containsExactly(FixKind.ADD_CACHE_MARKER);
    Fix fix = verdict.fixes().getFirst();
    Rendered older = renderer.render(fix.change().apply(body(before)));
    Rendered newer = renderer.render(fix.change().apply(body(after)));
    Lens rules = lenses.find("anthropic").orElseThrow();
    Verdict fixed =
        new MissExplainer(rules, renderer)
            .explain(Question.of(Turn.of(2, newer, rules), List.of(Turn.of(1, older, rules))));
    assertThat(fixed.cause()).isEqualTo(Cause.LEGIT_GROWTH);
    assertThat(fixed.cached()).hasValue(fix.gainTokens());
  }

  @Test
  void anEditBeforeTheMarkerIsTheEditsDoing() {
    String edited = GROWTH.replace("the Rita", "the Vela");
    String before = OPENAI.formatted(GROWTH);
    String after =
        OPENAI.formatted(edited + ", {'role': 'assistant', 'content': 'None.'},"
            + " {'role': 'user', 'content': 'Thanks, and on the day after?'}");
    assertThat(explain("bedrock", before, after).cause()).isEqualTo(Cause.HISTORY_EDITED);
    assertThat(explain("anthropic", before, after).cause()).isEqualTo(Cause.HISTORY_EDITED);
    assertThat(explain("deepseek", before, after).cause()).isEqualTo(Cause.HISTORY_EDITED);
    String other = OPENAI.formatted("").replace("are in?", "are out at sea?");
    assertThat(explain("bedrock", OPENAI.formatted(""), other).cause())
        .isEqualTo(Cause.BREAKPOINT_MOVED);
    assertThat(explain("deepseek", OPENAI.formatted(""), other).cause())
        .isEqualTo(Cause.PARTIAL_BLOCK);
  }

  private BreakpointPlan plan(Function<Integer, String> day, int turns, int every) {
    List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      StringBuilder more = new StringBuilder();
      for (int turn = 0; turn < i * turns; turn++) {
        more.append(GROWTH.replace("tomorrow", "on day " + turn));
      }
      bodies.add(body(ANTHROPIC.formatted("", more).replace(
          "'LONG'", "[{'type': 'text', 'text': 'LONG'}, {'type': 'text', 'text': '"
              + day.apply(i) + "'}]")));
    }
    return new BreakpointPlanner(lenses.find("anthropic").orElseThrow(), renderer)
        .plan(bodies, Duration.ofSeconds(every));
  }

  @Test
  void markersArePlannedWhereEachRequestEndedWhenTheLookBackIsTooShort() {
    BreakpointPlan plan = plan(i -> "Be brief.", 14, 60);
    assertThat(plan.marks()).extracting(BreakpointPlan.Mark::path)
        .containsExactly(
            "messages[28].content", "messages[56].content", "messages[84].content",
            "messages[112].content");
    for (int i = 1; i < plan.runs().size(); i++) {
      assertThat(plan.runs().get(i).cachedWith())
          .as("request %d", i).isGreaterThan(plan.runs().get(i - 1).prompt() - 8);
    }
  }

  @Test
  void nothingBehindAChangingLineIsMarked() {
    BreakpointPlan plan = plan(i -> "Today is 2026-07-0" + i + ".", 2, 60);
    assertThat(plan.marks()).extracting(BreakpointPlan.Mark::path)
        .containsExactly("system[0].text");
    assertThat(plan(i -> "Be brief.", 2, 7200).marks()).isEmpty();
    assertThat(plan(i -> "Be brief.", 2, 900).longLived()).isTrue();
  }

  @Test
  void markersOnToolsAndMessagesAreReadInBothForms() {
    String tools =
        """
        {'model': 'claude-sonnet-4-5',
         'tools': [{'type': 'function', %s 'function': {'name': 'boats', 'description': 'LONG'}}],
         'messages': [{'role': 'user', 'content': 'Which boats are in?'%s}]}
        """;
    String marker = "'cache_control': {'type': 'ephemeral'}";
    Rendered plain = render(tools.formatted("", ""));
    Rendered marked = render(tools.formatted(marker + ",", ", " + marker));
    assertThat(marked.text()).isEqualTo(plain.text());
    assertThat(marked.body().marks()).extracting(RequestBody.Mark::path)
        .containsExactly("tools[0]", "messages[0]");
    assertThat(marked.body().marks()).extracting(marked::markEnd).doesNotContain(-1).isSorted();
  }

  private static final String CONVERSE =
      """
      {'modelId': 'eu.anthropic.claude-sonnet-4-5-v1:0',
       'system': [{'text': 'LONG'}, {'cachePoint': {'type': 'default', 'ttl': '1h'}}],
       'toolConfig': {'tools': [
         {'toolSpec': {'name': 'boats', 'description': 'Lists %s boats',
           'inputSchema': {'json': {'type': 'object', 'properties': {}}}}},
         {'cachePoint': {'type': 'default'}}]},
       'messages': [
         {'role': 'user', 'content': [{'text': 'Which boats'}, {'text': 'are in?'}]},
         {'role': 'assistant', 'content': [
           {'reasoningContent': {'reasoningText': {'text': '%s', 'signature': 's'}}},
           {'text': 'Let me look.'},
           {'toolUse': {'toolUseId': 'u1', 'name': 'boats', 'input': {'day': '%s'}}}]},
         {'role': 'user', 'content': [
           {'toolResult': {'toolUseId': 'u1', 'content': [{'json': {'boats': ['%s']}}]}},
           {'cachePoint': {'type': 'default'}}]}%s]}
      """;

  private static String converse(String... holes) {
    return CONVERSE.formatted((Object[]) holes);
  }

  @Test
  void bedrocksConverseFormIsRead() {
    RequestBody body = render(converse("all", "Hm.", "today", "Alba", "")).body();
    assertThat(body.model()).isEqualTo("eu.anthropic.claude-sonnet-4-5-v1:0");
    assertThat(body.messages())
        .extracting(message -> message.role() + ": " + message.text().substring(
            0, Math.min(20, message.text().length())))
        .containsExactly(
            "system: The harbour master k", "user: Which boats\nare in?",
            "assistant: Let me look.", "tool: {\"boats\":[\"Alba\"]}");
    assertThat(body.messages().get(2).reasoning()).isEqualTo("Hm.");
    assertThat(body.messages().get(2).callsText()).contains("\"day\":\"today\"");
    assertThat(JsonTree.text(body.tools()))
        .isEqualTo(
            "[{\"type\":\"function\",\"function\":{\"name\":\"boats\",\"description\":"
                + "\"Lists all boats\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]");
    assertThat(body.marks()).extracting(RequestBody.Mark::path, RequestBody.Mark::ttl)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("toolConfig.tools[1]", ""),
            org.assertj.core.groups.Tuple.tuple("system[1]", "1h"),
            org.assertj.core.groups.Tuple.tuple("messages[2].content[1]", ""));
    Rendered rendered = render(converse("all", "Hm.", "today", "Alba", ""));
    assertThat(body.marks()).extracting(rendered::markEnd).doesNotContain(-1);
  }

  @Test
  void itsFieldsAreNamedAsTheyWereSent() {
    String before = converse("all", "Hm.", "today", "Alba", "");
    assertThat(explain("bedrock", before, before).cause()).isEqualTo(Cause.FULL_REUSE);
    Verdict call = explain("bedrock", before, converse("all", "Hm.", "tonight", "Alba", ""));
    assertThat(call.cause()).isEqualTo(Cause.HISTORY_EDITED);
    assertThat(call.path()).isEqualTo("messages[1].content[2].toolUse.input");
    Verdict result = explain("bedrock", before, converse("all", "Hm.", "today", "Rita", ""));
    assertThat(result.path()).isEqualTo("messages[2].content[0].toolResult.content[0].json");
    Verdict tool = explain("bedrock", before, converse("most", "Hm.", "today", "Alba", ""));
    assertThat(tool.cause()).isEqualTo(Cause.TOOLS_CHANGED);
    assertThat(tool.path()).isEqualTo("toolConfig.tools[0].toolSpec.description");
  }

  @Test
  void itsMarkersAreWhatHits() {
    String growth = ", {'role': 'assistant', 'content': [{'text': 'The Alba.'}]}";
    String before = converse("all", "Hm.", "today", "Alba", "");
    Verdict verdict = explain("bedrock", before, converse("all", "Hm.", "today", "Alba", growth));
    assertThat(verdict.cause()).isEqualTo(Cause.LEGIT_GROWTH);
    Rendered older = render(before);
    assertThat(verdict.cached())
        .hasValue(older.markEnd(older.body().marks().getLast()));
  }

  @Test
  void aCacheThatNeedsAKeyKeepsNothingWithoutOne() {
    String keyed = ", 'prompt_cache_key': 'k'}";
    String bare = OPENAI.formatted("").strip();
    String grown = OPENAI.formatted(GROWTH).strip();
    Verdict none = explain("mistral", bare, grown);
    assertThat(none.cause()).isEqualTo(Cause.NAMESPACE_CHANGED);
    assertThat(none.cached()).hasValue(0);
    assertThat(none.detail()).isEqualTo("Only requests with prompt_cache_key are cached.");
    assertThat(none.lens().written()).isZero();
    Verdict both = explain("mistral", end(bare, keyed), end(grown, keyed));
    assertThat(both.cause()).isEqualTo(Cause.LEGIT_GROWTH);
    assertThat(both.cached().orElseThrow() % 64).isZero();
    assertThat(both.cached().orElseThrow()).isPositive();
    Verdict dropped = explain("mistral", end(bare, keyed), grown);
    assertThat(dropped.cause()).isEqualTo(Cause.NAMESPACE_CHANGED);
    assertThat(dropped.lost()).isPositive();
    Verdict added = explain("mistral", bare, end(grown, keyed));
    assertThat(added.cause()).isEqualTo(Cause.NAMESPACE_CHANGED);
    assertThat(added.cached()).hasValue(0);
  }

  private static String end(String body, String tail) {
    return body.substring(0, body.length() - 1) + tail;
  }
}
