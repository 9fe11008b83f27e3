package dev.warmpath.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Runs background work of which only the newest result matters: a newer submit makes older results
 * be dropped. With {@code Runnable::run} as both executors it runs at once, for tests.
 */
public final class LatestTask<T> {

  /** Work that asks now and then whether its result is still wanted. */
  @FunctionalInterface
  public interface Work<T> {
    T run(BooleanSupplier wanted) throws Exception;
  }

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

  /** Starts {@code task}; its result, or its failure, is delivered unless it is outdated. */
  public void submit(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    submit(wanted -> task.call(), done, failed);
  }

  /** As {@link #submit(Callable, Consumer, Consumer)}, for long work that can stop early. */
  public void submit(Work<T> task, Consumer<T> done, Consumer<Exception> failed) {
    long version = newest.incrementAndGet();
    work.execute(
        () -> {
          if (!isNewest(version)) {
            return;
          }
          try {
            T result = task.run(() -> isNewest(version));
            deliver(version, () -> done.accept(result));
          } catch (Exception e) {
            deliver(version, () -> failed.accept(e));
          }
        });
  }

  /** Drops the results of everything submitted so far. */
  public void cancel() {
    newest.incrementAndGet();
  }

  private boolean isNewest(long version) {
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
