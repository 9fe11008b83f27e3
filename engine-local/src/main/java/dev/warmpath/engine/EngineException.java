package dev.warmpath.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something went wrong below the request; the message says what, the numbers and what to do. */
public final class EngineException extends RuntimeException {

  /** What kind of failure; the endpoint maps each to one status, the command line to an exit. */
  public enum Kind {
    /** The request itself cannot be run as it is. */
    BAD_REQUEST,
    /** The request's grammar is malformed, too large, or leaves no token possible. */
    BAD_GRAMMAR,
    /** Prompt (and at least one answer token) does not fit the context. */
    CONTEXT_EXCEEDED,
    /** Too many requests wait. */
    QUEUE_FULL,
    /** The model file is missing, broken or of an unsupported kind. */
    BAD_MODEL,
    /** Not enough memory on the host or the device. */
    OUT_OF_MEMORY,
    /** No usable native library or device. */
    NO_NATIVE,
    /** The model computed something impossible, or the native library failed. */
    COMPUTE_FAILED,
    /** The request was cancelled. */
    CANCELLED,
    /** The engine is closed or the model was unloaded. */
    CLOSED
  }

  private final Kind kind;

  public EngineException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public EngineException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** For the user. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** A value that its record refused, in its words. */
  public static EngineException badRequest(IllegalArgumentException refusal) {
    return new EngineException(
        Kind.BAD_REQUEST, Objects.requireNonNullElse(refusal.getMessage(), refusal.toString()),
        refusal);
  }

  public Kind kind() {
    return kind;
  }
}
