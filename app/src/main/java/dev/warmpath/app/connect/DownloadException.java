package dev.warmpath.app.connect;

import org.jspecify.annotations.Nullable;

/** A download that did not end well; the message says why and what to do. */
public final class DownloadException extends RuntimeException {
  private final boolean retriable;

  public DownloadException(String message, boolean retriable, @Nullable Throwable cause) {
    super(message, cause);
    this.retriable = retriable;
  }

  public DownloadException(String message, boolean retriable) {
    super(message);
    this.retriable = retriable;
  }

  /** True when asking again later goes on where this one ended. */
  public boolean retriable() {
    return retriable;
  }
}
