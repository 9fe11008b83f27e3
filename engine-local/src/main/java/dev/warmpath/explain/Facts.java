package dev.warmpath.explain;

import dev.warmpath.explain.cause.Comparison;
import dev.warmpath.explain.cause.Finding;
import dev.warmpath.lens.LensVerdict;
import java.util.OptionalInt;

/**
 * What one question is about, gathered.
 *
 * @param estimate what the rules of the cache say of the prompt
 * @param baseline the earlier request it is compared with
 * @param comparison of the two
 * @param finding why their texts part
 */
record Facts(
    Question question, LensVerdict estimate, Turn baseline, Comparison comparison,
    Finding finding) {

  Turn now() {
    return question.now();
  }

  /** Tokens of the prompt. */
  int prompt() {
    return now().promptTokens();
  }

  OptionalInt cached() {
    return now().cached(estimate);
  }

  /** Tokens that an earlier request of the same namespace shares; the last is never reused. */
  int reach() {
    int most = 0;
    for (Turn turn : question.earlier()) {
      if (turn.namespace().equals(now().namespace())) {
        most = Math.max(most, Comparison.shared(turn.rendered(), now().rendered()));
      }
    }
    return Math.min(most, prompt() - 1);
  }
}
