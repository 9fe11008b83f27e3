package dev.warmpath.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does blocking work away from the FX thread and comes back to it. Every result counts; where only
 * the newest does, use {@link LatestTask}. FX thread.
 */
public final class Background {
  private final Executor work;
  private final Executor fx;
  private final Consumer<Exception> failed;

  /**
   * @param work runs the tasks; a small pool
   * @param fx receives what became of them
   * @param failed receives the failures that nobody else handles
   */
  public Background(Executor work, Executor fx, Consumer<Exception> failed) {
    this.work = work;
    this.fx = fx;
    this.failed = failed;
  }

  /** Runs {@code task}, then hands its result over. */
  public <T> void run(Callable<T> task, Consumer<T> done) {
    run(task, done, failed);
  }

  /** As {@link #run(Callable, Consumer)}, with another receiver of its failure. */
  public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Exception> failing) {
    work.execute(
        () -> {
          try {
            T result = task.call();
            fx.execute(() -> done.accept(result));
          } catch (Exception failure) {
            fx.execute(() -> failing.accept(failure));
          }
        });
  }
}
