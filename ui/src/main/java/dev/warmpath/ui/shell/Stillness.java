package dev.warmpath.ui.shell;

import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;

/** Waits until a window has done all it was asked to do. Any thread but the FX thread. */
final class Stillness {
  private static final Duration PAINT = Duration.ofSeconds(30);

  /** A model of a few billion weights on an old CPU answers within this time. */
  private static final Duration RUN = Duration.ofMinutes(10);

  /** Delayed work (a forecast that waits for the end of typing) starts within this time. */
  private static final long QUIET_MS = 350;
  private static final int FRAMES = 4;

  private final Executor fx;
  private final AtomicInteger working = new AtomicInteger();

  /**
   * @param fx runs on the FX thread
   */
  Stillness(Executor fx) {
    this.fx = fx;
  }

  /** Waits until background work is done, shown and painted. */
  void settle(WorkbenchViewModel model) throws InterruptedException {
    long quietFrom = System.nanoTime();
    long deadline = quietFrom + RUN.toNanos();
    while (System.nanoTime() - quietFrom < TimeUnit.MILLISECONDS.toNanos(QUIET_MS)) {
      if (working.get() > 0) {
        quietFrom = System.nanoTime();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("background work did not end in " + RUN.toMinutes()
            + " minutes");
      }
      onFx(
          () -> {
            model.tick();
            return true;
          });
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    frames();
  }

  /** Waits for pulses: painters run in them. */
  private void frames() throws InterruptedException {
    CountDownLatch painted = new CountDownLatch(FRAMES);
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            painted.countDown();
          }
        };
    fx.execute(timer::start);
    if (!painted.await(PAINT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the window was not painted in " + PAINT.toSeconds()
          + " s");
    }
    fx.execute(timer::stop);
  }

  /** Looks whether something is so now. */
  interface Check {
    boolean now() throws InterruptedException;
  }

  void await(Check check, String what) throws InterruptedException {
    long deadline = System.nanoTime() + RUN.toNanos();
    while (!check.now()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "waited " + RUN.toMinutes() + " minutes for " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  <T> T onFx(Callable<T> task) throws InterruptedException {
    CompletableFuture<T> done = new CompletableFuture<>();
    fx.execute(
        () -> {
          try {
            done.complete(task.call());
          } catch (Exception failure) {
            done.completeExceptionally(failure);
          }
        });
    try {
      return done.get(RUN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failure.getCause());
    } catch (TimeoutException late) {
      throw new IllegalStateException("the window did not answer", late);
    }
  }

  /** The same ports, whose background work is waited for. */
  Ports watching(Ports from) {
    Executor counted =
        task -> {
          working.incrementAndGet();
          from.work()
              .execute(
                  () -> {
                    try {
                      task.run();
                    } finally {
                      working.decrementAndGet();
                    }
                  });
        };
    return from.withWork(counted);
  }
}
