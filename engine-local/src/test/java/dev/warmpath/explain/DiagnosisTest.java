package dev.warmpath.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.explain.body.Rendered;
import dev.warmpath.explain.body.Renderer;
import dev.warmpath.explain.cause.Cause;
import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Diagnosis;
import dev.warmpath.explain.cause.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosisTest {
  private static final long SEED = Long.getLong("warmpath.seed", 20261121);
  private static final int VARIATIONS = 60;

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {
        "VOLATILE_TIME", "VOLATILE_ID", "TOOLS_REORDERED", "TOOLS_CHANGED", "SERIALIZATION_DRIFT",
        "WHITESPACE_ONLY", "ROLE_CHANGED", "REASONING_STRIPPED", "TEMPLATE_HEAD_PARAM",
        "HISTORY_EDITED", "DOCUMENTS_REORDERED", "BLOCK_MOVED", "MEDIA_CHANGED", "SETTING_CHANGED",
        "TOKENIZER_BOUNDARY", "LEGIT_GROWTH", "SHORTENED", "AUXILIARY_CALL", "FULL_REUSE"
      })
  void namesTheCauseThatWasInjected(Cause cause) {
    Renderer renderer =
        new Renderer(new ChatMl("enable_thinking", "reasoning_effort"), new WordTokenizer());
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < VARIATIONS; i++) {
      Injections.Pair pair =
          new Injections(new Random(SEED + i * 31L + cause.ordinal() * 1009L)).make(cause);
      Rendered before = renderer.render(pair.before());
      Rendered after = renderer.render(pair.after());
      Comparison comparison = new Comparison(before, after);
      Finding finding = new Diagnosis(comparison, renderer).judge();
      if (finding.cause() != cause) {
        wrong.add(i + ": " + finding.cause().id() + " " + finding.detail() + " "
            + (finding.divergence() == null ? ""
                : finding.divergence().path() + "\n  " + finding.divergence().markedBefore()
                    + "\n  " + finding.divergence().markedAfter()));
      }
    }
    assertThat(wrong).as("seed %d", SEED).hasSizeLessThanOrEqualTo(VARIATIONS * 2 / 100);
  }
}
