package dev.warmpath.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;

/**
 * One repaint per pulse, and only while something asked for it: a painter marks itself dirty, the
 * clock runs it in the next pulse and stops when nothing is left. FX thread.
 */
public final class FrameClock {
  private final List<Runnable> dirty = new ArrayList<>();
  private Consumer<Runnable> runner = Runnable::run;
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

  /** Hands each painter to {@code newRunner}, which runs it: to measure them. */
  public void around(Consumer<Runnable> newRunner) {
    runner = newRunner;
  }

  private void pulse() {
    List<Runnable> now = List.copyOf(dirty);
    dirty.clear();
    now.forEach(runner);
    if (dirty.isEmpty()) {
      timer.stop();
    }
  }
}
