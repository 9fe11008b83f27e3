package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.JsonTree;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.fix.Fix;
import dev.warmpath.explain.session.ExplainResult;
import dev.warmpath.explain.session.ExplainSession;
import dev.warmpath.explain.session.Step;
import dev.warmpath.lens.LensCatalog;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MissExplainerTest {
  private static final long SEED = Long.getLong("warmpath.seed", 20261121);
  private static final int VARIATIONS = Integer.getInteger("warmpath.variations", 40);

  /** Causes with a fix that always applies to the generated sessions. */
  private static final Set<Cause> FIXABLE =
      EnumSet.of(
          Cause.VOLATILE_TIME, Cause.VOLATILE_ID, Cause.TOOLS_REORDERED, Cause.WHITESPACE_ONLY,
          Cause.SERIALIZATION_DRIFT, Cause.DOCUMENTS_REORDERED, Cause.BLOCK_MOVED);

  private final Renderer renderer =
      new Renderer(new ChatMl("enable_thinking", "reasoning_effort"), new WordTokenizer());
  private final ExplainSession session =
      new ExplainSession(renderer, LensCatalog.bundled().local());

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {
        "VOLATILE_TIME", "VOLATILE_ID", "TOOLS_REORDERED", "TOOLS_CHANGED", "SERIALIZATION_DRIFT",
        "WHITESPACE_ONLY", "ROLE_CHANGED", "REASONING_STRIPPED", "TEMPLATE_HEAD_PARAM",
        "HISTORY_EDITED", "DOCUMENTS_REORDERED", "BLOCK_MOVED", "MEDIA_CHANGED", "SETTING_CHANGED",
        "TOKENIZER_BOUNDARY", "NAMESPACE_CHANGED", "MODEL_CHANGED", "LEGIT_GROWTH", "SHORTENED",
        "AUXILIARY_CALL", "FULL_REUSE"
      })
  void namesCauseAndDivergenceOfInjectedPairs(Cause cause) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < VARIATIONS; i++) {
      Injections.Pair pair =
          new Injections(new Random(SEED + i * 31L + cause.ordinal() * 1009L)).make(cause);
      ExplainResult result = explain(pair);
      Verdict verdict = result.verdict();
      if (verdict.cause() != cause) {
        wrong.add(i + " named " + verdict.cause().id() + ": " + result.json());
      }
      assertDivergence(pair, verdict, i);
      assertThat(verdict.cause().isFault() || verdict.lost() == 0).isTrue();
      if (verdict.cause() == cause && FIXABLE.contains(cause)) {
        assertFix(pair, verdict, i);
      }
    }
    assertThat(wrong).as("seed %d", SEED).hasSizeLessThanOrEqualTo(VARIATIONS * 2 / 100);
  }

  private ExplainResult explain(Injections.Pair pair) {
    return session.explain(List.of(step(pair.before(), 1)), List.of(step(pair.after(), 2)))
        .getFirst();
  }

  private static Step step(Map<String, ?> body, int line) {
    Map<String, @Nullable Object> copy = JsonTree.copyObject(body);
    return new Step("test", line, copy, null, null, CachedCount.NOT_RUN);
  }

  private void assertDivergence(Injections.Pair pair, Verdict verdict, int variation) {
    boolean namespace =
        verdict.cause() == Cause.MODEL_CHANGED || verdict.cause() == Cause.NAMESPACE_CHANGED;
    if (verdict.divergence() == null || namespace) {
      assertThat(verdict.divergence()).isNull();
      return;
    }
    int[] before = renderer.render(pair.before()).identity();
    int[] after = renderer.render(pair.after()).identity();
    int shared = 0;
    while (shared < Math.min(before.length, after.length) && before[shared] == after[shared]) {
      shared++;
    }
    assertThat(verdict.divergence().token()).isEqualTo(shared);
    String path = verdict.divergence().path();
    Object older = JsonTree.at(pair.before(), path);
    Object newer = JsonTree.at(pair.after(), path);
    if (older instanceof String one && newer instanceof String other && !one.equals(other)) {
      int[] left = one.codePoints().toArray();
      int[] right = other.codePoints().toArray();
      int same = 0;
      while (same < Math.min(left.length, right.length) && left[same] == right[same]) {
        same++;
      }
      assertThat(verdict.divergence().character())
          .as("seed %d variation %d: %s", SEED, variation, path)
          .isEqualTo(same);
    } else {
      assertThat(older != null || newer != null).as("path %s", path).isTrue();
    }
  }

  /** The gain is what two changed requests really share, counted without the explainer. */
  private void assertFix(Injections.Pair pair, Verdict verdict, int variation) {
    assertThat(verdict.fixes())
        .as("seed %d variation %d of %s: %s", SEED, variation, verdict.cause(),
            verdict.divergence().markedBefore() + "\n" + verdict.divergence().markedAfter())
        .isNotEmpty();
    Fix fix = verdict.fixes().getFirst();
    int shared = shared(fix.change().apply(pair.before()), fix.change().apply(pair.after()));
    int without = shared(pair.before(), pair.after());
    assertThat(shared - without).isEqualTo(fix.gainTokens());
  }

  private int shared(Map<String, ?> before, Map<String, ?> after) {
    int[] one = renderer.render(before).identity();
    int[] other = renderer.render(after).identity();
    int same = 0;
    while (same < Math.min(one.length, other.length - 1) && one[same] == other[same]) {
      same++;
    }
    return same;
  }
}
