package dev.warmpath.engine.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Work other threads hand to the engine thread. Thread-safe; {@link #run} is the engine thread's.
 */
final class Inbox {
  /** Sleep until something arrives. */
  static final Duration FOREVER = Duration.ofDays(1);

  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds work.
   *
   * @return false when the engine is closed: the work will never run
   */
  synchronized boolean add(Runnable task) {
    if (closed) {
      return false;
    }
    work.add(task);
    notifyAll();
    return true;
  }

  /** Ends the sleep, so that a cancel is seen. */
  void wake() {
    add(() -> {});
  }

  /** Takes no more work; what is in it still runs. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean closed() {
    return closed;
  }

  /** True when nothing waits to be done. */
  synchronized boolean quiet() {
    return work.isEmpty();
  }

  /**
   * Runs what is there; sleeps for it at most {@code atMost}, or not at all when that is zero.
   */
  void run(Duration atMost) {
    for (Runnable task : take(atMost)) {
      task.run();
    }
  }

  private synchronized List<Runnable> take(Duration atMost) {
    Duration limited = atMost.compareTo(FOREVER) < 0 ? atMost : FOREVER;
    long end = System.nanoTime() + limited.toNanos();
    boolean interrupted = false;
    while (work.isEmpty() && !closed) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException ignored) {
        interrupted = true; // nobody but close ends the engine thread
        break;
      }
    }
    if (interrupted) {
      Thread.interrupted();
    }
    List<Runnable> taken = new ArrayList<>(work);
    work.clear();
    return taken;
  }
}
