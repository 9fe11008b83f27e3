package dev.warmpath.ui.prompt.model;

import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensVerdict;

/** Judges a prompt by the rules of another cache. Any thread; equal prompts, equal results. */
@FunctionalInterface
public interface ForecastLens {

  /**
   * What a prompt finds under a lens.
   *
   * @param lens whose rules
   * @param verdict what they give; its count is empty where they do not say
   */
  record Judged(Lens lens, LensVerdict verdict) {

    /** Tokens shown as warm: none where the rules do not say. */
    int matched() {
      return verdict.cached().orElse(0);
    }

    /** Tokens shown as lost: what the rules say has expired. */
    int lostUntil() {
      boolean expired =
          verdict.loss() == LensVerdict.Loss.EXPIRED
              || verdict.loss() == LensVerdict.Loss.MAY_HAVE_EXPIRED;
      return expired ? Math.max(matched(), verdict.shared()) : matched();
    }
  }

  Judged judge(Forecast.Prepared prepared);
}
