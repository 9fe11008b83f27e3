package dev.warmpath.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Runs background work of which only the newest result matters: a newer submit makes older results
 * be dropped. With {@code Runnable::run} as both executors it runs at once, for tests.
 */
public final class LatestTask<T> {
  private final Executor work;
  private final Executor results;
  private final AtomicLong newest = new AtomicLong();

  /**
   * @param work runs the task; a small pool
   * @param results receives the result; {@code Platform::runLater} in the window
   */
  public LatestTask(Executor work, Executor results) {
    this.work = work;
    this.results = results;
  }

  /**
   * Starts {@code task}; its result, or its failure, is delivered unless a newer one was submitted.
   * A task may look at {@link #isNewest} to stop early.
   */
  public long submit(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    long version = newest.incrementAndGet();
    work.execute(
        () -> {
          if (!isNewest(version)) {
            return;
          }
          try {
            T result = task.call();
            deliver(version, () -> done.accept(result));
          } catch (Exception e) {
            deliver(version, () -> failed.accept(e));
          }
        });
    return version;
  }

  /** Drops the results of everything submitted so far. */
  public void cancel() {
    newest.incrementAndGet();
  }

  public boolean isNewest(long version) {
    return newest.get() == version;
  }

  private void deliver(long version, Runnable result) {
    results.execute(
        () -> {
          if (isNewest(version)) {
            result.run();
          }
        });
  }
}
