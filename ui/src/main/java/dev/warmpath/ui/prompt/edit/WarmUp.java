package dev.warmpath.ui.prompt.edit;

import dev.warmpath.ui.prompt.text.TokenRuns;
import javafx.animation.Interpolator;
import javafx.animation.Transition;
import javafx.util.Duration;

/**
 * Tokens that turn warm do so in a blink rather than at once, so that the eye sees which: the one
 * flourish of the design. FX thread.
 */
final class WarmUp extends Transition {
  private static final double MS = 120;

  private final Runnable repaint;
  private int from = Integer.MAX_VALUE;
  private double share = 1;

  WarmUp(Runnable repaint) {
    this.repaint = repaint;
    setCycleDuration(Duration.millis(MS));
    setInterpolator(Interpolator.EASE_OUT);
    setOnFinished(event -> from = Integer.MAX_VALUE);
  }

  /**
   * Other colours are shown now: begins when more of the same tokens are warm than before.
   *
   * @param still true when nothing may move by itself: they turn warm at once
   */
  void colours(TokenRuns before, TokenRuns now, boolean still) {
    int warmBefore = before.warm();
    boolean more = before.size() == now.size() && now.size() > 0 && now.warm() > warmBefore;
    if (more && !still) {
      from = now.token(warmBefore);
      playFromStart();
    } else if (from != Integer.MAX_VALUE && now.warm() < warmBefore) {
      stop();
      from = Integer.MAX_VALUE;
    }
  }

  /** How warm a warm token looks already, 0 to 1. */
  double warmth(int token) {
    return token >= from ? share : 1;
  }

  @Override
  protected void interpolate(double done) {
    share = done;
    repaint.run();
  }
}
