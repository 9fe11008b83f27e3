package dev.warmpath.ui.document;

import dev.warmpath.ui.ports.Ports;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Reads and writes files away from the FX thread and comes back to it. FX thread. */
final class Background {
  private final Ports ports;
  private final Consumer<Exception> failed;

  /**
   * @param failed receives the failures that nobody else handles
   */
  Background(Ports ports, Consumer<Exception> failed) {
    this.ports = ports;
    this.failed = failed;
  }

  <T> void run(Callable<T> task, Consumer<T> done) {
    run(task, done, failed);
  }

  <T> void run(Callable<T> task, Consumer<T> done, Consumer<Exception> failing) {
    ports
        .work()
        .execute(
            () -> {
              try {
                T result = task.call();
                ports.fx().execute(() -> done.accept(result));
              } catch (Exception failure) {
                ports.fx().execute(() -> failing.accept(failure));
              }
            });
  }
}
