package dev.warmpath.app.http;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something another thread does, with a limit that only a broken program reaches. */
final class Await {
  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 2_000_000;

  private Await() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it did not happen within a minute");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
