package dev.warmpath.ui.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;

/**
 * Looks at the engine once per pulse while it works and a few times a second while it rests, so
 * that an idle window causes no pulses. FX thread.
 */
final class EngineTick {
  /** A request from another program shows within this time. */
  private static final long REST_MS = 100;

  private final Runnable tick;
  private final BooleanSupplier busy;
  private final Executor later;
  private final AnimationTimer perPulse =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          tick.run();
          if (!busy.getAsBoolean()) {
            stop();
          }
        }
      };
  private boolean running;

  /**
   * @param busy whether to look again in the next pulse
   * @param fx runs on the FX thread
   */
  EngineTick(Runnable tick, BooleanSupplier busy, Executor fx) {
    this.tick = tick;
    this.busy = busy;
    this.later = CompletableFuture.delayedExecutor(REST_MS, TimeUnit.MILLISECONDS, fx);
  }

  void start() {
    if (!running) {
      running = true;
      rest();
    }
  }

  /** Looks again in the next pulse: work has just begun. */
  void wake() {
    if (running) {
      perPulse.start();
    }
  }

  void stop() {
    running = false;
    perPulse.stop();
  }

  private void rest() {
    if (!running) {
      return;
    }
    later.execute(
        () -> {
          if (!running) {
            return;
          }
          tick.run();
          if (busy.getAsBoolean()) {
            perPulse.start();
          }
          rest();
        });
  }
}
