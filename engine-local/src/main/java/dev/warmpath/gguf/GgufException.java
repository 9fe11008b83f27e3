package dev.warmpath.gguf;

import java.util.Objects;

/** A model file cannot be read; the message says what, the numbers and what to do. */
public final class GgufException extends RuntimeException {
  public GgufException(String message) {
    super(message);
  }

  public GgufException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For the user. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
