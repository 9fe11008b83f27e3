package dev.warmpath.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;

/**
 * One repaint per pulse, and only while something asked for it: a painter marks itself dirty, the
 * clock runs it in the next pulse and stops when nothing is left. FX thread.
 */
public final class FrameClock {
  private final List<Runnable> dirty = new ArrayList<>();
  private final AnimationTimer timer =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          pulse();
        }
      };

  /** Runs {@code painter} in the next pulse; asking again before that changes nothing. */
  public void request(Runnable painter) {
    if (!dirty.contains(painter)) {
      dirty.add(painter);
    }
    if (dirty.size() == 1) {
      timer.start();
    }
  }

  private void pulse() {
    List<Runnable> now = List.copyOf(dirty);
    dirty.clear();
    now.forEach(Runnable::run);
    if (dirty.isEmpty()) {
      timer.stop();
    }
  }
}
