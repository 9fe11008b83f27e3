package dev.warmpath.ui;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What really failed. Pure; any thread. */
public final class Causes {
  private Causes() {}

  /** The failure without the wrappers that threads and streams put around it. */
  public static Throwable of(Throwable failure) {
    Throwable at = failure;
    while (at instanceof CompletionException
        || at instanceof ExecutionException
        || at instanceof UncheckedIOException) {
      Throwable within = at.getCause();
      if (within == null) {
        return at;
      }
      at = within;
    }
    return at;
  }
}
